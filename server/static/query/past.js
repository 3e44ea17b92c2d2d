// The queries that were run in this browser: kept there, and nowhere else.

import { h } from "./dom.js";

const KEY = "triplebill-queries";
const OFF = "triplebill-queries-off";
const MOST = 40;

export class Past {
  #box;
  #onchoose;

  constructor(onchoose) {
    this.#onchoose = onchoose;
    this.#box = h("details", { class: "past" });
    this.#draw();
  }

  get element() {
    return this.#box;
  }

  remember(query) {
    if (stored(OFF)) return;
    const others = this.#all().filter((entry) => entry.query !== query);
    store(KEY, JSON.stringify([{ query, at: new Date().toISOString() }, ...others].slice(0, MOST)));
    this.#draw();
  }

  #all() {
    try {
      const entries = JSON.parse(stored(KEY) ?? "[]");
      return entries.filter((entry) => typeof entry.query === "string" && typeof entry.at === "string");
    } catch {
      return [];
    }
  }

  #draw() {
    const entries = this.#all();
    const items = entries.map(({ query, at }) =>
      h("li", {}, h("button", { type: "button", class: "plain", title: query.slice(0, 1000), onclick: () => this.#onchoose(query) }, gist(query)), " ", h("time", { dateTime: at }, at.slice(0, 10))),
    );
    this.#box.replaceChildren(
      h("summary", {}, `Your queries (${entries.length})`),
      h("p", {}, "Kept in this browser, not on the server."),
      h("ol", {}, items),
      h("p", { class: "choices" }, this.#keeping(), h("button", { type: "button", class: "plain", disabled: !entries.length, onclick: () => this.#forget() }, "Forget all")),
    );
  }

  #keeping() {
    const box = h("input", { type: "checkbox", checked: !stored(OFF) });
    box.addEventListener("change", () => {
      store(OFF, box.checked ? null : "1");
      if (!box.checked) this.#forget();
    });
    return h("label", {}, box, " Remember my queries");
  }

  #forget() {
    store(KEY, null);
    this.#draw();
  }
}

/** A query in a line: its first comment, else without prefixes. */
function gist(query) {
  const comment = /^\s*#\s*(\S.*)$/m.exec(query);
  const text = comment ? comment[1] : query.replace(/^\s*(PREFIX|BASE)\b.*$/gim, "");
  return text.replace(/\s+/g, " ").trim().slice(0, 90) || "(nothing)";
}

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // The browser keeps nothing for this site; then nothing is remembered.
  }
}
