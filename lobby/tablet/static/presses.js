/* What was pressed and is not yet answered. Knows no DOM and no words: `send(path, body, key)` answers {status, body},
   status 0 when nobody was reached; `clock()` is milliseconds that only go forward. */

/** From here on a key says that it is working (look: "Loading"). */
const SLOW_MS = 1000;

/** Presses by name. One name is under way once; what nobody answered may be pressed again, and is then the same deed. */
export function pressesOf({ send, newKey, clock, changed }) {
  const underWay = new Map();
  const unanswered = new Map();

  return {
    isUnderWay: (name) => underWay.has(name),
    isSlow: (name) => underWay.has(name) && clock() - underWay.get(name) >= SLOW_MS,

    /** Answers what was answered; null if this name is under way already. */
    async press(name, path, body = {}) {
      if (underWay.has(name)) return null;
      const meant = `${path} ${JSON.stringify(body)}`;
      const before = unanswered.get(name);
      const key = before?.meant === meant ? before.key : newKey();
      unanswered.set(name, { meant, key });
      underWay.set(name, clock());
      changed();
      const answer = await send(path, body, key);
      underWay.delete(name);
      if (isAnswered(answer)) unanswered.delete(name);
      changed();
      return answer;
    },
  };
}

/** Somebody decided: anything but silence and a gateway's trouble, which `send` has offered again already. */
export function isAnswered({ status }) {
  return ![0, 502, 503, 504].includes(status);
}

export function isDone({ status }) {
  return status >= 200 && status < 300;
}
