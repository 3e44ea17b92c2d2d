// Asking the endpoint, and what it answers: rows, yes or no, a graph, or a problem in words.

const ACCEPT = "application/sparql-results+json, application/ld+json;q=0.9, application/problem+json;q=0.1";
const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/** What the endpoint said in place of an answer; `line` and `column` are 0 where it did not say. */
export class Problem extends Error {
  constructor(detail, line = 0, column = 0) {
    super(detail);
    this.line = line;
    this.column = column;
  }
}

/** Send a query; throws `Problem`, and `AbortError` where it was stopped. */
export async function ask(endpoint, query, signal) {
  const began = performance.now();
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { Accept: ACCEPT, "Content-Type": "application/sparql-query" },
    body: query,
    signal,
  }).catch((error) => {
    if (error.name === "AbortError") throw error;
    throw new Problem("The server did not answer. Look whether it runs and whether you are online.");
  });
  const body = await response.text();
  if (!response.ok) throw problemIn(body, response.status);
  return { ...understood(body, response.headers.get("Content-Type") ?? ""), body, took: performance.now() - began };
}

/** The problem that an answer tells of (RFC 9457). */
export function problemIn(body, status) {
  try {
    const { detail, title, line, column } = JSON.parse(body);
    return new Problem(detail ?? title, line, column);
  } catch {
    return new Problem(`The server answered with status ${status}, and not with words.`);
  }
}

function understood(body, type) {
  if (type.startsWith("application/ld+json")) return { kind: "graph", ...triples(JSON.parse(body)) };
  const { head, results, boolean } = JSON.parse(body);
  if (boolean !== undefined) return { kind: "boolean", truth: boolean, variables: [], rows: [] };
  // A variable may be called like a member of every object; only what is really bound counts.
  const rows = results.bindings.map((row) =>
    head.vars.map((name) => (Object.hasOwn(row, name) ? row[name] : undefined)),
  );
  return { kind: "solutions", variables: head.vars, rows };
}

/** Expanded JSON-LD, as this endpoint writes it, as rows of subject, predicate and object. */
function triples(nodes) {
  const rows = [];
  for (const node of nodes) {
    const subject = resource(node["@id"]);
    for (const type of node["@type"] ?? []) rows.push([subject, resource(RDF_TYPE), resource(type)]);
    for (const [predicate, values] of Object.entries(node)) {
      if (predicate.startsWith("@")) continue;
      for (const value of values) rows.push([subject, resource(predicate), object(value)]);
    }
  }
  return { variables: ["subject", "predicate", "object"], rows };
}

function resource(id) {
  return id.startsWith("_:") ? { type: "bnode", value: id.slice(2) } : { type: "uri", value: id };
}

function object(value) {
  if (value["@id"] !== undefined) return resource(value["@id"]);
  const term = { type: "literal", value: value["@value"] };
  if (value["@language"]) term["xml:lang"] = value["@language"];
  if (value["@type"]) term.datatype = value["@type"];
  return term;
}
