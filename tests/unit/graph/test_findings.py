"""What is at fault is told with the words and the line that it was read from."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.documents import read
from graph.extraction import Defaults
from graph.findings import Finding, findings
from graph.judgement import Judge
from graph.ledger import Entry
from shapes.validation import Validator

HEAT = """Title: Heat
Year: 1995
Director: Michael Mann
Genre: Drama
Genre: Foo
Country: USA
Country: Narnia
Also known as: Foo
Reviewer: Heat
Rating: 4/5

A fine film, and a long text about it.
"""

FRONT_MATTER = """---
title: Heat
year: 1995
genres: [Drama, Foo, Bar]
---
A fine film, and a long text about it.
"""

PREFIXES = """
@prefix ex: <http://example.org/> .
@prefix schema: <http://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""


def entry(folder: Path, shape: str, name: str = "heat.txt", text: str = HEAT) -> Entry:
    (folder / "own.ttl").write_text(f'{PREFIXES} ex:own sh:message "No." ; {shape} .', "utf-8")
    (folder / name).write_text(text, "utf-8")
    judge = Judge(Validator.bundled(folder), Defaults())
    [judged] = judge(list(read([folder / name], folder)))
    return judged


def told(judged: Entry) -> list[Finding]:
    return [found for found in findings(judged) if found.sentence == "No."]


@pytest.mark.parametrize(
    ("shape", "words", "line"),
    [
        ("sh:targetClass schema:Movie ; sh:path schema:genre ; sh:in ('Drama')", "Foo", 5),
        ("sh:targetObjectsOf schema:genre ; sh:in ('Drama')", "Foo", 5),
        ("sh:targetClass schema:Country ; sh:path schema:name ; sh:in ('USA')", "Narnia", 7),
        ("sh:targetClass schema:Person ; sh:path schema:name ; sh:hasValue 'Heat'",
         "Michael Mann", 3),
        ("sh:targetClass schema:Person ; sh:path schema:name ; sh:in ('Michael Mann')", "Heat", 9),
        ("sh:targetClass schema:Movie ; sh:path schema:dateCreated ; sh:maxCount 0", "", 0),
        ("sh:targetClass schema:Movie ; sh:path schema:dateCreated ; sh:in (1994)", "1995", 2),
        ("sh:targetClass schema:Review ; sh:maxExclusive 3.0 ;"
         " sh:path (schema:reviewRating schema:ratingValue)", "4/5", 10),
        ("sh:targetClass schema:Movie ; sh:in ('Drama' 'Heat') ;"
         " sh:path [sh:alternativePath (schema:name schema:genre)]", "Foo", 5),
        ("sh:targetClass schema:Movie ; sh:path schema:director ; sh:maxCount 0", "Michael Mann", 3),
        ("sh:targetClass schema:Review ; sh:path schema:sdDatePublished ; sh:in (1)", "", 0),
        ("sh:targetClass schema:Person ; sh:path [sh:inversePath schema:director] ; sh:minCount 1",
         "Heat", 9),
    ],
)  # fmt: skip
def test_words_and_line_are_those_of_the_value_at_fault(
    tmp_path: Path, shape: str, words: str, line: int
) -> None:
    [found] = told(entry(tmp_path, shape))
    assert (found.words, found.line) == (words, line)


def test_each_value_at_fault_is_told(tmp_path: Path) -> None:
    shape = "sh:targetClass schema:Movie ; sh:path schema:genre ; sh:in ('Drama')"
    found = told(entry(tmp_path, shape, "heat.md", FRONT_MATTER))
    assert [(f.words, f.property) for f in found] == [("Bar", "genre"), ("Foo", "genre")]


def test_what_follows_on_a_path_is_not_taken_for_what_is_missing(tmp_path: Path) -> None:
    shape = "sh:targetClass schema:Review ; sh:path (schema:publisher schema:name) ; sh:minCount 1"
    [found] = told(entry(tmp_path, shape, "heat.md", FRONT_MATTER))
    assert found == Finding("Violation", "publisher", "No.")


def test_where_a_shape_has_no_message_no_address_of_ours_is_shown(tmp_path: Path) -> None:
    judged = entry(
        tmp_path,
        "sh:targetNode ex:x . ex:s sh:targetClass schema:Movie ; "
        "sh:property [ sh:path schema:name ; sh:maxCount 0 ], [ sh:path schema:genre ; sh:in ('Drama') ]",
    )
    assert {f.sentence for f in findings(judged, "Violation")} == {
        "More than 0 values on the film’s name",
        "Value “Foo” not in list [“Drama”]",
    }


@pytest.mark.parametrize("key", ["Stars", "Your Rating", "Score"])
def test_a_number_without_a_scale_is_why_there_is_no_score(tmp_path, key):
    (tmp_path / "a.csv").write_text(f"Title,Year,{key}\nHeat,1995,8\n", "utf-8")
    [judged] = Judge(Validator.bundled(), Defaults())(list(read([tmp_path / "a.csv"], tmp_path)))
    assert judged.outcome == "rejected"
    [finding] = findings(judged, "Violation")
    assert finding.sentence.startswith(f"“8” under “{key}” is a number without a known scale")
    assert (finding.property, finding.line) == ("reviewRating", 2)


def test_where_nothing_is_said_the_shape_says_what_is_wanted(tmp_path):
    (tmp_path / "a.txt").write_text("Title: Heat\nYear: 1995\nDirector: Michael Mann\n", "utf-8")
    [judged] = Judge(Validator.bundled(), Defaults())(list(read([tmp_path / "a.txt"], tmp_path)))
    sentences = [finding.sentence for finding in findings(judged, "Violation")]
    assert any("neither words nor a score" in sentence for sentence in sentences)
