/* Answers on stdout what tablet_view.js says for each of the cases on stdin: for the test that the server's first page
   says the same (tests/tablet/test_tablet_view.py). A case is {house, picture, words, lang, now}. */

import { readFileSync } from "node:fs";

import "./served.js";

const { tabletView } = await import("/static/tablet/tablet_view.js");
const cases = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map((one) => tabletView({ ...one, now: new Date(one.now) }))));
