// Nodes and edges, laid out by forces. One stop of the Tab key; arrow keys move between nodes.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "../vendor/d3.min.js";
import { counted, h, svg } from "./dom.js";
import { network, resources } from "./network.js";
import { addressOf, element } from "./terms.js";

const STEPS = 240;
const MARGIN = 80;
const LONGEST = 26;
const [LETTER, LINE] = [7, 16];
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** Whether there are things that hang together. */
export function graphs(answer) {
  return answer.kind === "graph" ? answer.rows.length > 0 : answer.kind === "solutions" && resources(answer).length > 1;
}

export function graph(answer) {
  const { nodes, edges, total } = network(answer);
  if (!nodes.length) return h("p", {}, "Nothing here is connected with anything.");
  const links = placed(nodes, edges);
  const words = `${counted(total, "node")}${total > nodes.length ? `, of which these are the ${nodes.length} with the most edges` : ""}, ${counted(edges.length, "edge")}.`;
  const about = h("div", { class: "about-node", role: "status" }, "Choose a node with the pointer or the arrow keys; Enter opens its page.");
  const drawing = drawn(nodes, links, words, about);
  return h("figure", {}, h("div", { class: "network" }, drawing), zoom(drawing, nodes), about, h("figcaption", {}, `${words} The table has all of it in words.`));
}

function placed(nodes, edges) {
  const wide = innerWidth > 700;
  const links = edges.map((edge) => ({ ...edge }));
  forceSimulation(nodes)
    .force("link", forceLink(links).id((node) => node.key).distance(90))
    .force("charge", forceManyBody().strength(-240).distanceMax(600))
    .force("x", forceX().strength(wide ? 0.04 : 0.09))
    .force("y", forceY().strength(wide ? 0.11 : 0.06))
    .force("collide", forceCollide(26))
    .stop()
    .tick(STEPS);
  return links;
}

function drawn(nodes, links, words, about) {
  const lines = links.map((link) =>
    svg("line", { x1: link.source.x, y1: link.source.y, x2: link.target.x, y2: link.target.y }, ...(link.label ? [svg("title", {}, link.label)] : [])),
  );
  const marks = new Map(nodes.map((node) => [node, mark(node)]));
  const drawing = svg("svg", { viewBox: frame(nodes).join(" "), role: "group", "aria-label": words }, svg("g", { class: "edges" }, ...lines), ...marks.values());
  const choose = (node) => {
    for (const [other, element] of marks) element.setAttribute("tabindex", other === node ? "0" : "-1");
    const near = neighbours(node, links);
    marks.forEach((element, other) => element.classList.toggle("near", near.has(other)));
    links.forEach((link, i) => lines[i].classList.toggle("near", link.source === node || link.target === node));
    about.replaceChildren(h("strong", {}, h("bdi", {}, node.label)), " ", element(node.term), ` · ${counted(near.size, "neighbour")}`);
  };
  marks.forEach((element, node) => {
    element.addEventListener("focus", () => choose(node));
    element.addEventListener("pointerenter", () => choose(node));
    element.addEventListener("keydown", (event) => {
      const next = ARROWS[event.key] && nearest(node, nodes, ARROWS[event.key]);
      if (!ARROWS[event.key]) return;
      event.preventDefault();
      if (next) marks.get(next).focus();
    });
  });
  marks.get(nodes[0]).setAttribute("tabindex", "0");
  return drawing;
}

/** A node: a link where its IRI may be one. */
function mark(node) {
  const address = addressOf(node.term);
  const label = node.label.length > LONGEST ? `${node.label.slice(0, LONGEST)}…` : node.label;
  node.width = label.length * LETTER;
  const named = { class: "node", tabindex: "-1", transform: `translate(${node.x.toFixed(1)} ${node.y.toFixed(1)})`, "aria-label": node.label };
  const inside = [svg("circle", { r: Math.min(11, 4 + Math.sqrt(node.degree) * 1.4) }), svg("text", { "text-anchor": "middle" }, label)];
  return address ? svg("a", { ...named, href: address, rel: "nofollow ugc noopener" }, ...inside) : svg("g", { ...named, role: "img" }, ...inside);
}

function neighbours(node, links) {
  const near = new Set();
  for (const link of links) {
    if (link.source === node) near.add(link.target);
    if (link.target === node) near.add(link.source);
  }
  return near;
}

/** The nearest node in a direction: within 45 degrees of it. */
function nearest(node, nodes, [dx, dy]) {
  let [best, least] = [undefined, Infinity];
  for (const other of nodes) {
    const [x, y] = [other.x - node.x, other.y - node.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (other === node || along <= 0 || aside > along) continue;
    const distance = Math.hypot(x, y);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}

function frame(nodes) {
  const [xs, ys] = [nodes.map((node) => node.x), nodes.map((node) => node.y)];
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  return [left, top, Math.max(...xs) + MARGIN - left, Math.max(...ys) + MARGIN - top];
}

/** Buttons that move the frame; the letters keep their size, and make room for one another. */
function zoom(drawing, nodes) {
  const whole = boxOf(drawing);
  const show = (box) => {
    drawing.setAttribute("viewBox", box.join(" "));
    label(drawing, nodes);
  };
  const by = (factor) => () => {
    const [x, y, width, height] = boxOf(drawing);
    show([x + (width * (1 - factor)) / 2, y + (height * (1 - factor)) / 2, width * factor, height * factor]);
  };
  const button = (name, onclick) => h("button", { type: "button", class: "quiet", onclick }, name);
  draggable(drawing);
  requestAnimationFrame(() => show(whole));
  return h("p", { class: "choices" }, button("Zoom in", by(0.75)), button("Zoom out", by(4 / 3)), button("Fit", () => show(whole)));
}

function boxOf(drawing) {
  return drawing.getAttribute("viewBox").split(" ").map(Number);
}

/** How many units of the drawing are a pixel of the screen. */
function unitOf(drawing) {
  const [, , width, height] = boxOf(drawing);
  return Math.max(width / (drawing.clientWidth || width), height / (drawing.clientHeight || height));
}

/** Letters of one size; the label of a node is hidden where it would lie on one of more weight. */
function label(drawing, nodes) {
  const unit = unitOf(drawing);
  drawing.style.setProperty("--unit", unit);
  const marks = drawing.querySelectorAll(".node");
  const taken = [];
  nodes.forEach((node, i) => {
    const [half, line] = [(node.width * unit) / 2, LINE * unit];
    const free = taken.every((other) => Math.abs(other.x - node.x) > other.half + half || Math.abs(other.y - node.y) > line);
    if (free) taken.push({ x: node.x, y: node.y, half });
    marks[i].classList.toggle("crowded", !free);
  });
}

/** The drawing moves with the pointer that drags it. */
function draggable(drawing) {
  let last;
  drawing.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".node")) last = [event.clientX, event.clientY];
  });
  drawing.addEventListener("pointermove", (event) => {
    if (!last || !event.buttons) return;
    const [x, y, width, height] = boxOf(drawing);
    const unit = unitOf(drawing);
    drawing.setAttribute("viewBox", [x - (event.clientX - last[0]) * unit, y - (event.clientY - last[1]) * unit, width, height].join(" "));
    last = [event.clientX, event.clientY];
  });
  for (const over of ["pointerup", "pointerleave"]) drawing.addEventListener(over, () => (last = undefined));
}
