// The query page with script: an editor, answers without leaving the page, ways to look at them.

import { Problem, ask, problemIn } from "./answers.js";
import { h } from "./dom.js";
import { Editor } from "./editor.js";
import { Past } from "./past.js";
import { site } from "./terms.js";
import { shown } from "./views.js";

const [asking, form, said, result, stop] = ["asking", "ask", "said", "result", "stop"].map((id) => document.getElementById(id));
const settings = JSON.parse(asking.dataset.settings);
const { endpoint, keep } = asking.dataset;
const LONGEST_ADDRESS = 6000;

const terms = fetch(asking.dataset.terms)
  .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.statusText))))
  .catch(() => ({ prefixes: {}, classes: [], properties: [] }))
  .then((found) => {
    site.prefixes = found.prefixes;
    return found;
  });

Object.assign(site, { base: settings.base, root: settings.root, kinds: settings.kinds });

// What a kept query's own address shows: its query stands in no address, and nowhere in the state.
const begun = { path: location.pathname === endpoint ? "" : location.pathname, query: document.getElementById("query").value, said: [...said.childNodes] };

let running;
const editor = new Editor(document.getElementById("query"), terms, () => run());
const past = new Past((query) => {
  editor.text = query;
  run();
});

/** Ask what stands in the editor, and show the answer. */
async function run(view = viewInAddress(), moved = true) {
  const query = editor.text;
  running?.abort();
  const own = (running = new AbortController());
  const told = moved ? [] : [...said.childNodes]; // what the page says of the query that it came with
  busy(true);
  if (moved) remember(query, view);
  try {
    const [answer] = await Promise.all([ask(endpoint, query, own.signal), terms]);
    if (own !== running) return;
    said.replaceChildren(...told);
    result.replaceChildren(...shown(answer, view, downloads(query, answer.kind), (chosen) => replaceView(chosen)));
    past.remember(query);
    uncover();
  } catch (error) {
    if (own === running) failed(error);
  } finally {
    if (own === running) busy(false);
  }
}

/** Bring the answer into sight where it is below the fold. */
function uncover() {
  const heading = document.getElementById("found");
  if (heading.getBoundingClientRect().top > innerHeight - 160) heading.scrollIntoView({ block: "start" });
}

function failed(error) {
  if (error.name === "AbortError") return say("Stopped.");
  if (!(error instanceof Problem)) throw error;
  result.replaceChildren();
  said.replaceChildren(h("p", { class: "problem", role: "alert" }, error.message));
  if (!error.line) return;
  explain(error);
  editor.focus();
}

/** Mark where an error is; where the editor sees what it is, its words take the place of others. */
function explain({ line, column, message }) {
  const words = editor.mark(line, column, message.includes("syntax error"));
  if (words) said.firstElementChild.textContent = words;
}

function busy(on) {
  stop.hidden = !on;
  result.setAttribute("aria-busy", String(on));
  if (on) say("Running …");
  else if (said.textContent === "Running …") said.replaceChildren();
}

function say(...words) {
  said.replaceChildren(h("p", {}, ...words));
}

function downloads(query, kind) {
  return settings.formats[kind].map((name) => ({ name, address: addressOf(query, `&format=${name}`) }));
}

function addressOf(query, more = "") {
  return `${endpoint}?query=${encodeURIComponent(query)}${more}`;
}

/** The address bar leads to the query again, unless it is too long for one. */
function remember(query, view) {
  const address = addressOf(query);
  const path = address.length > LONGEST_ADDRESS ? endpoint : address;
  const here = location.pathname + location.search;
  if (path !== here || query !== queryInAddress()) history.pushState({ query }, "", path + (view ? `#${view}` : ""));
}

function replaceView(view) {
  history.replaceState(history.state, "", `#${view}`);
}

/** One that is too long for the address stands in the state beside it. */
function queryInAddress() {
  return new URLSearchParams(location.search).get("query") ?? history.state?.query;
}

function viewInAddress() {
  return location.hash.slice(1);
}

/** A short, permanent address for what stands in the editor. */
async function keepQuery() {
  const response = await fetch(keep, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/sparql-query" },
    body: editor.text,
  });
  if (!response.ok) throw problemIn(await response.text(), response.status);
  const { path, feed } = await response.json();
  const link = h("a", { href: path + location.hash }, new URL(path, location.href).href);
  const copy = h("button", { type: "button", class: "plain", onclick: () => copied(link.href) }, "Copy");
  say("A short address for this query, for good: ", link, " ", copy, ...followed(feed));
}

/** How to follow a query that finds reviews. */
function followed(feed) {
  return feed ? [". Follow its reviews: ", h("a", { href: feed }, "feed")] : [];
}

async function copied(text) {
  await navigator.clipboard?.writeText(text);
  said.querySelector("button").textContent = "Copied";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter?.id === "keep") keepQuery().catch(failed);
  else run();
});
stop.addEventListener("click", () => running?.abort());
document.querySelector(".examples ul").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  editor.text = new URL(link.href).searchParams.get("query");
  run(link.dataset.view);
});
addEventListener("popstate", () => {
  const query = location.pathname === begun.path ? begun.query : queryInAddress();
  said.replaceChildren(...(location.pathname === begun.path ? begun.said : []));
  if (!query) return result.replaceChildren();
  editor.text = query;
  run(viewInAddress(), false);
});

document.querySelector(".examples").append(past.element);
document.querySelector(".keys").hidden = false;
const told = said.querySelector(".problem");
if (told) explain({ line: Number(told.dataset.line), column: Number(told.dataset.column), message: told.textContent });
else if ("asked" in asking.dataset) run(viewInAddress(), false);
else if (history.state?.query) editor.text = history.state.query;
