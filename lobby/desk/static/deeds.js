/* What the teller has pressed and the server has not yet settled. Knows no DOM and no words: `send`, the shelf and
   the clock are handed in. A finish outlives a cut line: it is kept with its key and sent when the server is back. */

/** A hand that bounces, or a second press meant for the same customer: nothing is pressed again within this time. */
export const BOUNCE_MS = 800;

/** A deed was answered, but no picture shows it: after this the keys are given back all the same. */
const UNSEEN_MS = 3000;

/** From here on the key says that it is working (look: "Loading"). */
const SLOW_MS = 1000;

/** A kept finish that got no answer is offered again after this while. */
const AGAIN_MS = 5000;

/** The deeds of one counter. `send(path, body, key)` answers {status, body}, status 0 when nobody was reached;
    `shelf` keeps one value over a reload; `clock()` is milliseconds that only go forward; `tell(happened)` is called
    with what the band should say, `changed()` whenever something here is different. */
export function deedsOf({ send, newKey, shelf, clock, tell, changed }) {
  let pressed = [];
  let kept = shelf.read();
  let offered = null; /* when the kept finish was last offered, by `clock` */

  return {
    /** Those under way, as the keys see them. */
    underWay: () => pressed.map(({ key, turns, since }) => ({ key, turns, isSlow: clock() - since >= SLOW_MS })),

    /** The finish that the server may not know of: {number, called_at, at, key}; null without one, or while its
        first answer is still to come. */
    kept: () => (pressed.some(({ isFirst, answered }) => isFirst && answered === null) ? null : kept),

    /** Does `deed` once for the press of key `id`; `picture` is what the teller saw, `at` the server's time (ISO). */
    async press(id, deed, picture, at) {
      const one = { key: id, turns: deed.turns, isFirst: deed.keeps, since: clock(), seq: picture.seq, wants: null, answered: null };
      const token = newKey();
      if (deed.keeps) keep(token, picture.present, at);
      await offer(one, deed, token);
    },

    /** Notes a finish while the line is cut: nothing is sent until a picture comes again. */
    keepFor(picture, at) {
      keep(newKey(), picture.present, at);
      changed();
    },

    /** Gives back the keys of deeds that `picture` shows, and forgets bounces that are over. */
    saw(picture) {
      const before = pressed.length;
      pressed = pressed.filter((one) => !isSettled(one, picture, clock()));
      if (pressed.length !== before) changed();
    },

    /** Sends the kept finish if the server is there and its customer still at the counter; else lets it go. */
    async offerKept(picture) {
      const isBusy = pressed.some(({ turns }) => turns);
      if (kept === null || isBusy || (offered !== null && clock() - offered < AGAIN_MS)) return;
      const { number, called_at, key } = kept;
      if (picture.present?.number !== number || picture.present.called_at !== called_at) {
        drop();
        tell({ kind: "kept_gone", number });
        return;
      }
      const again = { key: "finish", turns: true, isFirst: false, since: clock(), seq: picture.seq, wants: null, answered: null };
      await offer(again, { name: "finish", path: "finish", body: {}, keeps: true, isAgain: true }, key);
    },
  };

  async function offer(one, deed, token) {
    pressed = [...pressed, one];
    changed();
    const answer = await send(deed.path, deed.body, token);
    settle(one, deed, answer);
    changed();
  }

  function keep(key, ticket, at) {
    kept = { number: ticket.number, called_at: ticket.called_at, at, key };
    offered = null;
    shelf.write(kept);
  }

  function drop() {
    kept = null;
    shelf.write(null);
    changed();
  }

  function settle(one, deed, answer) {
    one.answered = clock();
    if (!isAnswer(answer)) {
      one.seq = -1; /* nobody knows what has changed, so no picture is waited for */
      offered = clock();
      if (!deed.isAgain) tell(deed.keeps ? { kind: "kept", number: kept.number } : { kind: "unreached" });
      return;
    }
    const number = kept?.number;
    if (deed.keeps) drop();
    if (!isDone(answer)) {
      one.seq = -1; /* nothing has changed */
      tell({ kind: "refused", deed: deed.name, ...answer });
      return;
    }
    if (deed.isAgain) tell({ kind: "kept_sent", number });
    if (deed.tells) tell({ kind: deed.tells, ...answer.body });
    if (deed.name !== "next") return;
    one.wants = answer.body?.ticket?.number ?? null;
    tell({ kind: "answered", promised: deed.promised, got: one.wants });
  }
}

function isSettled({ answered, since, seq, wants }, picture, now) {
  if (answered === null || now - since < BOUNCE_MS) return false;
  const isShown = picture.seq > seq && (wants === null || picture.present?.number === wants);
  return isShown || now - answered >= UNSEEN_MS;
}

/** Somebody decided: anything but silence and a gateway's trouble, which `send` has offered again already. */
function isAnswer({ status }) {
  return ![0, 502, 503, 504].includes(status);
}

function isDone({ status }) {
  return status >= 200 && status < 300;
}
