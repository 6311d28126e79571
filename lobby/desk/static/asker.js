/* Brings what the desk asks together with the teller's hand: opens a question, takes the answer, goes a step back.
   Figures, Enter and Esc do everything that a click does. */

import { answer, ask, back, formed, keyOf, stillAsked } from "/static/desk/asking.js";
import { isWriting, writeOn } from "/static/desk/asking_draw.js";
import { asking } from "/static/desk/questions.js";
import { speaker } from "/static/desk/desk_words.js";

/** For the page's `state`: `does(key, deed)` is called with what is to be done in the end and the key behind which it was
    asked, `now()` is the server's time, and `changed()` is called after everything else. */
export function askerOf({ state, does, now, changed }) {
  return {
    /** The key `id` was pressed: its question opens, or closes again. */
    open(id) {
      set(keyOf(state.asked) === id ? null : ask(id, state));
    },

    close: () => set(null),

    /** What is asked is still true of the picture, or is not asked any more. */
    keep() {
      state.asked = stillAsked(state);
    },

    /** True if the key on the keyboard was an answer. */
    pressed(letter) {
      if (state.asked === null) return false;
      if (letter === "Escape") set(back(state.asked, state));
      else if (/^[1-9]$/.test(letter)) choose(shown().options[Number(letter) - 1]);
      else return false;
      return true;
    },

    /** True if a form is open and the key is text in it, or sends it. Esc and arrows mean there what they always do; the
        Enter that ends a Chinese word is part of the word. */
    writes(event) {
      if (!isWriting()) return false;
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("button")) return true;
      if (["Escape", "ArrowUp", "ArrowDown"].includes(event.key)) return false;
      if (event.key === "Tab") return true;
      if (event.key !== "Enter") writeOn();
      else if (!event.repeat) send();
      return true;
    },

    /** True if the click was on what is asked. */
    clicked(target) {
      const option = target.closest("[data-option]");
      if (option) choose(shown().options.find(({ value }) => String(value) === option.dataset.option));
      else if (target.closest(".asking-go")) send();
      else if (target.closest(".asking-escape")) set(back(state.asked, state));
      else return false;
      return true;
    },

    typed(input) {
      if (state.asked) set({ ...state.asked, typed: { ...state.asked.typed, [input.name]: input.value } });
    },
  };

  function shown() {
    return asking(state, speaker(state), now());
  }

  function choose(option) {
    if (option && !option.isOff) go(answer(state.asked, option.value, state));
  }

  function send() {
    if (!shown().go.isOff) go(answer(state.asked, formed(state.asked, state), state));
  }

  function go({ asked = null, deed }) {
    const key = keyOf(state.asked);
    set(asked);
    if (deed) does(key, deed);
  }

  function set(asked) {
    state.asked = asked;
    changed();
  }
}
