// What a search of a site of files has found: the page that the address asks for with ?q=, the kind
// with &in= and its page with &page=, as a server would make it.

"use strict";

(async () => {
  const AT_ONCE = { films: 6, people: 8, reviews: 10 };
  const PAGE_SIZE = 20;
  const TITLES = { films: "Films", people: "People", reviews: "Reviews" };
  const asked = new URLSearchParams(location.search);
  const query = (asked.get("q") ?? "").trim().replace(/\s+/g, " ");
  const only = asked.get("in") in TITLES ? asked.get("in") : null;
  const place = document.getElementById("found");
  const field = document.getElementById("q");
  const { home } = shelves;

  if (!query) {
    place.replaceChildren(p("lead", "Titles in any language, people, and the words of the reviews."), p("", "All words must be found."));
    field.focus();
    return;
  }
  field.value = query;
  document.getElementById("asked").textContent = query;
  document.title = `${query} · ${document.title}`;
  try {
    const found = await shelves.search(query);
    place.replaceChildren(...(await page(found)));
  } catch {
    place.replaceChildren(p("lead", "The index could not be loaded. Look at the connection, and load this page again."));
  }

  async function page(found) {
    const groups = Object.keys(TITLES).filter((group) => found[group].length);
    const total = groups.reduce((sum, group) => sum + found[group].length, 0);
    if (!total) return nothing();
    const shown = groups.filter((group) => !only || group === only);
    const sections = await Promise.all(shown.map((group) => section(group, found[group])));
    return [navigation(groups, found, total), ...sections];
  }

  async function section(group, ids) {
    const pages = Math.ceil(ids.length / PAGE_SIZE);
    const number = Math.min(Math.max(1, Number.parseInt(asked.get("page"), 10) || 1), pages);
    const own = only ? ids.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE) : ids.slice(0, AT_ONCE[group]);
    const things = await shelves.things(own);
    const list = group === "people"
      ? h("ul", "names", things.map((thing) => h("li", "", [link(thing)])))
      : h("ol", "lines", things.map(group === "films" ? film : review));
    const more = !only && ids.length > own.length
      ? [p("more", [to(`All ${count(ids.length)} ${TITLES[group].toLowerCase()}`, { in: group })])] : [];
    return h("section", "", [h("h2", "", TITLES[group]), list, ...more, ...(only && pages > 1 ? [pagination(number, pages)] : [])]);
  }

  function film(thing) {
    const by = (thing.by ?? []).flatMap((name, n) => (n ? [", ", link(name)] : [link(name)]));
    const reviews = thing.reviews ?? 0;
    return line(titled(thing), by.length ? [h("span", "", by)] : [], [
      ...stars(thing.rating), h("span", "", `${reviews} ${reviews === 1 ? "review" : "reviews"}`),
    ]);
  }

  function review(thing) {
    const meta = [];
    if (thing.film) meta.push(h("span", "", titled(thing.film)));
    if (thing.by) meta.push(h("span", "", ["by ", ...thing.by.map(link)]));
    if (thing.day) meta.push(day(thing.day));
    return line([link(thing)], meta, stars(thing.rating));
  }

  function line(title, meta, score) {
    const own = [p("title", title), ...(meta.length ? [p("meta", meta)] : [])];
    return h("li", "", [h("div", "line", own), ...(score.length ? [p("score", score)] : [])]);
  }

  function titled(thing) {
    const title = h("cite", "", [link(thing)]);
    return thing.year ? [title, " ", h("span", "year", `(${thing.year})`)] : [title];
  }

  function stars(rating) {
    if (rating === undefined) return [];
    const shown = h("span", `stars s${rating}`, "");
    shown.setAttribute("aria-hidden", "true");
    return [shown, h("span", "unseen", `${rating / 2} of 5`)];
  }

  function day(iso) {
    const date = new Date(/^\d{4}(-\d\d){0,2}$/.test(iso) ? iso : NaN); // of a date alone UTC is meant
    const said = Object.entries({ year: "numeric", month: "long", day: "numeric" }).slice(0, iso.split("-").length);
    const shown = h("time", "", Number.isNaN(date.valueOf())
      ? iso : date.toLocaleDateString("en-GB", { ...Object.fromEntries(said), timeZone: "UTC" }));
    shown.dateTime = iso;
    return shown;
  }

  function navigation(groups, found, total) {
    const links = [["All", null, total], ...groups.map((group) => [TITLES[group], group, found[group].length])];
    const nav = h("nav", "sorts found", links.map(([label, group, number]) => {
      const own = to("", group ? { in: group } : {}, [`${label} `, h("span", "count", count(number))]);
      if (group === only) own.setAttribute("aria-current", "page");
      return own;
    }));
    nav.setAttribute("aria-label", "What was found");
    return nav;
  }

  function pagination(number, pages) {
    const at = (page) => ({ in: only, ...(page > 1 ? { page } : {}) });
    const nav = h("nav", "pages", [
      ...(number > 1 ? [to("← Previous", at(number - 1))] : []),
      h("span", "numbers", `Page ${number} of ${pages}`),
      ...(number < pages ? [to("Next →", at(number + 1))] : []),
    ]);
    nav.setAttribute("aria-label", "Pages");
    return nav;
  }

  function nothing() {
    const list = (path, name) => h("a", "", name, { href: new URL(path, home).href });
    return [
      p("lead", "Nothing has all of these words."),
      p("", ["Search for fewer or other words, for a part of a name, or look through the ", list("movies", "films"), ", ",
        list("reviews", "reviews"), " and ", list("people", "people"), "."]),
    ];
  }

  function link({ name, path }) {
    return h("a", "", [h("bdi", "", name)], { href: new URL(path, home).href });
  }

  function to(text, members, children = text) {
    return h("a", "", children, { href: `?${new URLSearchParams({ q: query, ...members })}` });
  }

  function p(class_, children) {
    return h("p", class_, children);
  }

  // An element; texts stay texts.
  function h(tag, class_, children, attributes = {}) {
    const element = document.createElement(tag);
    if (class_) element.className = class_;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...[children].flat());
    return element;
  }

  function count(number) {
    return number.toLocaleString("en-GB");
  }
})();
