/* Says new calls aloud with the voices that the screen's browser has. What is news is worked out from the picture,
   never from this PC's clock. A screen without a voice, or with one that fails, stays a screen: nothing waits for it.
   Browsers stay silent until somebody has touched the page, unless started with a policy that lets them speak
   (Chromium: --autoplay-policy=no-user-gesture-required). */

import { say } from "/static/web/words.js";
import { NEWS_MS, news } from "./calls.js";

/** Some engines never say that they have finished. */
const SENTENCE_WITHIN_MS = 15000;

/** What each language of a voice setting asks a browser for. */
const TONGUES = { zh: "zh-CN", en: "en-US" };

/** The calls to be said aloud after this picture, in order: newer than the last one spoken, none older than a minute. */
export function toAnnounce(picture, lastSeq, screen = null) {
  return news(picture, lastSeq, screen);
}

/** What is said for one call; letters and digits one by one. */
export function announcement({ number, counter }, words, lang) {
  return say(words, "announce", lang, { number: [...number].join(" "), counter });
}

/** The languages of a screen's voice, in order: "zh+en" says both. */
export function languagesOf(voice) {
  return voice === "off" ? [] : voice.split("+");
}

/** Hears every picture and says its news. `memory` keeps what was spoken over a reload of the page. */
export function announcer({ screen, words, synth = globalThis.speechSynthesis, memory = globalThis.sessionStorage }) {
  const languages = languagesOf(screen?.voice ?? "off");
  if (!languages.length || !synth) return { hear() {} };
  const kept = `spoken:${screen.id}`;
  let spoken = JSON.parse(memory.getItem(kept)) ?? { epoch: null, seq: 0 };
  let latest = null;
  let queue = [];
  let speaking = false;

  async function speakAll() {
    if (speaking) return;
    speaking = true;
    while (queue.length) {
      const call = queue.shift();
      if (Date.parse(latest.at) - Date.parse(call.at) > NEWS_MS) continue;
      for (const lang of languages) await speak(synth, announcement(call, words, lang), TONGUES[lang]);
    }
    speaking = false;
  }

  return {
    hear(picture) {
      latest = picture;
      if (spoken.epoch !== picture.epoch) spoken = { epoch: picture.epoch, seq: 0 };
      const calls = toAnnounce(picture, spoken.seq, screen);
      if (!calls.length) return;
      spoken = { ...spoken, seq: calls.at(-1).seq };
      memory.setItem(kept, JSON.stringify(spoken));
      queue = [...queue, ...calls];
      speakAll();
    },
  };
}

/** Settles when the sentence was said, or cannot be: no voice for the language, an engine that fails or hangs. */
function speak(synth, text, tongue) {
  const voice = synth.getVoices().find(({ lang }) => lang.replace("_", "-").startsWith(tongue.slice(0, 2)));
  if (!voice) return Promise.resolve();
  return new Promise((resolve) => {
    const sentence = new SpeechSynthesisUtterance(text);
    sentence.voice = voice;
    sentence.lang = tongue;
    sentence.rate = 0.9;
    sentence.onend = resolve;
    sentence.onerror = resolve;
    setTimeout(resolve, SENTENCE_WITHIN_MS);
    synth.speak(sentence);
  });
}
