// The answer as it came over the wire.

import { h } from "./dom.js";

const MOST = 200_000;

export function raw({ body }) {
  const pretty = JSON.stringify(JSON.parse(body), null, 2);
  const cut = pretty.length > MOST;
  return h(
    "div",
    {},
    cut ? h("p", {}, `The first ${MOST.toLocaleString("en")} of ${pretty.length.toLocaleString("en")} characters; the downloads have the whole.`) : null,
    h("pre", { tabIndex: 0, "aria-label": "The answer in JSON" }, h("code", {}, cut ? pretty.slice(0, MOST) : pretty)),
  );
}
