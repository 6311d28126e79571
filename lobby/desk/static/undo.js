/* The dark bar: what the counter has just done and can still take back, with the seconds that are left. Pure. */

/** The key that takes it back. */
export const UNDO_LETTER = "U";

/** {text, label, seconds, deed: null while it is under way}, or null: nothing can be taken back at `now` (Date). */
export function undo({ picture, lost, kept, deeds }, on, now) {
  const { undoable, present } = picture;
  const left = undoable ? Date.parse(undoable.until) - now.getTime() : 0;
  if (!undoable || present || lost || kept || left <= 0) return null;
  const own = deeds.find(({ key }) => key === "undo");
  const isHeld = own || deeds.some(({ turns }) => turns);
  return {
    text: on.say(`undo_${undoable.deed}`, { number: undoable.number }),
    label: on.say(own?.isSlow ? "key_doing" : "key_undo"),
    seconds: String(Math.ceil(left / 1000)),
    deed: isHeld ? null : { name: "undo", path: "undo", body: {}, turns: true },
  };
}
