// What may come next: the classes and properties that are really here, prefixes, variables, words
// of SPARQL. A prefix that is not declared yet is declared with the completion.

import { site } from "./terms.js";

const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const KEYWORDS = "SELECT CONSTRUCT ASK DESCRIBE WHERE DISTINCT REDUCED OPTIONAL UNION MINUS FILTER BIND VALUES UNDEF AS GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET PREFIX BASE EXISTS NOT IN".split(" ");
const FUNCTIONS = "COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE".split(" ");
const NAME = /[\p{L}_][\p{L}\p{N}_.-]*/u.source;
const WORD = new RegExp(`(?:[?$]\\w*|(?:${NAME})?:(?:[\\w.-]*\\w)?|${NAME})$`, "u");

/** A completion source for CodeMirror; `terms` resolves to what the site answers at /sparql/terms. */
export function completer(terms) {
  return async (context) => {
    const text = context.state.doc.toString();
    const before = text.slice(0, context.pos);
    const word = WORD.exec(before)?.[0] ?? "";
    if (!word && !context.explicit) return null;
    if (/<[^<>\s]*$/.test(before) || inside(before)) return null;
    const from = context.pos - word.length;
    const options = optionsFor(word, text, text.slice(0, from), await terms);
    return options.length ? { from, options, validFor: /^[?$]?[\p{L}\p{N}_:.-]*$/u } : null;
  };
}

/** Whether a place is within a comment or a string on its line. */
function inside(before) {
  const line = before.slice(before.lastIndexOf("\n") + 1).replace(/<[^<>\s]*>/g, "");
  const open = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "");
  return /["'#]/.test(open);
}

function optionsFor(word, text, before, terms) {
  if (word.startsWith("?") || word.startsWith("$")) return variables(text, before, word[0]);
  if (/\bPREFIX\s+$/i.test(before)) return declarations(terms.prefixes);
  const declared = prefixesOf(text);
  const all = things(text, before, declared, terms);
  return word.includes(":") ? all : [...all, ...words(text, declared, terms)];
}

function variables(text, before, sign) {
  const here = text.slice(before.length).match(/^[?$]\w+/)?.[0];
  const found = new Map();
  for (const [name] of text.matchAll(/[?$]\w+/g)) found.set(name.slice(1), (found.get(name.slice(1)) ?? 0) + 1);
  if (here && found.get(here.slice(1)) === 1) found.delete(here.slice(1));
  return [...found.keys()].map((name) => ({ label: sign + name, type: "variable" }));
}

function declarations(prefixes) {
  return Object.entries(prefixes).map(([prefix, namespace]) => ({ label: `${prefix}:`, apply: `${prefix}: <${namespace}>`, detail: namespace, type: "namespace" }));
}

/** Classes after “a”, else properties first: those that fit the subject's class before the others. */
function things(text, before, declared, terms) {
  const afterType = /(?:\sa|\brdf:type|\bschema:additionalType)\s+(?:[^\s;.{}]+\s*,\s*)*$/.test(before);
  const classes = terms.classes.map((term, i) => option(term, "class", "things", afterType ? 50 - i : -60 - i, declared, terms));
  const own = classesOf(subjectOf(before), text, declared);
  const properties = terms.properties.map((term, i) => {
    const fits = own.length > 0 && own.some((iri) => term.classes?.includes(iri));
    const boost = term.iri === TYPE ? -50 : (fits ? 50 : 0) - i / 4; // “a” is shorter
    return option(term, "property", "triples", boost, declared, terms);
  });
  return (afterType ? classes : [...properties, ...classes]).filter(Boolean);
}

function option(term, type, unit, boost, declared, terms) {
  const all = { ...terms.prefixes, ...Object.fromEntries(declared) };
  const known = Object.entries(all).filter(([, namespace]) => term.iri.startsWith(namespace) && namespace);
  const [prefix, namespace] = known.find(([name]) => declared.has(name)) ?? known[0] ?? [];
  const local = namespace === undefined ? "" : term.iri.slice(namespace.length);
  const label = /^[\w-]+$/.test(local) ? `${prefix}:${local}` : `<${term.iri}>`;
  const missing = label.startsWith("<") || declared.has(prefix) ? "" : `PREFIX ${prefix}: <${namespace}>\n`;
  return {
    label,
    type,
    boost: Math.max(-99, Math.min(99, boost)),
    detail: `${term.number.toLocaleString("en")} ${unit}`,
    info: term.comment || undefined,
    apply: missing ? (view, _, from, to) => insert(view, label, missing, from, to) : label,
  };
}

function insert(view, label, declaration, from, to) {
  const anchor = from + label.length + declaration.length;
  view.dispatch({
    changes: [{ from: 0, insert: declaration }, { from, to, insert: label }],
    selection: { anchor },
    userEvent: "input.complete",
  });
}

function words(text, declared, terms) {
  const keywords = KEYWORDS.map((label) => ({ label, type: "keyword", boost: -10 }));
  const functions = FUNCTIONS.map((label) => ({ label, apply: `${label}(`, type: "function", boost: -20 }));
  const prefixes = Object.keys({ ...terms.prefixes, ...Object.fromEntries(declared) }).map((prefix) => ({ label: `${prefix}:`, type: "namespace", boost: -30 }));
  return [...keywords, ...functions, ...prefixes];
}

/** The prefixes that a query declares; either spelling of schema.org's namespace is taken. */
function prefixesOf(text) {
  const said = text.matchAll(/\bPREFIX\s+([\w.-]*):\s*<([^<>\s]*)>/gi);
  return new Map([...said].map(([, name, iri]) => [name, iri.replace(/^https:\/\/schema\.org\//, "http://schema.org/")]));
}

/** The subject of the triple that is being written: the first term since “.” or a brace. */
function subjectOf(before) {
  const plain = before.replace(/"(?:[^"\\\n]|\\.)*"/g, '""').replace(/<[^<>\s]*>/g, (iri) => iri.replaceAll(".", "\0"));
  const part = plain.slice(Math.max(...["{", "}", ". ", ".\n"].map((sign) => plain.lastIndexOf(sign))) + 1);
  return part.trim().replace(/^\.\s*/, "").split(/\s+/)[0]?.replaceAll("\0", ".") ?? "";
}

/** The classes that a query says a subject has, as IRIs. */
function classesOf(subject, text, declared) {
  if (!subject) return [];
  const escaped = subject.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const said = new RegExp(`${escaped}\\s+(?:a|rdf:type)\\s+([^\\s;.]+)`, "g");
  return [...text.matchAll(said)].map(([, name]) => expanded(name, declared));
}

function expanded(name, declared) {
  if (name.startsWith("<")) return name.slice(1, -1);
  const [prefix, local] = name.split(":");
  return (declared.get(prefix) ?? site.prefixes[prefix] ?? "") + local;
}
