/* What the desk asks, into its page: the choices as keys in the sheet's place, or a form. The only file that touches
   the form; what to ask comes from asking() in questions.js. */

import { put } from "/static/web/parts.js";

const one = (selector) => document.querySelector(selector);

/** The page asks `shown` (null: nothing), and offers `undo` (null: nothing to take back). Texts beside the choices and
    the fields are filled by desk_draw.js. A form that opens takes the focus, so that typing goes nowhere else. */
export function drawAsking(shown, undo) {
  const key = one(".undo-key");
  key.disabled = !undo?.deed;
  const box = one(".asking");
  const id = shown?.id ?? "";
  const isNew = box.dataset.asks !== id;
  box.dataset.asks = id;
  if (shown) drawOptions(one(".asking-options"), shown.options);
  const fields = [...document.querySelectorAll(".asking-fields label")];
  fields.forEach((label, place) => drawField(label, shown?.fields[place], isNew));
  one(".asking-go").disabled = shown?.go?.isOff ?? true;
  if (isNew && shown?.fields.length) fields[0].querySelector("input").focus();
  else if (isNew && document.activeElement?.closest(".asking-fields")) document.activeElement.blur();
}

/** True if a form is open: then letters are text, and no key's. */
export function isWriting() {
  return one(".asking-fields").getClientRects().length > 0;
}

/** The cursor stands in the form, wherever it was clicked away to. */
export function writeOn() {
  if (!document.activeElement?.closest(".asking-fields")) one(".asking-fields input").focus();
}

function drawOptions(list, options) {
  if (list.children.length !== options.length) list.replaceChildren(...options.map(optionKey));
  options.forEach(({ figure, value, label, hint, isOff }, place) => {
    const key = list.children[place].firstElementChild;
    key.dataset.option = String(value);
    key.disabled = isOff;
    key.querySelector("kbd").hidden = figure === "";
    put(key.querySelector("kbd"), figure);
    put(key.querySelector(".does"), label);
    put(key.querySelector(".hint"), hint);
  });
}

function optionKey() {
  const key = Object.assign(document.createElement("button"), { className: "key", type: "button" });
  const [does, hint] = ["does", "hint"].map((className) => Object.assign(document.createElement("span"), { className }));
  key.append(document.createElement("kbd"), does, hint);
  const item = document.createElement("li");
  item.append(key);
  return item;
}

function drawField(label, field, isNew) {
  label.hidden = !field;
  if (!field) return;
  const input = label.querySelector("input");
  input.name = field.name;
  if (isNew) input.value = "";
  put(label.querySelector("span"), field.label);
}
