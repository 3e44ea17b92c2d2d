// The search of a site of files. The index lies in parts below /search/; a search loads those parts
// that its words begin like, a few kB each. What they hold is told in server/search/parts.py.

"use strict";

const shelves = (() => {
  const MOST_PARTS = 6; // of one beginning, so that a single letter does not load the whole index
  const MOST_TERMS = 12;
  const LONGEST_QUERY = 200;
  const SUGGESTED = 8;
  const LEAST_LETTERS = 4; // a beginning of a word of reviews must have
  const index = new URL(document.currentScript.dataset.index, location);
  const home = new URL("..", index);
  const loaded = new Map();

  // Letters as the index has them: graph/values/folding.py and terms.py do the same.
  const LETTERS = { ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ı: "i", ð: "d", ß: "ss", ς: "σ" };
  const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{323af}]/gu;

  function fold(text) {
    return text.normalize("NFKC").toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "")
      .normalize("NFC").replace(/[øłđæœıðßς]/g, (letter) => LETTERS[letter]);
  }

  // Each term in one or two ways: O’Brien stands as “o brien” and “obrien”.
  function terms(query) {
    const typed = query.slice(0, LONGEST_QUERY).split(/[\s"“”„«»]+/);
    const found = typed.map((term) => [term, term.replace(/['‘’ʼ´`′]/g, "")].map(words));
    return found.map(([apart, joined]) => (joined.length < apart.length ? [apart, joined] : [apart]))
      .filter(([apart]) => apart.length).slice(0, MOST_TERMS);
  }

  function words(term) {
    return fold(term).replace(UNSPACED, " $& ").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  }

  function load(name) {
    if (!loaded.has(name)) {
      const asked = fetch(new URL(`${name}.json`, index)).then((answer) => {
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return answer.json();
      });
      asked.catch(() => loaded.delete(name));
      loaded.set(name, asked);
    }
    return loaded.get(name);
  }

  const named = (part) => part.replace(/[^a-z0-9-]/gu, (letter) => `_${letter.codePointAt(0).toString(16)}_`);

  // The parts that hold a word, and with `begins` those that hold what goes on after it.
  function partsOf(parts, word, begins) {
    const own = parts.filter((part) => {
      const whole = part.endsWith("-");
      const letters = whole ? part.slice(0, -1) : part;
      return letters === word || (!whole && word.startsWith(letters)) || (begins && letters.startsWith(word));
    });
    return own.slice(0, MOST_PARTS);
  }

  function ids(differences = []) {
    let id = 0;
    return differences.map((difference) => (id += difference));
  }

  // What a shelf has of a word: [[the word, its lists of ids], …]; what things are said in it.
  async function stands(shelf, word, begins, things) {
    const { [shelf]: parts } = await load("parts");
    const found = [];
    for (const part of await Promise.all(partsOf(parts, word, begins).map((p) => load(`${shelf}/${named(p)}`)))) {
      for (const [known, lists] of Object.entries(part.words)) {
        if (known === word || (begins && known.startsWith(word))) found.push([known, lists.map(ids)]);
      }
      for (const [id, thing] of Object.entries(part.things ?? {})) things.set(Number(id), thing);
    }
    return found;
  }

  // The things that have all terms, with their weights: `weigh` gives those of one word.
  async function matching(query, weigh) {
    const found = [];
    for (const ways of terms(query)) {
      const each = await Promise.all(ways.map(async (way) => both(await Promise.all(way.map(weigh)))));
      found.push(either(each));
    }
    return both(found);
  }

  function either(found) {
    const result = new Map();
    for (const weights of found) {
      weights.forEach((weight, id) => result.set(id, Math.max(weight, result.get(id) ?? 0)));
    }
    result.common = found.some((weights) => weights.common);
    return result;
  }

  // A common word, which parts nobody from the others, need not be found beside rarer ones.
  function both(found) {
    const parting = found.filter((weights) => !weights.common);
    const [least, ...others] = (parting.length ? parting : [...found]).sort((a, b) => a.size - b.size);
    const result = new Map();
    for (const id of least?.keys() ?? []) {
      if (others.every((weights) => weights.has(id))) {
        result.set(id, found.reduce((sum, weights) => sum + (weights.get(id) ?? 0), 0));
      }
    }
    result.common = !parting.length;
    return result;
  }

  // BM25's weight of a word that so many of all have (Robertson and Zaragoza 2009).
  const rare = (having, all) => Math.max(1e-6, Math.log((all - having + 0.5) / (having + 0.5)));

  const weights = (found, all, impacts) => {
    const result = new Map();
    for (const [lists, factor] of found) {
      const idf = rare(lists.reduce((sum, list) => sum + list.length, 0), all);
      lists.forEach((list, n) => list.forEach((id) => {
        result.set(id, Math.max(result.get(id) ?? 0, impacts[n] * idf * factor));
      }));
    }
    return result;
  };

  const inOrder = (found) => [...found].sort(([a, v], [b, w]) => w - v || b - a).map(([id]) => id);

  // Names may go on after each word, and whole words count more. Films have people, too.
  async function byName(query, cast = true) {
    const things = new Map();
    const films = new Map();
    const people = new Map();
    const { reviews } = await load("parts");
    const kinds = [[films, cast ? [0, 1] : [0], [2.2, 1]], [people, [2], [2.2]]];
    for (const [into, which, impacts] of kinds) {
      const found = await matching(query, async (word) => {
        const known = await stands("names", word, true, things);
        const lists = known.map(([name, all]) => [which.map((n) => all[n] ?? []), name === word ? 2 : 1]);
        return weights(lists, reviews + 1, impacts);
      });
      found.forEach((weight, id) => into.set(id, weight));
    }
    return { films: inOrder(films), people: inOrder(people), things };
  }

  async function byWord(query, begins) {
    const { reviews } = await load("parts");
    const found = await matching(query, async (word) => {
      const known = (await stands("words", word, begins, new Map())).map(([, lists]) => [lists, 1]);
      const result = weights(known, reviews, [2.2, 2.19, 0.6, 1, 1.5]);
      result.common = known.some(([lists]) => lists.length < 5);
      return result;
    });
    return inOrder(found);
  }

  return {
    home,

    // Ids of films, people and reviews, the best first.
    async search(query) {
      const [{ films, people }, exact] = await Promise.all([byName(query), byWord(query, false)]);
      const long = terms(query).every(([way]) => way.join("").length >= LEAST_LETTERS);
      const reviews = exact.length || !long ? exact : await byWord(query, true);
      return { films, people, reviews };
    },

    // What is shown of things, in the order of their ids.
    async things(wanted) {
      const { things: size } = await load("parts");
      const parts = await Promise.all(wanted.map((id) => load(`things/${Math.floor(id / size)}`)));
      return wanted.map((id, n) => parts[n][id]).filter(Boolean);
    },

    // Names that begin so, the most reviewed first, then those with later words that begin so.
    async suggest(query) {
      const { films, people, things } = await byName(query, false);
      const begin = words(query).join(" ");
      const found = [...films, ...people].map((id) => things.get(id)).filter(Boolean)
        .map((thing) => ({ thing, first: words(thing.name).join(" ").startsWith(begin) }));
      found.sort((a, b) => b.first - a.first
        || (a.first && (b.thing.reviews ?? 0) - (a.thing.reviews ?? 0))
        || a.thing.name.length - b.thing.name.length || a.thing.name.localeCompare(b.thing.name));
      return found.slice(0, SUGGESTED).map(({ thing }) => ({
        name: thing.name, kind: kindOf(thing), address: new URL(thing.path, home).href,
      }));
    },
  };

  function kindOf({ kind, year }) {
    const name = { movie: "Film", organization: "Publication" }[kind] ?? "Person";
    return year ? `${name}, ${year}` : name;
  }
})();

globalThis.shelves = shelves;
