"""Phrases that are tried only where their first letters stand: nothing more, nothing less."""

import re

import pytest

from graph.extraction.cast_phrases import ACTOR
from graph.extraction.edges import beginnings, endings, letters_of
from graph.extraction.finders import Finders
from graph.extraction.maker_phrases import BOTH, DIRECTOR, MAKER, SIGN, WRITER
from graph.extraction.names import NAME, PERSONS, TOKEN
from graph.extraction.phrases import phrases

TABLES = (BOTH, DIRECTOR, MAKER, SIGN, WRITER, ACTOR)
TEXT = (
    "Ann Berg directs.\nDirected\xa0by Ann Berg and Max Roe, the film stars Jo Low. Max Roe\u2019s "
    "quiet performance and Ann Berg\u2019s direction; O diretor J. R. Low cala, dirigido pelo mesmo "
    "Max de la Roe. Un film de Max Roe, qui joue. \u0130 Regisseur Max Roe f\u00fchrt Regie, "
    "Il regista Ann Berg. The Berg brothers direct it. STARRING Ann Berg, Dr. Max Roe at the helm. "
)


def plain(table, language):
    """What one pattern of all phrases finds before names, and one behind them."""
    said = phrases(table, language)
    before = [p.removesuffix("…").removesuffix(r"\s") for p in said if p.endswith("…")]
    behind = [p.removeprefix("…") for p in said if p.startswith("…") and p[1:2] != "&"]
    forms = (
        (before, rf"\b(?i:%s),?\s?\(?(?i:the\s)?(?P<names>{PERSONS})"),
        (behind, rf"(?<![\w’'-])(?P<names>{NAME}|{TOKEN})(?i:%s)(?!\w)"),
    )
    for some, form in forms:
        if some:
            whole = "|".join(sorted(some, key=len, reverse=True))
            yield from (match.span() for match in re.finditer(form % whole, TEXT))


@pytest.mark.parametrize("table", TABLES, ids=range(len(TABLES)))
@pytest.mark.parametrize("language", ["", "en", "pt", "es", "fr", "de", "it"])
def test_they_find_what_one_pattern_of_all_finds(table, language):
    found = {
        match.span() for finder in Finders(table).of(language) for match in finder.finditer(TEXT)
    }
    assert found >= set(plain(table, language))
    simple = all(
        p.endswith("…") or (p.startswith("…") and p[1:2] != "&") for p in phrases(table, language)
    )
    assert not simple or found == set(plain(table, language))


def test_something_is_found_at_all():
    assert len(set(plain(DIRECTOR, ""))) > 8


@pytest.mark.parametrize("table", TABLES, ids=range(len(TABLES)))
def test_every_phrase_begins_with_one_of_its_beginnings(table):
    for phrase in phrases(table):
        assert beginnings(phrase.partition("…")[0] or phrase.removeprefix("…").removeprefix("&"))


@pytest.mark.parametrize("table", TABLES, ids=range(len(TABLES)))
def test_every_phrase_before_names_ends_with_one_of_its_endings(table):
    """An empty ending would stand for any word, and have all words of a text tried."""
    for phrase in phrases(table):
        if not phrase.startswith("…"):
            assert all(map(str.strip, endings(phrase.partition("…")[0])))


@pytest.mark.parametrize(
    "text",
    [
        "An excellent production, ably directed by\nAnn Berg.",
        "Directed by (the) Ann, directed by D’Ann Berg, un film d’Ann Berg, directed byAnn Berg.",
        "diretor/roteirista calmo Ann Berg; intérprete de Ester, Ann Berg; os irmãos Berg dirigem.",
        "Directors Ann Berg and Max Roe direct it. The Berg brothers have directed it. J.R. Low directs.",
    ],
)
@pytest.mark.parametrize("table", TABLES, ids=range(len(TABLES)))
def test_phrases_are_found_however_names_stand_beside_them(table, text, monkeypatch):
    monkeypatch.setitem(globals(), "TEXT", text)
    found = {match.span() for each in Finders(table).of("") for match in each.finditer(text)}
    assert found >= set(plain(table, ""))


def test_letters_keep_their_places():
    assert letters_of("\u0130A\nB\u3000\x85\tC")[1:] == "a b   c"


@pytest.mark.parametrize("expression", ["a(b", "a)b"])
def test_broken_expressions_are_refused(expression):
    with pytest.raises(ValueError, match="brackets"):
        beginnings(expression)


@pytest.mark.parametrize("text", ["Al " * 60_000, "by " * 60_000, "Al Bo directed by " * 10_000])
def test_hostile_texts_take_no_longer_than_their_length(text):
    for finder in Finders(BOTH, DIRECTOR).of("en"):
        assert sum(1 for _ in finder.finditer(text)) <= len(text)


@pytest.mark.parametrize(
    ("text", "table", "words"),
    [
        ("Ann Berg brilliantly plays Eve.", ACTOR, "Ann Berg brilliantly plays"),
        ("The Berg brothers direct it.", DIRECTOR, "Berg brothers direct it"),
    ],
)
def test_a_word_between_a_name_and_its_phrase(text, table, words):
    finders = Finders(table).of("en")
    assert [match[0] for finder in finders for match in finder.finditer(text)] == [words]
