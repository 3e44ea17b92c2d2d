// Puts the JSON-LD of the review on a page into the page, for sites that cannot be rebuilt:
// <script src="https://reviews.example.org/static/embed.js" async></script>
// Where the page describes a review of the same film already, or one of it does not say what, nothing is put.
((own) => {
  const REVIEWS = ["Review", "CriticReview", "UserReview", "ReviewNewsArticle"];
  const INVERSE = ["review", "reviews"]; // lead from a film to its reviews

  const embed = async () => {
    if (described([])) return;
    const canonical = document.querySelector('link[rel~="canonical" i]');
    const page = canonical ? canonical.href : location.href.split("#")[0];
    const answer = await fetch(new URL(`../embed?url=${encodeURIComponent(page)}`, own));
    if (!answer.ok) return; // 404: this page is no review
    const text = await answer.text();
    if (described(names(JSON.parse(text).itemReviewed))) return;
    const block = document.createElement("script");
    block.type = "application/ld+json";
    block.id = "triplebill";
    block.textContent = text;
    document.head.append(block);
  };

  // Whether the page describes a review of a film with one of these names, or of it does not say what.
  function described(films) {
    const wanted = films.map(key);
    const syntaxes = [inJsonLd(), inMarkup("itemscope", "itemtype", "itemprop"), inMarkup("typeof", "typeof", "property")];
    return syntaxes.flat().map((of) => of.map(key).filter(Boolean))
      .some((of) => !of.length || of.some((name) => wanted.includes(name)));
  }

  // Of each review in JSON-LD, the names of what it is of.
  function inJsonLd() {
    const nodes = [...document.querySelectorAll('script[type^="application/ld+json" i]')].flatMap(nodesOf);
    const known = (thing) => nodes.filter(({ node }) => thing?.["@id"] && node["@id"] === thing["@id"]);
    const called = (thing) => [thing, ...known(thing).map(({ node }) => node)].flatMap(names);
    return nodes.filter(({ node }) => isReview(values(node["@type"])))
      .map(({ node, above, by }) => [...values(node.itemReviewed), ...(INVERSE.includes(by) ? [above] : [])].flatMap(called));
  }

  // The objects of a block, without namespace, each with the one around it and by which property. What
  // is no JSON nobody else can read either.
  function nodesOf(block) {
    const nodes = [];
    const left = [];
    try {
      left.push([JSON.parse(block.textContent.replace(/[\0-\x1f]/g, " "))]);
    } catch {
      return nodes;
    }
    while (left.length) {
      const [value, above, by] = left.pop();
      if (Array.isArray(value)) {
        for (const each of value) left.push([each, above, by]);
      } else if (value && typeof value === "object") {
        const node = Object.fromEntries(Object.entries(value).map(([name, each]) => [term(name), each]));
        nodes.push({ node, above, by });
        for (const [name, each] of Object.entries(node)) left.push([each, node, name]);
      }
    }
    return nodes;
  }

  // The same of each review in microdata or RDFa, by the attributes that say what an element is.
  function inMarkup(scope, type, property) {
    const terms = (element, attribute) => (element.getAttribute(attribute) ?? "").split(/\s+/)
      .map((word) => term(scope === "typeof" && !word.includes(":") ? vocabulary(element) + word : word));
    const around = (element) => element.parentElement?.closest(`[${scope}]`);
    const said = (item, name) => [...item.querySelectorAll(`[${property}]`)]
      .filter((each) => around(each) === item && terms(each, property).includes(name));
    const called = (thing) => (thing.hasAttribute(scope) ? said(thing, "name") : [thing])
      .map((each) => each.getAttribute("content") ?? each.textContent);
    const leads = (item) => terms(item, property).some((name) => INVERSE.includes(name)) && around(item);
    return [...document.querySelectorAll(`[${scope}]`)].filter((item) => isReview(terms(item, type)))
      .map((item) => [...said(item, "itemReviewed"), leads(item)].filter(Boolean).flatMap(called));
  }

  function vocabulary(element) {
    return (element.closest("[vocab]")?.getAttribute("vocab") ?? "").replace(/\/*$/, "/");
  }

  function isReview(types) {
    return types.some((type) => REVIEWS.includes(term(type)));
  }

  function term(name) {
    return typeof name === "string" ? name.replace(/^(?:https?:\/\/(?:www\.)?schema\.org\/|schema:)/, "") : "";
  }

  function names(thing) {
    const said = typeof thing === "string" ? [thing] : values(thing?.name).map((name) => name?.["@value"] ?? name);
    return said.filter((name) => typeof name === "string");
  }

  function values(said) {
    return [said ?? []].flat();
  }

  // What two spellings of a title have in common, as title_key of graph/values/titles.py has it.
  function key(title) {
    const { textContent } = new DOMParser().parseFromString(title, "text/html").documentElement; // “&#8217;” is ’
    return textContent.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f'’‘`]/g, "").replace(/&/g, " and ")
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim().replace(/^(?:the|an?) (?=.)/, "");
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", embed);
  else embed();
})(document.currentScript.src);
