/* Import first in a test: lets node find a page's modules under the paths the server gives them
   ("/static/web/words.js"), so that a page imports the same way in both places. */

import { register } from "node:module";

const ROOMS = {
  web: new URL("../../lobby/web/static/", import.meta.url).href,
  tablet: new URL("../../lobby/tablet/static/", import.meta.url).href,
  plans: new URL("../../lobby/tablet/plans/static/", import.meta.url).href,
  desk: new URL("../../lobby/desk/static/", import.meta.url).href,
  kiosk: new URL("../../kiosk/static/", import.meta.url).href,
  display: new URL("../../display/static/", import.meta.url).href,
};

const hooks = `
  const rooms = ${JSON.stringify(ROOMS)};
  export async function resolve(specifier, context, next) {
    const [, room, file] = specifier.match(/^\\/static\\/(\\w+)\\/(.+)$/) ?? [];
    return next(room in rooms ? rooms[room] + file : specifier, context);
  }`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
