"""What the shapes find is told of the document that it is in, wherever they find it."""

from __future__ import annotations

from pathlib import Path

from graph.extraction import Defaults
from graph.findings import findings
from graph.judgement import Judge
from graph.mapping import Addresses
from graph.records import Document
from shapes.validation import Validator

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix schema: <http://schema.org/> .
<urn:own:Genre> a sh:NodeShape ; sh:targetObjectsOf schema:genre ; sh:pattern "^[A-Z]" ;
    sh:message "A genre begins with a capital letter." .
"""


def document(number: int, genre: str) -> Document:
    text = f"Title: Film {number}\nGenre: {genre}\n\nA good film, and a long one.\n"
    return Document(f"{number}.txt", "text", "", str(number), text)


def judge(folder: Path, shapes: str) -> Judge:
    (folder / "own.ttl").write_text(shapes, "utf-8")
    return Judge(Validator.bundled(folder), Defaults())


def test_a_result_at_a_text_belongs_to_the_documents_that_say_it(tmp_path: Path) -> None:
    genres = ["Drama", "noir", "Comedy", "noir"]
    entries = judge(tmp_path, SHAPES)([document(n, genre) for n, genre in enumerate(genres)])
    assert [entry.outcome for entry in entries] == ["published", "rejected"] * 2
    assert [f.sentence for f in findings(entries[1], "Violation")] == [
        "A genre begins with a capital letter."
    ]


def test_shapes_that_only_pyshacl_can_check_judge_the_same(tmp_path: Path) -> None:
    genres = ["Drama", "noir", "Comedy", "noir"]
    documents = [document(n, genre) for n, genre in enumerate(genres)]
    compiled = judge(tmp_path, SHAPES)(documents)
    surprise = judge(tmp_path, SHAPES.replace("sh:pattern", "sh:js [] ; sh:pattern"))
    assert surprise.validator.check([]) == ()
    assert surprise.validator.compiled.reasons
    assert [e.report for e in surprise(documents)] == [e.report for e in compiled]
    silent = judge(tmp_path, SHAPES.partition("sh:message")[0] + ".")
    assert silent.validator.compiled.reasons == []
    assert [e.outcome for e in silent(documents)] == [e.outcome for e in compiled]


def test_what_is_reported_of_a_document_does_not_depend_on_those_beside_it(
    tmp_path: Path,
) -> None:
    documents = [document(n, genre) for n, genre in enumerate(["Drama", "noir", "noir"])]
    for shapes in (SHAPES, SHAPES.replace("sh:pattern", "sh:js [] ; sh:pattern")):
        judging = judge(tmp_path, shapes)
        alone = [judging([each])[0].report for each in documents]
        assert [entry.report for entry in judging(documents)] == alone


def test_an_impossible_day_of_seeing_is_told_with_its_words() -> None:
    row = {"Name": "Heat", "Year": "1995", "Watched Date": "2024-02-30", "author": "Ann Lee"}
    given = Document("diary.csv#row=1", "csv", "", "1", "", row, {"Watched Date": 2})
    [entry] = Judge(Validator.bundled(), Defaults())([given])
    [found] = findings(entry, "Violation")
    assert (found.words, found.key, found.line) == ("2024-02-30", "Watched Date", 2)
    assert "not in the calendar" in found.sentence


def test_a_film_by_itself_needs_no_opinion() -> None:
    tree = {"@type": ["Movie"], "name": "Heat", "duration": "PT2H50M"}
    [entry] = Judge(Validator.bundled(), Defaults())([Document("h", "rdf", "", "1", "", tree)])
    assert (entry.outcome, entry.reason) == ("published", "")


def test_the_digest_changes_with_the_shapes(tmp_path: Path) -> None:
    given = document(1, "Drama")
    before = judge(tmp_path, SHAPES).digest(given)
    assert judge(tmp_path, SHAPES).digest(given) == before
    assert judge(tmp_path, SHAPES.replace("A-Z", "A-Y")).digest(given) != before


def test_the_text_of_what_was_skipped_is_not_kept() -> None:
    given = Document("soup.md", "markdown", "", "1", "Take water.\n", {"type": "recipe"})
    [entry] = Judge(Validator.bundled(), Defaults())([given])
    assert (entry.outcome, entry.text) == ("skipped", "")


def test_a_film_that_is_in_doubt_is_told_in_the_words_that_are_doubted(tmp_path: Path) -> None:
    posts = [
        Document("a", "feed", "", "1", "A long text.", {"title": title, "category": ["Film"]},
                 {"title": 7}, 7)
        for title in ("The best films of May", "Heat (1995) and Ronin (1998)")
    ]  # fmt: skip
    for entry, told in zip(
        judge(tmp_path, SHAPES)(posts), ("only a headline", "names several films"), strict=True
    ):
        assert entry.outcome == "rejected"
        (found,) = findings(entry, "Violation")
        assert told in found.sentence
        assert found.line == 7


def test_a_page_that_the_site_publishes_itself_is_no_source() -> None:
    own = "https://films.example/review/heat-1995#review"
    tree = {"@id": own, "@type": ["Review"], "itemReviewed": {"@type": ["Movie"], "name": "Heat"}}
    given = Document("heat.html", "html", "", "1", "It is a long film about work.", tree)
    judge = Judge(Validator.bundled(), Defaults())
    here = Judge(judge.validator, Defaults(), addresses=Addresses("https://films.example/"))
    elsewhere = Judge(judge.validator, Defaults(), addresses=Addresses("https://a.example/"))
    (entry,) = here([given])
    assert (entry.outcome, own in entry.reason) == ("skipped", True)
    assert here.knows(given, entry.digest)
    assert not elsewhere.knows(given, entry.digest)
    assert elsewhere([given])[0].outcome == "published"
    export = Document("export.nt", "rdf", "", "1", "", tree | {"reviewBody": "It is long."})
    assert here([export])[0].outcome == "published"
