/* Printing the ticket from a frame that nobody sees. A browser does not say whether paper came out; it says whether
   the page could be handed to a printer, or to whoever stands before its dialogue. A failure never touches the ticket. */

const LOADED_WITHIN_MS = 8000;
const HANDED_OVER_WITHIN_MS = 4000;

/** CSS pixels in a millimetre, and what is left white under the last line (also for a demonstration's words). */
const PIXELS_PER_MM = 96 / 25.4;
const WHITE_MM = 8;

let frame = null;

/** Prints the page at `url` where nobody is asked; answers whether it was handed over. Never throws. */
export function print(url) {
  return withPaper(url, (page) => within(HANDED_OVER_WITHIN_MS, (done) => {
    page.addEventListener("afterprint", done, { once: true });
    page.print();
  }));
}

/** Asks by the browser's own dialogue where to print the page at `url`; answers whether it could ask. Whoever is asked may
    take their time, and sees what comes of it. Never throws. */
export function askAndPrint(url) {
  return withPaper(url, (page) => page.print());
}

/** Whether the paper at `url` was there, cut to its length, and `handOver(its window)` did not fail. */
async function withPaper(url, handOver) {
  frame?.remove();
  frame = document.createElement("iframe");
  frame.className = "unseen";
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  try {
    await within(LOADED_WITHIN_MS, (done) => {
      frame.addEventListener("load", done, { once: true });
      frame.src = url;
      document.body.append(frame);
    });
    const page = frame.contentWindow;
    if (!page.document.querySelector(".paper")) return false;
    cutToLength(page.document);
    await handOver(page);
    return true;
  } catch {
    return false;
  }
}

/** The roll is cut after the last line: CSS knows no page as long as its content. */
function cutToLength(paper) {
  const height = Math.ceil(paper.body.getBoundingClientRect().bottom / PIXELS_PER_MM) + WHITE_MM;
  const sheet = [...paper.styleSheets].at(-1);
  sheet.insertRule(`@page { size: 80mm ${height}mm; margin: 0; }`, sheet.cssRules.length);
}

function within(milliseconds, begin) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("not in time")), milliseconds);
    begin(resolve);
  });
}
