/* Answers on stdout what hall_view.js says for each of the cases on stdin: for the test that the server's first page
   says the same (tests/display/test_hall_view.py). A case is {house, picture, words, lang, now, screen}. */

import { readFileSync } from "node:fs";

import "./served.js";

const { hallView } = await import("/static/display/hall_view.js");
const cases = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map((one) => hallView({ ...one, now: new Date(one.now) }))));
