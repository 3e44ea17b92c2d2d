"""Mappings as a table and as RDF."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from graph.errors import UnreadableError
from graph.sssom import MANUAL, Mapping, lines, read, triples

PREFIXES = {"movie": "https://example.org/movie/", "wikidata": "http://www.wikidata.org/entity/"}
ROWS = [
    Mapping(
        "movie:pier#movie",
        "The Pier",
        object_id="wikidata:Q900001",
        author_label="Ann",
        mapping_date="2026-01-02",
        confidence="0.9",
        comment='A "quoted" word; #no head.',
    ),
    Mapping("movie:gull#movie", predicate_modifier="Not", object_id="wikidata:Q900002"),
]
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"


def test_what_is_written_is_read() -> None:
    text = "".join(lines("urn:x:set", LICENCE, PREFIXES, ROWS))
    assert list(read(text, PREFIXES)) == ROWS
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert "#mapping_set_id: urn:x:set" in head
    assert '#  wikidata: "http://www.wikidata.org/entity/"' in head


def test_a_cell_stays_on_its_line() -> None:
    text = "".join(lines("urn:x:set", LICENCE, {}, [Mapping("a:b", comment="one\n#two\tthree")]))
    assert text.splitlines()[-1].endswith("one #two three")
    assert len(list(read(text, {}))) == 1


def test_as_rdf() -> None:
    address = NamedNode("https://example.org/links.ttl#set")
    made = serialize(triples(address, LICENCE, PREFIXES, ROWS), format=RdfFormat.N_TRIPLES) or b""
    text = made.decode()
    assert len(list(parse(made, format=RdfFormat.N_TRIPLES))) == len(text.splitlines())
    for part in (
        "<https://example.org/links.ttl#mapping-1> <http://www.w3.org/2002/07/owl#annotatedSource>"
        " <https://example.org/movie/pier#movie>",
        "<http://www.w3.org/2002/07/owl#annotatedTarget> <http://www.wikidata.org/entity/Q900001>",
        '<http://purl.org/dc/terms/created> "2026-01-02"^^<http://www.w3.org/2001/XMLSchema#date>',
        "<https://w3id.org/sssom/predicate_modifier> <https://w3id.org/sssom/NegatedPredicate>",
    ):
        assert part in text


HEAD = "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"


@pytest.mark.parametrize(
    ("head", "written", "meant"),
    [
        ('#curie_map:\n#  wd: "http://www.wikidata.org/entity/"\n', "wd:Q9", "wikidata:Q9"),
        (
            "# license: x\n# curie_map:\n#   wd: http://www.wikidata.org/\n",
            "wd:entity/Q9",
            "wikidata:Q9",
        ),
        (
            "#curie_map:\n#  wikidata: https://example.org/\n",
            "wikidata:Q9",
            "https://example.org/Q9",
        ),
        ("# by hand, and no YAML\n", "http://www.wikidata.org/entity/Q9", "wikidata:Q9"),
        ("", "wikidata:Q9", "wikidata:Q9"),
        ("", "wd:Q9", "wd:Q9"),
    ],
)
def test_the_head_says_what_prefixes_mean(head: str, written: str, meant: str) -> None:
    text = f"{head}{HEAD}movie:pier\thttp://www.w3.org/2002/07/owl#sameAs\t{written}\t{MANUAL}\n"
    (row,) = read(text, PREFIXES)
    assert (row.predicate_id, row.object_id) == ("owl:sameAs", meant)


@pytest.mark.parametrize("head", ["#curie_map:\n#  wd: x\n# y: z\n", "#curie_map:\n#  a: b: c\n"])
def test_a_head_that_is_no_yaml_is_refused(head: str) -> None:
    with pytest.raises(UnreadableError, match="no valid YAML"):
        list(read(head + HEAD, PREFIXES))


@pytest.mark.parametrize("text", ["", "#only: a head\n", "title\tyear\nHeat\t1995\n", 'a\t"b\n'])
def test_another_table_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        list(read(text, {}))
