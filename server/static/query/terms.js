// RDF terms as people read them: short names, links, dates, numbers.

import { h } from "./dom.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(
  ("integer decimal double float long int short byte nonNegativeInteger positiveInteger " +
    "nonPositiveInteger negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte")
    .split(" ")
    .map((name) => XSD + name),
);
const DATES = new Set(["date", "dateTime", "gYear", "gYearMonth"].map((name) => XSD + name));
const LANGUAGE = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/;

export const LONG = 280;

/** What is known of the site: its IRIs, its prefixes. */
export const site = { base: "", root: "", kinds: [], prefixes: {} };

/** The number that a term is, else undefined. */
export function numberOf(term) {
  if (!term || term.type !== "literal" || !NUMBERS.has(term.datatype)) return undefined;
  const number = Number(term.value);
  return Number.isFinite(number) ? number : undefined;
}

/** The moment that a date, a month or a year begins, in UTC milliseconds, else undefined. */
export function momentOf(term) {
  if (!term || term.type !== "literal" || !DATES.has(term.datatype)) return undefined;
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T.*)?)?)?/.exec(term.value);
  if (!match) return undefined;
  const moment = Date.UTC(Number(match[1]), Number(match[2] ?? 1) - 1, Number(match[3] ?? 1));
  return Number.isNaN(moment) ? undefined : moment;
}

/** Where an IRI leads: a page of this site by its path, else http(s), else nowhere. */
export function addressOf(term) {
  if (!term || term.type !== "uri") return "";
  let url;
  try {
    url = new URL(term.value);
  } catch {
    return "";
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return "";
  return ownPath(term.value) || url.href;
}

function ownPath(iri) {
  if (!iri.startsWith(site.base)) return "";
  const path = iri.slice(site.base.length).split("#")[0];
  const [kind, slug, ...more] = path.split("/");
  const own = site.kinds.includes(kind) && slug && !more.length && /^[\w.~-]+$/.test(slug);
  return own ? `${site.root}/${path}` : "";
}

/** A term in a few words: an own IRI by its path, a known one by its prefix. */
export function shortOf(term) {
  if (!term) return "";
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") return JSON.stringify(term.value);
  if (term.type !== "uri") return term.value;
  if (site.base && term.value.startsWith(site.base)) return ownName(term.value);
  for (const [prefix, namespace] of Object.entries(site.prefixes)) {
    const rest = term.value.slice(namespace.length);
    if (term.value.startsWith(namespace) && /^[\w-]+$/.test(rest)) return `${prefix}:${rest}`;
  }
  return term.value;
}

/** An own IRI without what all of them have: “movie/heat-1995”, “review/heat#rating”. */
function ownName(iri) {
  const [path, fragment] = iri.slice(site.base.length).split("#");
  return fragment && fragment !== path.split("/")[0] ? `${path}#${fragment}` : path || iri;
}

/** The name of a node in a drawing: no longer than it must be. */
export function nodeName(term) {
  const name = shortOf(term);
  if (term.type !== "uri") return name;
  if (name === term.value) return name.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
  return name.includes("#") ? name.slice(name.indexOf("#")) : name.slice(name.indexOf("/") + 1);
}

/** A term as an element: a link where it may be one, a long text cut with a way to the rest. */
export function element(term) {
  if (!term) return h("span", { class: "unbound" });
  const text = shortOf(term);
  const address = addressOf(term);
  if (address) {
    return h("a", { href: address, rel: "nofollow ugc noopener", title: term.value }, h("bdi", {}, text));
  }
  const language = LANGUAGE.test(term["xml:lang"] ?? "") ? term["xml:lang"] : undefined;
  const title = term.datatype && !NUMBERS.has(term.datatype) ? term.datatype : undefined;
  const said = h("bdi", { lang: language, title }, text);
  return text.length > LONG ? cut(said, text) : said;
}

function cut(said, text) {
  const short = `${text.slice(0, LONG).trimEnd()} … `;
  said.textContent = short;
  const button = h("button", {
    type: "button",
    class: "plain",
    "aria-expanded": "false",
    onclick: () => {
      const open = button.getAttribute("aria-expanded") === "false";
      button.setAttribute("aria-expanded", String(open));
      button.textContent = open ? "Less" : "More";
      said.textContent = open ? `${text} ` : short;
    },
  }, "More");
  return h("span", {}, said, button);
}
