"""The tables of the ledger, as they were first made; see `layouts` for what was changed since."""

from __future__ import annotations

TOKENS = "tokenize = \"unicode61 remove_diacritics 2 categories 'L* M* N* Co'\""
"""Letters, numbers and marks make words; without marks the scripts of India fall to pieces."""

TABLES = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row per input. `movie` and `page` are the things that a published document belongs to: the
-- latter is its review or viewing.
CREATE TABLE document(
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    format TEXT NOT NULL,
    because TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('published', 'rejected', 'unreadable', 'skipped')),
    reason TEXT NOT NULL,
    changed TEXT NOT NULL,
    text TEXT NOT NULL,
    extraction BLOB NOT NULL,
    report BLOB NOT NULL,
    movie INTEGER REFERENCES thing(id),
    page INTEGER REFERENCES thing(id)
);
CREATE INDEX document_by_outcome ON document(outcome);
CREATE INDEX document_by_movie ON document(movie) WHERE movie IS NOT NULL;
CREATE INDEX document_by_page ON document(page) WHERE page IS NOT NULL;

-- Titles and identifiers under which a document's film may be the film of another document.
CREATE TABLE film_key(
    key TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    PRIMARY KEY (key, document)
) WITHOUT ROWID;
CREATE INDEX film_key_by_document ON film_key(document);

-- Whatever has an address: a film, a review, a viewing, a person, an organization. `dirty` says
-- that its triples in the store are perhaps not what they should be, under this slug or an earlier
-- one.
CREATE TABLE thing(
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT,
    base_slug TEXT NOT NULL,
    suffix TEXT NOT NULL,
    origin TEXT NOT NULL,
    slug TEXT,
    successor INTEGER REFERENCES thing(id),
    live INTEGER NOT NULL,
    dirty INTEGER NOT NULL
);
CREATE UNIQUE INDEX thing_by_key ON thing(kind, key) WHERE key IS NOT NULL;
CREATE UNIQUE INDEX thing_by_slug ON thing(kind, slug) WHERE live AND slug IS NOT NULL;
CREATE INDEX thing_by_base ON thing(kind, base_slug) WHERE live;
CREATE INDEX thing_by_dirt ON thing(id) WHERE dirty;

-- Every slug that ever answered, and the thing that held it last.
CREATE TABLE slug(
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    thing INTEGER NOT NULL REFERENCES thing(id),
    PRIMARY KEY (kind, slug)
) WITHOUT ROWID;
CREATE INDEX slug_by_thing ON slug(thing);

-- The persons and organizations that a document names, as it spells them.
CREATE TABLE mention(
    document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    thing INTEGER NOT NULL REFERENCES thing(id),
    name TEXT NOT NULL,
    urls TEXT NOT NULL,
    PRIMARY KEY (document, thing, name)
) WITHOUT ROWID;
CREATE INDEX mention_by_thing ON mention(thing);
"""

SENT = """
-- What came without a file, as it came.
CREATE TABLE sent(name TEXT PRIMARY KEY, suffix TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
"""

SCALES = """
-- The numbers without a scale that a document has, each with the group whose scale is inferred
-- together; `film` tells reviews of films from what was skipped.
CREATE TABLE bare_score(
    document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    family TEXT NOT NULL,
    value TEXT NOT NULL,
    film INTEGER NOT NULL,
    PRIMARY KEY (document, family, value)
) WITHOUT ROWID;
CREATE INDEX bare_score_by_family ON bare_score(family);

-- How often a number stands in a group: kept by triggers, since groups can be large.
CREATE TABLE mark(
    family TEXT NOT NULL,
    value TEXT NOT NULL,
    film INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (family, value, film)
) WITHOUT ROWID;

-- The scale that a group's documents were read with, empty where none is known; `stale` says
-- that its numbers have changed since.
CREATE TABLE scale(
    family TEXT PRIMARY KEY,
    best TEXT NOT NULL,
    stale INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX scale_by_staleness ON scale(family) WHERE stale;

CREATE TRIGGER bare_score_comes AFTER INSERT ON bare_score BEGIN
    INSERT INTO mark VALUES (new.family, new.value, new.film, 1)
        ON CONFLICT DO UPDATE SET times = times + 1;
    INSERT INTO scale VALUES (new.family, '', 1) ON CONFLICT DO UPDATE SET stale = 1;
END;
CREATE TRIGGER bare_score_goes AFTER DELETE ON bare_score BEGIN
    UPDATE mark SET times = times - 1
        WHERE family = old.family AND value = old.value AND film = old.film;
    DELETE FROM mark WHERE family = old.family AND value = old.value AND times = 0;
    UPDATE scale SET stale = 1 WHERE family = old.family;
END;
"""

LINKS = """
-- What was found for a document by itself, and what follows with the rulings: `film` is
-- the key of the film that it is linked to, or empty.
CREATE TABLE link(
    document INTEGER PRIMARY KEY REFERENCES document(id) ON DELETE CASCADE,
    found BLOB NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('linked', 'open', 'none')),
    film TEXT NOT NULL,
    link BLOB NOT NULL
);

-- What persons decided. It is kept when the source goes, and holds again when it comes back.
CREATE TABLE ruling(
    source TEXT NOT NULL,
    film TEXT NOT NULL,
    ruling BLOB NOT NULL,
    PRIMARY KEY (source, film)
) WITHOUT ROWID;

-- The persons that a film's link names, with the addresses that it knows of them.
CREATE TABLE credit(
    movie INTEGER NOT NULL REFERENCES thing(id),
    thing INTEGER NOT NULL REFERENCES thing(id),
    name TEXT NOT NULL,
    urls TEXT NOT NULL,
    PRIMARY KEY (movie, thing, name)
) WITHOUT ROWID;
CREATE INDEX credit_by_thing ON credit(thing);
"""

LISTED = f"""
-- A line per published film, review, person and organization: what lists order and count by.
-- `film` of a film is itself; `rating` is in half stars; `digest` tells whether a line changed.
CREATE TABLE listed(
    thing INTEGER PRIMARY KEY REFERENCES thing(id),
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    sort TEXT NOT NULL,
    day TEXT NOT NULL,
    year INTEGER,
    rating INTEGER,
    film INTEGER,
    reviewer INTEGER,
    digest BLOB NOT NULL
);
CREATE INDEX listed_by_film ON listed(kind, film, day, reviewer, rating);
CREATE INDEX listed_by_reviewer ON listed(kind, reviewer, film) WHERE reviewer IS NOT NULL;
CREATE INDEX listed_by_day ON listed(kind, day DESC, thing);
CREATE INDEX listed_by_rating ON listed(kind, rating DESC, thing);
CREATE INDEX listed_by_name ON listed(kind, sort, thing);
CREATE INDEX listed_by_year ON listed(kind, year DESC, thing) WHERE year IS NOT NULL;

-- What films have in common: a genre by its slug, persons by the ids of their things. And who
-- wrote a review together with the reviewer in its line.
CREATE TABLE facet(
    name TEXT NOT NULL,
    value NOT NULL,
    thing INTEGER NOT NULL REFERENCES thing(id),
    label TEXT NOT NULL,
    PRIMARY KEY (name, value, thing)
) WITHOUT ROWID;
CREATE INDEX facet_by_thing ON facet(thing, name);

-- The words of these, by the ids of their things.
CREATE VIRTUAL TABLE film_words USING fts5(names, people, {TOKENS}, prefix = '1 2 3');
CREATE VIRTUAL TABLE agent_words USING fts5(names, {TOKENS}, prefix = '1 2 3');
CREATE VIRTUAL TABLE review_words USING fts5(headline, film, author, body, {TOKENS});
CREATE VIRTUAL TABLE film_vocabulary USING fts5vocab(film_words, row);
CREATE VIRTUAL TABLE agent_vocabulary USING fts5vocab(agent_words, row);

-- All this is written as things are published: what was published before, once more.
UPDATE thing SET dirty = 1 WHERE live;
"""  # noqa: S608
