"""What a document says of spoilers: keys, tags, titles, the first line, sections and spans."""

from __future__ import annotations

from typing import Any

import pytest

from graph.records import SourceKind, Text
from tests.unit.graph.extraction.conftest import Tell

HEAT = {"title": "Heat (1995)", "rating": "4/5", "author": "Ann Lee"}


@pytest.mark.parametrize(
    "said",
    [
        {"spoilers": True},
        {"spoiler": "yes"},
        {"contains_spoilers": "Yes"},
        {"hasSpoilers": True},
        {"Spoiler-Alert": "major"},
        {"spoilers": "the ending"},
        {"spoilers": "T"},
        {"spoilers": "leichte"},
        {"review": {"spoilers": True}},
        {"enthält_spoiler": "ja"},
        {"spoiler_free": False},
        {"tags": ["crime", "Spoilers"]},
        {"tags": "crime, spoiler alert"},
        {"category": "Spoiler Reviews"},
        {"title": "Heat (1995) [SPOILERS]"},
        {"triplebill": {"spoilers": "yes"}},
    ],
)
def test_a_review_is_said_to_have_some(tell: Tell, said: dict[str, Any]) -> None:
    told = tell("He dies.", HEAT | said)
    assert told.review("keywords") == [Text("spoilers")]
    assert told.claim("keywords", "review").evidence.kind >= SourceKind.METADATA
    assert told.body == "He dies."
    assert [name.value for name in told.movie("name")] == ["Heat"]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"spoilers": False},
        {"spoilers": "none"},
        {"spoilers": ""},
        {"spoilers": "n/a"},
        {"spoilers": "F"},
        {"spoilers": "0.0"},
        {"spoilers": "unknown"},
        {"spoilers": "—"},
        {"spoilers": "?"},
        {"spoiler": "ohne"},
        {"spoilers": "no, none at all"},
        {"spoilers": "nein, keine"},
        {"spoilers": "ask Bo"},
        {"spoiler_free": "n/a"},
        {"spoiler_free": ""},
        {"spoiler_free": True},
        {"no spoilers": "yes"},
        {"tags": ["spoiler-free", "no spoilers"]},
        {"tags": "sin spoilers"},
        {"title": "Heat (1995) (Spoiler-Free Review)"},
        {"title": "Spoiler Alert", "year": 2022, "tags": ["spoiler alert"]},
    ],
)
def test_what_says_nothing_or_no_is_no_claim(tell: Tell, said: dict[str, Any]) -> None:
    assert tell("It is long.", HEAT | said).review("keywords") == []


@pytest.mark.parametrize(
    "text",
    [
        "Spoiler alert!\n\nHe dies.",
        "**(Spoilers ahead)**\n\nHe dies.",
        "Spoilers ahead! He dies.",
        "[SPOILER ALERT] He dies.",
        "Achtung, Spoiler!\n\nEr stirbt.",
        "Attention spoilers\n\nIl meurt.",
        "¡Atención, spoilers!\n\nMuere.",
        "Attenzione: contiene spoiler\n\nMuore.",
        "Contém spoilers\n\nMorre.",
    ],
)
def test_the_first_line_is_about_all_of_it(tell: Tell, text: str) -> None:
    told = tell(text, HEAT)
    evidence = told.claim("keywords", "review").evidence
    assert (evidence.key, evidence.line) == ("first line", 1)
    assert "[/spoiler]" not in told.body


@pytest.mark.parametrize(
    "text",
    [
        "A spoiler-free review.\n\nIt is long.",
        "No spoilers ahead.\n\nIt is long.",
        "Spoiler alert: it is long.",
        "It spoils the fun.",
        "Ohne Spoiler\n\nEs ist lang.",
        "It is long.\n\n## Spoiler-free thoughts\n\nAnd slow.",
    ],
)
def test_no_warning_is_seen_where_there_is_none(tell: Tell, text: str) -> None:
    told = tell(text, HEAT)
    assert told.review("keywords") == []
    assert "[spoiler]" not in told.body


def test_a_warning_before_the_title_is_no_title(tell: Tell) -> None:
    told = tell("Spoiler alert!\n\nHeat (1995)\n\nRating: 4/5\n\nHe dies.")
    assert [name.value for name in told.movie("name")] == ["Heat"]
    assert told.claim("keywords", "review").evidence.words == "Spoiler alert!"
    film = tell("Spoiler Alert (2022)\n\nRating: 4/5\n\nIt is long.")
    assert [name.value for name in film.movie("name")] == ["Spoiler Alert"]
    assert film.review("keywords") == []


def test_a_warning_below_labels_is_about_all_of_it(tell: Tell) -> None:
    told = tell("Title: Heat\nYear: 1995\nRating: 4/5\n\nAchtung, Spoiler!\n\nEr stirbt.")
    assert told.claim("keywords", "review").evidence.line == 5
    assert told.body == "Achtung, Spoiler!\n\nEr stirbt."


def test_a_label_says_it_too(tell: Tell) -> None:
    told = tell("Title: Heat\nSpoilers: yes\nRating: 4/5\n\nHe dies.")
    assert told.claim("keywords", "review").evidence.kind is SourceKind.LABEL
    assert told.body == "He dies."
    other = tell("Title: Heat\nSpoilers: he dies\nRating: 4/5\n\nIt is long.")
    assert "he dies" in other.body


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Long.\n\n## Spoilers\n\nHe dies.\n\n### How\n\nSlowly.\n\n## Verdict\n\nGood.",
            "Long.\n\nSpoilers\n\n[spoiler]He dies.\n\nHow\n\nSlowly.[/spoiler]\n\nVerdict\n\nGood.",
        ),
        (
            "Long.\n\nSpoilers\n---\n\nHe dies.",
            "Long.\n\nSpoilers\n\n[spoiler]He dies.[/spoiler]",
        ),
        (
            "Long.\n\n*Spoilers below*\n\nHe dies.\n\n## Verdict\n\nGood.",
            "Long.\n\nSpoilers below\n\n[spoiler]He dies.\n\nVerdict\n\nGood.[/spoiler]",
        ),
        (
            "Long.\n\nSpoilers below\n\nHe dies.\n\nEnd of spoilers\n\nGood.",
            "Long.\n\nSpoilers below\n\n[spoiler]He dies.[/spoiler]\n\nEnd of spoilers\n\nGood.",
        ),
        (
            "Long.\n\nSpoilers below:\n\n||He dies.||\n\nGood.",
            "Long.\n\nSpoilers below:\n\n[spoiler]He dies.[/spoiler]\n\nGood.",
        ),
    ],
)
def test_sections(tell: Tell, text: str, body: str) -> None:
    told = tell(text, HEAT)
    assert told.body == body
    assert told.claim("keywords", "review").evidence.key == "[spoiler]"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("He *[spoiler]dies[/spoiler]*.", "He [spoiler]dies[/spoiler]."),
        ("He [spoiler]dies[/spoiler](or so).", "He [spoiler]dies[/spoiler](or so)."),
        (
            "One.\n\n[spoiler]\nHe [dies](https://a.example).\n\n- a\n- b\n[/spoiler]\n\nTwo.",
            "One.\n\n[spoiler]He dies.\n\n- a\n- b[/spoiler]\n\nTwo.",
        ),
        (
            "One.\n\n<details>\n<summary>Spoilers</summary>\n\nHe *dies*.\n\n</details>\n\nTwo.",
            "One.\n\n[spoiler]He dies.[/spoiler]\n\nTwo.",
        ),
        ("One. [spoiler]Two.\n\nThree.", "One. [spoiler]Two.\n\nThree.[/spoiler]"),
        ("One.[/spoiler]\n\nTwo.", "[spoiler]One.[/spoiler]\n\nTwo."),
    ],
)
def test_spans_in_markdown(tell: Tell, text: str, body: str) -> None:
    told = tell(text, HEAT)
    assert told.body == body
    assert told.review("keywords") == [Text("spoilers")]


def test_spans_in_plain_text_and_in_cells(tell: Tell) -> None:
    assert tell("Title: Heat\nRating: 4/5\n\nHe >!dies!<.").body == "He [spoiler]dies[/spoiler]."
    row = HEAT | {"review": "He <span class='spoiler'>dies</span>."}
    assert tell("", row, "csv").body == "He [spoiler]dies[/spoiler]."


def test_a_summary_shows_nothing(tell: Tell) -> None:
    marked = tell("Long.", HEAT | {"summary": "He ||dies||."})
    assert [text.value for text in marked.review("abstract")] == ["He [spoiler hidden]."]
    whole = tell("Long.", HEAT | {"summary": "He dies.", "spoilers": True})
    assert whole.review("abstract") == []
    assert whole.body == "He dies.\n\nLong."
    assert "The summary was put before the text" in whole.notes
    begun = tell("He dies in the end.", HEAT | {"summary": "He dies …", "spoilers": True})
    assert (begun.body, begun.notes) == ("He dies in the end.", "")


def test_an_excerpt_shows_nothing_that_its_text_hides(tell: Tell) -> None:
    text = "It is long, and ||he dies|| in the end."
    cut = tell(text, HEAT | {"excerpt": "It is long, and he dies …"})
    assert cut.review("abstract") == []
    before = tell(text, HEAT | {"excerpt": "It is long …"})
    assert [words.value for words in before.review("abstract")] == ["It is long …"]


def test_a_correction_stands_against_a_warning_and_not_against_spans(tell: Tell) -> None:
    no = HEAT | {"triplebill": {"spoilers": False}}
    assert tell("Spoiler alert!\n\nHe lives.", no | {"spoilers": True}).review("keywords") == []
    assert tell("He ||dies||.", no).review("keywords") == [Text("spoilers")]


def test_who_plays_whom_is_not_told_of_a_span(tell: Tell) -> None:
    said = "Kevin Spacey plays John Doe, the killer."
    film = {"title": "Seven (1995)", "author": "Ann Lee"}
    assert tell(f"It rains. {said}", film).movie("actor") != []
    told = tell(f"It rains. [spoiler]{said} I give it 4/5.[/spoiler]", film)
    assert told.movie("actor") == []
    assert [str(rating.value) for rating in told.review("reviewRating")] == ["4"]
    section = tell(f"It rains.\n\n## Spoilers\n\n{said}\n\n## Verdict\n\nSee it.", film)
    assert section.movie("actor") == []
