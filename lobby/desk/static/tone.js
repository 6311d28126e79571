/* The short tone for a customer who was called without a key. Never the only sign: the page shows the call as well. */

let audio = null;

/** Browsers allow sound only after a press: call this from one. */
export function allowTone() {
  if (audio || !("AudioContext" in window)) return;
  audio = new AudioContext();
}

/** Two notes, a third of a second in all; silence where sound is not allowed. */
export function tone() {
  if (audio?.state !== "running") return;
  const start = audio.currentTime;
  [[660, 0], [880, 0.16]].forEach(([pitch, after]) => note(pitch, start + after));
}

function note(pitch, start) {
  const voice = audio.createOscillator();
  const volume = audio.createGain();
  voice.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(0.2, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.16);
  voice.connect(volume).connect(audio.destination);
  voice.start(start);
  voice.stop(start + 0.18);
}
