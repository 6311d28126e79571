/* Sound and vibration for a call, once the holder has asked for them: browsers give neither to a page nobody touched.
   Knows nothing of tickets. A closed page, and on many phones one in the background, makes no sound: the page says so. */

const BEEPS = [0, 0.3, 0.6]; /* seconds */
const TIMES = 5;
const EVERY_MS = 2500;

/** Whether this browser can make a sound, and whether it can shake. */
export const canRing = typeof AudioContext !== "undefined";
export const canShake = typeof navigator !== "undefined" && "vibrate" in navigator;

/** A bell that is off until `turn(true)`, which must be called from a touch. */
export function makeBell() {
  let audio = null;
  let again = null;

  function once() {
    for (const start of BEEPS) beep(audio, audio.currentTime + start);
    if (canShake) navigator.vibrate([300, 150, 300]);
  }

  function hush() {
    clearInterval(again);
    again = null;
  }

  return {
    /** Turns it on, with one short sound so that the holder hears what to wait for, or off. */
    turn(on) {
      hush();
      audio?.close();
      audio = on ? new AudioContext() : null;
      if (audio) beep(audio, audio.currentTime);
    },
    /** Rings a few times; nothing if it is off or rings already. */
    ring() {
      if (audio === null || again !== null) return;
      let left = TIMES;
      const next = () => { once(); left -= 1; if (left === 0) clearInterval(again); };
      again = setInterval(next, EVERY_MS);
      next();
    },
    hush,
  };
}

function beep(audio, at) {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = 880;
  volume.gain.setValueAtTime(0.5, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.25);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.25);
}
