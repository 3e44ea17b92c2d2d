"""Settings, and whatever a document may hold."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.extraction import Defaults, extract
from graph.extraction.spellings import SPELLINGS
from graph.records import Claim, Document, Extraction, Movie, Person, Review, SourceKind, Text

BODY = (
    "There is a storm outside, and there is a worse one at the table. The guests have come for the "
    "soup, and they stay for the quarrel that the soup is about."
)


def test_settings_fill_in_what_the_document_does_not_say(tell):
    told = tell("", {"film": "X"}, author="Jane Doe", publisher="The Reel", language="pt")
    claims = {claim.property: claim for claim in told.extraction.review}
    assert claims["author"].value == Person("Jane Doe")
    assert claims["publisher"].value == Text("The Reel")
    assert claims["inLanguage"].value == Text("pt")
    for property_, key in (
        ("author", "author"),
        ("publisher", "publisher"),
        ("inLanguage", "language"),
    ):
        evidence = claims[property_].evidence
        assert (evidence.kind, evidence.key) == (SourceKind.SETTING, key)


def test_settings_give_way_to_the_document(tell):
    told = tell(BODY, {"film": "X", "author": "Ann Other"}, author="Jane Doe", language="pt")
    assert told.review("author") == [Person("Ann Other")]
    assert told.review("inLanguage") == [Text("en")]


def test_the_sites_region_is_added_to_the_language_of_the_text(tell):
    assert tell(BODY, {"film": "X"}, language="en-GB").review("inLanguage") == [Text("en-gb")]


def test_no_reviewer_is_told(tell):
    assert "No reviewer is named" in tell(BODY, {"film": "X"}).notes


def test_evidence_is_cut_to_its_length(tell):
    told = tell(BODY * 20, {"film": "x" * 10_000})
    assert len(told.movie("name")[0].value) == 10_000
    for claim in (*told.extraction.movie, *told.extraction.review):
        assert len(claim.evidence.words) <= 200


def test_plain_text_stays_as_it_stands(tell):
    text = "“Heat” (1995)\n\nA *star* is\nnot </script> emphasis.\n\n\nSee: 3 < 4."
    assert tell(text).body == text.partition("\n\n")[2]


# --- whatever it holds ----------------------------------------------------------------------

SPELLED = sorted({word.strip() for words in SPELLINGS.values() for word in words.split(",")})
WORDS = st.text(max_size=60) | st.sampled_from(
    [
        "4/5", "R", "2012-02-30", "Heat (1995)", "A (B C)", "javascript:x", "**a**: b | c: d",
        "Cast:\n- A B as C\n", "Director: A B\n", "“Heat” (1995), directed by A B", "★★½", "tt0113277",
    ]
)  # fmt: skip
SCALARS = WORDS | st.none() | st.booleans() | st.integers() | st.floats() | st.dates()
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(SPELLED) | st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)
METADATA = st.dictionaries(st.sampled_from(SPELLED) | st.text(max_size=20), VALUES, max_size=6)
TEXTS = st.lists(WORDS, max_size=12).map("\n".join)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, METADATA, st.sampled_from(["text", "markdown", "csv"]))
def test_extraction_takes_any_document(text, metadata, format_):
    document = Document("x", format_, "a test", "0", text, metadata, {}, 1)
    extraction = extract(document, Defaults(rating_best=Decimal(5)))
    for claim in extraction.movie:
        assert claim.property in Movie.__struct_fields__
    for claim in extraction.review:
        assert claim.property in Review.__struct_fields__
    for claim in (*extraction.movie, *extraction.review):
        assert isinstance(claim, Claim)
        assert len(claim.evidence.words) <= 200
    assert isinstance(extraction, Extraction)


def test_an_extraction_survives_the_ledger(tell):
    told = tell(BODY, {"film": "Heat", "cast": {"Al Pacino": "Hanna"}, "rating": "4/5"})
    stored = msgspec.json.encode(told.extraction)
    assert msgspec.json.decode(stored, type=Extraction) == told.extraction


HOSTILE = (
    "(", "[", "A (", "Aa ", "A. ", "a: ", "Director: A\n", "**Director**: B ", "“", "*a* ", "★ ",
    "Regie: A | ", "(1999) ", "| a ", "<b", "![", "[[a", "Aa Bb (Cc Dd) ", "Heat “Heat” (", "{{<",
    "Cast: a,", "Aa, played by Bb ", "Cast:\n- A\n", " ", "1/",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.timeout(100)
@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("format_", ["text", "csv"])
def test_hostile_repetition_comes_to_an_end(tell, piece, format_):
    """Anything quadratic would keep this test for minutes."""
    text = "Heat\n\n“Heat” (1995) is blue.\n\n" + piece * (125_000 // len(piece))
    row = {"Name": "Heat", "Review": text}
    told = tell(text) if format_ == "text" else tell("", row, format="csv")
    assert told.movie("name") == [Text("Heat")]
