"""The layouts of the ledger: its tables as they were first made, and what later ones changed."""

from __future__ import annotations

from graph.ledger.schema import LINKS, LISTED, SCALES, SENT, TABLES

UNSETTLED = """
-- What a document says about its film, as in `identity.Said`, and what its review counts for,
-- as in `fusion.Vote`; empty where an older layout wrote it.
ALTER TABLE document ADD COLUMN said BLOB NOT NULL DEFAULT x'';
ALTER TABLE document ADD COLUMN vote BLOB NOT NULL DEFAULT x'';

-- The keys of films that are to be parted anew, and films that documents have left or changed.
CREATE TABLE unsettled_key(key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE unsettled_film(id INTEGER PRIMARY KEY);

-- Most links of a site without a catalogue say nothing.
CREATE INDEX link_by_outcome ON link(outcome) WHERE outcome <> 'none';
"""

REVISIONS = """
-- The day on which the page of a thing changed last, and a digest of its triples by which that is
-- known.
CREATE TABLE revision(
    thing INTEGER PRIMARY KEY REFERENCES thing(id),
    digest BLOB NOT NULL,
    day TEXT NOT NULL
);
"""

RUNS = """
-- What changed the site: a row for each command and request. `counts` says in JSON how many inputs
-- ended in which way; it is empty while a run goes on, and stays so where it never came to its end.
CREATE TABLE run(
    id INTEGER PRIMARY KEY,
    began TEXT NOT NULL,
    seconds REAL NOT NULL,
    command TEXT NOT NULL,
    subject TEXT NOT NULL,
    counts TEXT NOT NULL
);
"""

CONTENT = """
-- What is large of an input stands by itself: parting films and looking for what is known reads and
-- writes the rest, of which many fit on a page.
CREATE TABLE content(
    document INTEGER PRIMARY KEY REFERENCES document(id) ON DELETE CASCADE,
    report BLOB NOT NULL,
    text TEXT NOT NULL,
    extraction BLOB NOT NULL
);
INSERT INTO content SELECT id, report, text, extraction FROM document;
ALTER TABLE document DROP COLUMN report;
ALTER TABLE document DROP COLUMN text;
ALTER TABLE document DROP COLUMN extraction;

-- Words of so many bytes are gathered before they are written: fewer pieces to merge later.
INSERT INTO review_words(review_words, rank) VALUES ('hashsize', 8000000);
"""

SPELLINGS = """
-- How many documents name a person or organization so, counted as they come and go: who is popular
-- is named thousands of times, in few ways.
CREATE TABLE spelling(
    thing INTEGER NOT NULL REFERENCES thing(id),
    name TEXT NOT NULL,
    urls TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (thing, name, urls)
) WITHOUT ROWID;
INSERT INTO spelling SELECT thing, name, urls, count(*) FROM mention GROUP BY thing, name, urls;
"""

MERGES = """
-- More words are gathered, and more pieces wait, before pieces are merged: a review's words are
-- written half as often, and a search looks through a few pieces more.
INSERT INTO review_words(review_words, rank) VALUES ('hashsize', 32000000);
INSERT INTO review_words(review_words, rank) VALUES ('automerge', 8);
INSERT INTO review_words(review_words, rank) VALUES ('crisismerge', 32);
"""

SEEN = """
-- The parts that a run has seen of files that had some before.
CREATE TABLE seen(source TEXT PRIMARY KEY) WITHOUT ROWID;
"""

POSTPONED = """
-- The indices that the ledger does without while it is filled, with the words that make them.
CREATE TABLE postponed(name TEXT PRIMARY KEY, sql TEXT NOT NULL) WITHOUT ROWID;
"""

FILM_KEYS = """
-- Film keys stand by their documents, in the order in which these come; an index, which can wait,
-- tells which documents have a key. Documents that came are to be parted by what their keys are.
CREATE TABLE key_of_document(
    document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    PRIMARY KEY (document, key)
) WITHOUT ROWID;
INSERT INTO key_of_document SELECT document, key FROM film_key ORDER BY document, key;
DROP TABLE film_key;
ALTER TABLE key_of_document RENAME TO film_key;
CREATE INDEX film_key_by_key ON film_key(key);
CREATE TABLE unsettled_document(id INTEGER PRIMARY KEY);
"""

UNREAD = """
-- What is published as it was before, since it could not be read the last time.
CREATE INDEX document_unread ON document(source) WHERE outcome = 'published' AND reason <> '';
"""

PLACES = """
-- Reviews are found by the address where they first appeared, and by the path and the name of their
-- file: facets, which are written as they are published. What was published before, once more.
UPDATE thing SET dirty = 1 WHERE live AND kind = 'review';
"""

TOGETHER = """
-- Where a document says that its review first appeared, as in `identity.Appearance`: empty where it
-- does not, NULL where an older layout wrote it. And the page that it has by itself, where `page`
-- is that of another document that is the same review.
ALTER TABLE document ADD COLUMN appeared BLOB;
ALTER TABLE document ADD COLUMN own INTEGER REFERENCES thing(id);
UPDATE document SET own = page WHERE page IS NOT NULL;
CREATE INDEX document_joined ON document(id, page) WHERE page <> own;
CREATE INDEX document_outdated ON document(id) WHERE appeared IS NULL;
"""

LAYOUTS = (
    *(TABLES, SCALES, LINKS, SENT, LISTED, UNSETTLED),
    *(REVISIONS, RUNS, CONTENT, SPELLINGS, MERGES, SEEN),
    *(POSTPONED, FILM_KEYS, UNREAD, PLACES, TOGETHER),
)
"""What each layout adds to the one before; an older ledger is brought up to date when opened."""

VERSION = len(LAYOUTS)
