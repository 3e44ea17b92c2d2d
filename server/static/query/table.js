// Rows as a table: sortable, in pages.

import { counted, h } from "./dom.js";
import { element, momentOf, numberOf, shortOf } from "./terms.js";

const PAGE = 50;
const COLLATOR = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

export function table(answer) {
  const box = h("div");
  const state = { column: -1, down: false, page: 0 };
  const draw = (focus) => {
    box.replaceChildren(...drawn(answer, state, draw));
    if (focus) box.querySelector(focus)?.focus();
  };
  draw();
  return box;
}

function drawn(answer, state, draw) {
  const rows = sorted(answer.rows, state);
  const from = state.page * PAGE;
  const body = rows.slice(from, from + PAGE).map((row) =>
    h("tr", {}, row.map((term) => h("td", numberOf(term) === undefined ? {} : { class: "number" }, element(term)))),
  );
  const heads = answer.variables.map((name, i) => header(name, i, state, draw));
  const grid = h("table", { class: "rows" }, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, body));
  const wide = h("div", { class: "wide", role: "region", "aria-label": "Rows", tabIndex: 0 }, grid);
  return rows.length > PAGE ? [wide, pages(rows.length, from, state, draw)] : [wide];
}

function header(name, i, state, draw) {
  const sort = state.column !== i ? "none" : state.down ? "descending" : "ascending";
  const turn = () => {
    state.down = state.column === i && !state.down;
    state.column = i;
    state.page = 0;
    draw(`th:nth-child(${i + 1}) button`);
  };
  return h("th", { scope: "col", "aria-sort": sort }, h("button", { type: "button", class: "sort", onclick: turn }, h("bdi", {}, name)));
}

function pages(total, from, state, draw) {
  const to = Math.min(from + PAGE, total);
  const turn = (name, step, possible) =>
    h("button", {
      type: "button",
      class: `quiet ${name.toLowerCase()}`,
      disabled: !possible,
      onclick: () => {
        state.page += step;
        draw(`button.${name.toLowerCase()}`);
      },
    }, name);
  return h(
    "p",
    { class: "turning" },
    turn("Previous", -1, from > 0),
    h("span", {}, `Rows ${(from + 1).toLocaleString("en")} to ${to.toLocaleString("en")} of ${counted(total, "row")}`),
    turn("Next", 1, to < total),
  );
}

/** The rows in the order of a column: numbers, then dates, then texts; unbound last. */
export function sorted(rows, { column, down }) {
  if (column < 0) return rows;
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[column], b[column]];
    if (!x || !y) return Number(!x) - Number(!y);
    return sign * compared(x, y);
  });
}

function compared(x, y) {
  for (const value of [numberOf, momentOf]) {
    const [a, b] = [value(x), value(y)];
    if (a !== undefined && b !== undefined) return a - b;
    if (a !== undefined || b !== undefined) return a !== undefined ? -1 : 1;
  }
  return COLLATOR.compare(shortOf(x), shortOf(y));
}
