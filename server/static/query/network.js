// An answer as nodes and edges: triples between things, or rows with two columns of IRIs.

import { nodeName, shortOf } from "./terms.js";

export const MOST_NODES = 300;

const NAMES = ["http://schema.org/name", "http://www.w3.org/2000/01/rdf-schema#label"];
const KINDS = ["uri", "bnode"];

/** The columns of a result of SELECT that hold resources throughout. */
export function resources({ variables, rows }) {
  return variables.filter((_, i) => {
    const bound = rows.map((row) => row[i]).filter(Boolean);
    return bound.length > 0 && bound.every((term) => KINDS.includes(term.type));
  });
}

/** Nodes by key and edges; of too many nodes those with the most edges. */
export function network(answer) {
  const all = answer.kind === "graph" ? ofTriples(answer.rows) : ofRows(answer);
  const ranked = [...all.nodes.values()].sort((a, b) => b.degree - a.degree);
  const kept = new Set(ranked.slice(0, MOST_NODES).map((node) => node.key));
  return {
    total: ranked.length,
    nodes: ranked.filter((node) => kept.has(node.key)),
    edges: all.edges.filter((edge) => kept.has(edge.source) && kept.has(edge.target)),
  };
}

class Builder {
  nodes = new Map();
  edges = [];
  #seen = new Set();

  node(term) {
    const key = `${term.type} ${term.value}`;
    if (!this.nodes.has(key)) this.nodes.set(key, { key, term, label: nodeName(term), degree: 0 });
    return this.nodes.get(key);
  }

  edge(from, to, label) {
    const [source, target] = [this.node(from), this.node(to)];
    const key = `${source.key}\n${target.key}\n${label}`;
    if (source === target || this.#seen.has(key)) return;
    this.#seen.add(key);
    source.degree += 1;
    target.degree += 1;
    this.edges.push({ source: source.key, target: target.key, label });
  }
}

function ofTriples(rows) {
  const made = new Builder();
  for (const [subject, predicate, object] of rows) {
    if (KINDS.includes(object.type)) made.edge(subject, object, shortOf(predicate));
    else if (!NAMES.includes(predicate.value)) made.node(subject);
  }
  for (const [subject, predicate, object] of rows) {
    const node = made.nodes.get(`${subject.type} ${subject.value}`);
    if (node && NAMES.includes(predicate.value)) node.label = object.value;
  }
  return made;
}

/** The first two columns of resources; `?filmName` or `?filmLabel` is what a `?film` is called. */
function ofRows(answer) {
  const made = new Builder();
  const columns = resources(answer).slice(0, 2);
  const [from, to] = columns.map((name) => answer.variables.indexOf(name));
  const names = columns.map((name) => answer.variables.findIndex((other) => [`${name}Name`, `${name}Label`].includes(other)));
  for (const row of answer.rows) {
    if (!row[from] || !row[to]) continue;
    made.edge(row[from], row[to], "");
    [from, to].forEach((at, i) => {
      if (row[names[i]]) made.node(row[at]).label = row[names[i]].value;
    });
  }
  return made;
}
