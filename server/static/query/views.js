// The ways to look at an answer, as tabs, with what was found in a sentence, and the downloads.

import { chart, charts } from "./chart.js";
import { counted, h } from "./dom.js";
import { graph, graphs } from "./graph.js";
import { raw } from "./raw.js";
import { table } from "./table.js";
import { timeline, timelines } from "./timeline.js";

const VIEWS = {
  table: { title: "Table", fits: (answer) => answer.kind !== "boolean", draw: table },
  chart: { title: "Chart", fits: charts, draw: chart },
  timeline: { title: "Timeline", fits: timelines, draw: timeline },
  graph: { title: "Graph", fits: graphs, draw: graph },
  raw: { title: "JSON", fits: () => true, draw: raw },
};

/** The answer as elements; `wanted` is the view to begin with, where it fits. */
export function shown(answer, wanted, downloads, onview) {
  const parts = [h("h2", { id: "found", tabIndex: -1 }, "Result"), h("div", { class: "summary" }, h("p", { role: "status" }, summary(answer)), links(downloads))];
  if (answer.kind === "boolean") parts.push(h("p", { class: "truth" }, answer.truth ? "Yes." : "No."));
  if (answer.kind === "boolean" || answer.rows.length) parts.push(...tabs(answer, wanted, onview));
  return parts;
}

function summary({ kind, rows, took }) {
  const time = took < 1000 ? `${Math.round(took)} ms` : `${(took / 1000).toFixed(1)} s`;
  if (kind === "boolean") return `Answered in ${time}.`;
  const found = rows.length ? counted(rows.length, kind === "graph" ? "triple" : "row") : "Nothing matches this query: no rows";
  return `${found} in ${time}.`;
}

function tabs(answer, wanted, onview) {
  const fitting = Object.keys(VIEWS).filter((name) => VIEWS[name].fits(answer));
  const panel = h("div", { id: "view", role: "tabpanel", tabIndex: -1 });
  const buttons = fitting.map((name) =>
    h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "view", onclick: () => choose(name), onkeydown: move }, VIEWS[name].title),
  );
  const choose = (name, told = true) => {
    buttons.forEach((button, i) => {
      button.setAttribute("aria-selected", String(fitting[i] === name));
      button.tabIndex = fitting[i] === name ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", `tab-${name}`);
    panel.replaceChildren(VIEWS[name].draw(answer));
    if (told) onview(name);
  };
  function move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (buttons.indexOf(event.currentTarget) + step + buttons.length) % buttons.length;
    buttons[next].focus();
    choose(fitting[next]);
  }
  choose(fitting.includes(wanted) ? wanted : fitting[0], false);
  return [h("div", { class: "tabs", role: "tablist", "aria-label": "Ways to look at it" }, buttons), panel];
}

function links(downloads) {
  const all = downloads.map(({ name, address }) => h("a", { href: address, download: `result.${name}` }, name));
  return h("p", { class: "downloads" }, "Download as ", all.flatMap((link, i) => (i ? [", ", link] : [link])));
}
