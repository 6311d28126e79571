/* The second language: what stands beside the page's own words, smaller, for whoever does not read those. */

import { put } from "/static/web/parts.js";

/** `element` says `text`, which is in the language that the page (`lang`) is not in. */
export function putSecond(element, text, lang) {
  put(element, text);
  element.lang = lang === "en" ? "zh-CN" : "en";
}
