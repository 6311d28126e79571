/* One reading after the other of what is open: in a busy hall pictures come faster than answers, and an answer that is
   always overtaken would never be shown. Knows no page. */

/** `again(what)` reads it, once more if it is asked for while a reading is under way; `took(what, answer)` gets each
    answer, unless something else has been asked for meanwhile. */
export function reader(read, took) {
  let now = null;
  return async function again(what) {
    if (now?.what === what) {
      now.again = true;
      return;
    }
    const mine = (now = { what, again: false });
    const answer = await read(what);
    if (now !== mine) return;
    now = null;
    took(what, answer);
    if (mine.again) again(what);
  };
}
