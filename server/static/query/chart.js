// A label and a number as a chart: bars, or a line where the label is a date.

import { nice, ticks } from "../vendor/d3.min.js";
import { choice, counted, h, svg } from "./dom.js";
import { momentOf, numberOf, shortOf } from "./terms.js";

const MOST_BARS = 200;
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [720, 320, 48, 24, 16, 32];

/** The columns of an answer that hold numbers throughout. */
function numbers({ variables, rows }) {
  return variables.filter((_, i) => {
    const bound = rows.map((row) => row[i]).filter(Boolean);
    return bound.length > 0 && bound.every((term) => numberOf(term) !== undefined);
  });
}

/** Whether there is a column of numbers and another one. */
export function charts(answer) {
  return answer.kind === "solutions" && answer.variables.length > 1 && numbers(answer).length > 0;
}

export function chart(answer) {
  const measures = numbers(answer);
  const others = answer.variables.filter((name) => !measures.includes(name));
  const labels = others.length ? others : measures;
  const chosen = { label: labels[0], measure: measures.find((name) => name !== labels[0]) };
  const box = h("div");
  const draw = () => {
    const select = (key, from) => (value) => {
      chosen[key] = value;
      draw();
      box.querySelectorAll("select")[from].focus();
    };
    box.replaceChildren(
      h("p", { class: "choices" }, choice("Number", measures, chosen.measure, select("measure", 0)), choice("by", labels, chosen.label, select("label", 1))),
      drawn(answer, chosen),
    );
  };
  draw();
  return box;
}

function drawn({ variables, rows }, { label, measure }) {
  const [at, of] = [variables.indexOf(label), variables.indexOf(measure)];
  const points = rows
    .filter((row) => row[of])
    .map((row) => ({ label: shortOf(row[at]) || "–", moment: momentOf(row[at]), value: numberOf(row[of]) }));
  if (!points.length) return h("p", {}, "There is no number in these columns.");
  const dated = points.length > 1 && points.every((point) => point.moment !== undefined);
  return dated ? line(points, label, measure) : bars(points, label, measure);
}

/** Bars in a table, which reads well without eyes too. */
function bars(points, label, measure) {
  const shown = points.slice(0, MOST_BARS);
  const values = shown.map((point) => point.value);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = high - low || 1;
  const body = shown.map((point) => {
    const bar = h("span", { class: "bar" });
    bar.style.marginInlineStart = `${(100 * (Math.min(0, point.value) - low)) / span}%`;
    bar.style.inlineSize = `${(100 * Math.abs(point.value)) / span}%`;
    return h("tr", {}, h("th", { scope: "row" }, h("bdi", {}, point.label)), h("td", { class: "track" }, bar), h("td", { class: "number" }, said(point.value)));
  });
  const caption = `${measure} by ${label}: ${counted(points.length, "bar")}` +
    (points.length > shown.length ? `, of which these are the first ${MOST_BARS}` : "");
  return h("table", { class: "bars" }, h("caption", {}, caption), h("tbody", {}, body));
}

function line(points, label, measure) {
  const sorted = [...points].sort((a, b) => a.moment - b.moment);
  const values = sorted.map((point) => point.value);
  const [low, high] = nice(Math.min(...values, 0), Math.max(...values, 0), 5);
  const [first, last] = [sorted[0].moment, sorted.at(-1).moment];
  const x = (moment) => LEFT + ((moment - first) / (last - first || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value) => HEIGHT - BOTTOM - ((value - low) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
  const path = sorted.map((point, i) => `${i ? "L" : "M"}${x(point.moment).toFixed(1)},${y(point.value).toFixed(1)}`);
  const peak = sorted.reduce((best, point) => (point.value > best.value ? point : best));
  const words = `${measure} by ${label}: ${counted(sorted.length, "point")} from ${sorted[0].label} to ` +
    `${sorted.at(-1).label}, at most ${said(peak.value)} (${peak.label}), at last ${said(values.at(-1))}.`;
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words, class: "line" },
    ...ticks(low, high, 5).map((value) => grid(LEFT, WIDTH - RIGHT, y(value), said(value))),
    ...spread(sorted).map((point) => below(x(point.moment), point.label)),
    svg("path", { d: path.join(""), class: "stroke" }),
    ...sorted.map((point) => svg("circle", { cx: x(point.moment), cy: y(point.value), r: 4 }, svg("title", {}, `${point.label}: ${said(point.value)}`))),
  );
  return h("figure", {}, drawing, h("figcaption", {}, words));
}

function grid(from, to, y, text) {
  return svg("g", { class: "tick" }, svg("line", { x1: from, x2: to, y1: y, y2: y }), svg("text", { x: from - 8, y: y + 4, "text-anchor": "end" }, text));
}

function below(x, text) {
  return svg("text", { class: "tick", x, y: HEIGHT - 8, "text-anchor": "middle" }, text);
}

/** At most six points, from the first to the last, to be named below the axis. */
function spread(points) {
  const step = Math.max(1, Math.ceil((points.length - 1) / 5));
  return points.filter((_, i) => i % step === 0);
}

function said(number) {
  return number.toLocaleString("en", { maximumFractionDigits: 2 });
}
