/* "What if" into the page: the keys of the counters, and a pair of bars for everybody and for each class. */

import { key } from "/static/tablet/deed_draw.js";
import { el } from "/static/tablet/panel_draw.js";
import { SCALE_FROM } from "/static/tablet/what_if.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 380;

/** The middle of each bar, from above. */
const AT = { before: 11, after: 35 };
const HIGH = 14;

/** The panel of whatIfView(). */
export function whatIfParts({ title, note, label, options, says, how, groups }) {
  return [
    el("h2", "deed-title", title),
    el("p", "what-if-note", note),
    group(label, options),
    says ? live(says) : null,
    how ? el("p", "label what-if-how", how) : null,
    ...groups.flatMap(({ head, rows }) => [head ? el("h3", "label what-if-head", head) : null, el("ul", "what-if-rows", ...rows.map(rowPart))]),
  ].filter(Boolean);
}

function group(label, options) {
  const keys = options.map(({ id, text, isChosen }) => {
    const one = key("key", { whatIf: id }, text);
    one.setAttribute("aria-pressed", String(isChosen));
    return one;
  });
  const box = el("div", "deed-group", el("p", "label", label), el("div", "deed-options what-if-options", ...keys));
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", label);
  return box;
}

function live(says) {
  const line = el("p", "what-if-says", says);
  line.setAttribute("role", "status");
  return line;
}

function rowPart({ name, people, over, uncalled, ...bars }) {
  return el("li", "",
    el("p", "what-if-row", el("b", "", name), " ", el("span", "label", people), el("span", "label what-if-over", over)),
    barsSvg(bars),
    uncalled ? el("p", "label", uncalled) : null);
}

function barsSvg({ label, names, promise, before, after }) {
  const drawn = svg("svg", { class: "scale", viewBox: `0 0 ${WIDTH} 48`, role: "img", "aria-label": label });
  for (const [kind, bar, name] of [["before", before, names[0]], ["mine after", after, names[1]]]) {
    const y = AT[kind === "before" ? "before" : "after"];
    const box = { x: SCALE_FROM, y: y - HIGH / 2, height: HIGH, rx: 3 };
    drawn.append(
      svg("text", { y: y + 5 }, name),
      svg("rect", { class: kind, width: bar.width, ...box }),
      ...(bar.spread ? spreadParts(bar.spread, y) : []),
      svg("text", { class: "range", x: WIDTH, y: y + 6, "text-anchor": "end" }, bar.figure),
    );
  }
  drawn.append(svg("path", { class: "promise", d: `M${promise} 0V48` }));
  return drawn;
}

/** A thin line with an end at each side, on an edge of paper: it crosses the bar and goes on beyond it. */
function spreadParts({ from, to }, y) {
  const d = `M${from} ${y}H${to}M${from} ${y - 4}v8M${to} ${y - 4}v8`;
  return [svg("path", { class: "spread-edge", d }), svg("path", { class: "spread", d })];
}

function svg(tag, attributes, ...inside) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}
