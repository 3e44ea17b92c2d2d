// Rows with a date as a timeline: how many in each year or month, and then one after the other.

import { choice, counted, h } from "./dom.js";
import { element, momentOf } from "./terms.js";

const MOST = 1000;
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });

function dates({ variables, rows }) {
  return variables.filter((_, i) => rows.some((row) => momentOf(row[i]) !== undefined));
}

/** Whether there is a date, and something else. */
export function timelines(answer) {
  return answer.kind === "solutions" && answer.variables.length > 1 && dates(answer).length > 0;
}

export function timeline(answer) {
  const columns = dates(answer);
  const box = h("div");
  const draw = (column) => {
    const chosen = columns.length > 1
      ? [h("p", { class: "choices" }, choice("In the order of", columns, column, (value) => {
          draw(value);
          box.querySelector("select").focus();
        }))]
      : [];
    box.replaceChildren(...chosen, ...drawn(answer, answer.variables.indexOf(column)));
  };
  draw(columns[0]);
  return box;
}

function drawn({ rows }, at) {
  const events = rows
    .map((row) => ({ moment: momentOf(row[at]), term: row[at], rest: row.filter((term, i) => term && i !== at) }))
    .filter((event) => event.moment !== undefined)
    .sort((a, b) => a.moment - b.moment);
  const shown = events.slice(0, MOST);
  const years = Map.groupBy ? Map.groupBy(shown, year) : grouped(shown);
  const most = Math.max(...[...years.values()].map((all) => all.length));
  const undated = rows.length - events.length;
  const notes = [
    `${counted(events.length, "event")}`,
    events.length > MOST ? `, of which these are the first ${MOST.toLocaleString("en")}` : "",
    undated ? `; ${counted(undated, "row")} without a date` : "",
  ];
  return [h("p", {}, `${notes.join("")}.`), ...[...years].map(([name, all]) => section(name, all, most))];
}

function year(event) {
  return event.term.value.slice(0, 4);
}

function grouped(events) {
  const years = new Map();
  for (const event of events) years.set(year(event), [...(years.get(year(event)) ?? []), event]);
  return years;
}

function section(name, events, most) {
  const bar = h("span", { class: "bar" });
  bar.style.inlineSize = `${(100 * events.length) / most}%`;
  const items = events.map((event) => h("li", {}, h("time", { dateTime: event.term.value }, day(event)), " ", rest(event)));
  return h(
    "section",
    { class: "period" },
    h("h3", {}, name, " ", h("span", { class: "figures" }, String(events.length)), h("span", { class: "track" }, bar)),
    h("ol", {}, items),
  );
}

function rest(event) {
  return h("span", {}, event.rest.flatMap((term, i) => (i ? [" · ", element(term)] : [element(term)])));
}

function day({ term, moment }) {
  const parts = term.value.split("T")[0].split("-").length;
  return parts === 1 ? "" : (parts === 2 ? MONTH : DAY).format(moment);
}
