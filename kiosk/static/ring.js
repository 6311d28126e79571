/* Time that runs out: the drawn ring with its seconds in figures. Knows no page. */

const TICK_MS = 250;

/** How much of the ring is left, and the seconds to write in it: never 0 while time is left. */
export function ringView(leftMs, totalMs) {
  const left = Math.max(0, leftMs);
  return { part: Math.round((left / totalMs) * 100), seconds: Math.ceil(left / 1000) };
}

/** Runs `ring` (svg.ring) down from `seconds`, then calls `atEnd` once. The answer stops it: nothing is called then. */
export function runDown(ring, seconds, atEnd) {
  const total = seconds * 1000;
  const ends = performance.now() + total;
  const draw = () => {
    const left = ends - performance.now();
    const view = ringView(left, total);
    ring.querySelector(".left").setAttribute("stroke-dasharray", `${view.part} 100`);
    ring.querySelector("text").textContent = view.seconds;
    if (left > 0) return;
    clearInterval(timer);
    atEnd();
  };
  const timer = setInterval(draw, TICK_MS);
  draw();
  return () => clearInterval(timer);
}
