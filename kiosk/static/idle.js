/* Notices that nobody touches the kiosk any more. What follows from that is its page's affair. */

const LOOK_EVERY_MS = 500;

/** Calls `ask` when nothing has been touched for `after()` seconds (null: it may stay as it is). Answers what counts
    as a touch that is none: after a long answer the time begins anew. */
export function whenIdle(after, ask) {
  let touchedAt = performance.now();
  const touch = () => { touchedAt = performance.now(); };
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, touch, { capture: true });
  setInterval(() => {
    const seconds = after();
    if (seconds !== null && performance.now() - touchedAt > seconds * 1000) ask();
  }, LOOK_EVERY_MS);
  return touch;
}
