"""Every shape that speaks to people, with an example that conforms and one that does not.

`CONFORMING` is a whole document that has a value for each path the shapes look at, and to which
no shape has any objection. A row of `FAULTS` changes one thing in it: the shape, the subject,
the predicate, what it is changed to (nothing, for its removal). Exactly this shape must object,
so that a critic reads one sentence for one fault; where a fault rightly breaks several rules,
the row names the others.
"""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import RDF, SH, Graph
from rdflib.extras.shacl import parse_shacl_path

from shapes.terms import to_rdflib
from shapes.validation import BUNDLED, Validator
from shapes.wellformed import ShapesError

PREFIXES = """
prefix : <urn:triplebill:doc:7/>
prefix schema: <http://schema.org/>
prefix owl: <http://www.w3.org/2002/07/owl#>
prefix xsd: <http://www.w3.org/2001/XMLSchema#>
"""

CONFORMING = {
    "film": """a schema:Movie ; schema:url :film-page ; schema:name "The Sessions"@en ;
        schema:alternateName "Six Sessions" ; schema:datePublished "2012-01-23"^^xsd:date ;
        schema:dateCreated "2012-01-23"^^xsd:date ; schema:duration "PT1H35M"^^xsd:duration ;
        schema:genre "Drama", "Romance" ; schema:inLanguage "en" ;
        schema:image <https://example.org/poster.jpg> ;
        schema:director :ben ; schema:author :ben ; schema:actor :john, :role ;
        schema:contentRating "R", :content-rating ; schema:countryOfOrigin :country ;
        schema:releasedEvent :release, :release-month, :release-year ;
        schema:identifier :identifier ; schema:aggregateRating :mean ;
        schema:sameAs <https://www.imdb.com/title/tt1866249/> ;
        owl:sameAs <http://www.wikidata.org/entity/Q1142644>""",
    "ben": 'a schema:Person ; schema:name "Ben Lewin"',
    "john": 'a schema:Person ; schema:name "John Hawkes"',
    "role": 'a schema:PerformanceRole ; schema:actor :john ; schema:characterName "Mark"',
    "content-rating": """a schema:Rating ; schema:ratingValue "R" ; schema:author "MPAA" ;
        schema:ratingExplanation "for strong sexuality" """,
    "country": 'a schema:Country ; schema:name "United States"',
    "release": """a schema:PublicationEvent ; schema:startDate "2012-02-29"^^xsd:date ;
        schema:location "Sundance Film Festival" """,
    "release-month": 'a schema:PublicationEvent ; schema:startDate "2012-10"^^xsd:gYearMonth',
    "release-year": 'a schema:PublicationEvent ; schema:startDate "2013"^^xsd:gYear',
    "identifier": 'a schema:PropertyValue ; schema:propertyID "imdb" ; schema:value "tt1866249"',
    "mean": """a schema:AggregateRating ; schema:ratingValue 3.75 ; schema:bestRating 5.0 ;
        schema:worstRating 0.5 ; schema:ratingCount 2 ; schema:reviewCount 3""",
    "review": """a schema:Review ; schema:url :review-page ; schema:name "Touching"@en ;
        schema:reviewBody "A film.\\n\\nStill.\\tYes."@en ; schema:abstract "Good."@en ; schema:keywords "spoilers" ;
        schema:author :jane ; schema:publisher :paper ; schema:itemReviewed :film ;
        schema:datePublished "2012-02-03"^^xsd:date ; schema:inLanguage "en-GB" ;
        schema:isBasedOn <HTTPS://example.org/r/1> ;
        schema:sdDatePublished "2026-01-01"^^xsd:date ; schema:reviewRating :rating ;
        schema:mentions :viewing""",
    "viewing": """a schema:WatchAction ; schema:agent :jane ; schema:object :film ;
        schema:startTime "2012-02-01"^^xsd:date""",
    "rating": """a schema:Rating ; schema:ratingValue 3.5 ; schema:bestRating 5.0 ;
        schema:worstRating 0.5 ; schema:ratingExplanation "★★★½" """,
    "jane": 'a schema:Person ; schema:name "Jane Doe"',
    "paper": 'a schema:Organization ; schema:name "The Paper"',
}

FAULTS = """
core:Node film schema:director [ a schema:Person ; schema:name "X" ]
core:sameAs film schema:sameAs <javascript:alert(1)>
core:sameAs film schema:sameAs "https://example.org/"
core:url film schema:url <javascript:alert(1)>
core:urlOnce film schema:url :a, :b

core:movieNameStated film schema:name | google:reviewItem google:movieName
core:movieNameOnce film schema:name "A", "B"
core:movieNameWords film schema:name " \\n"
core:movieNameWords film schema:name "\\u0007"
core:movieNameLength film schema:name "{501}"
core:movieAlternateName film schema:alternateName ""
core:movieAlternateNameLength film schema:alternateName "{501}"
core:movieDatePublished film schema:datePublished "2012-02-30"^^xsd:date | core:movieDateCreated
core:movieDatePublishedOnce film schema:datePublished "2012"^^xsd:gYear, "2013"^^xsd:gYear | core:movieDateCreated
core:movieDatePublishedYear film schema:datePublished "1869"^^xsd:gYear | core:movieDateCreated
core:movieDateCreated film schema:dateCreated "2012-01-24"^^xsd:date
core:movieDuration film schema:duration "about two hours"^^xsd:duration
core:movieDurationOnce film schema:duration "PT1H"^^xsd:duration, "PT2H"^^xsd:duration
core:movieDurationShort film schema:duration "PT0S"^^xsd:duration
core:movieDurationShort film schema:duration "-PT5M"^^xsd:duration
core:movieDurationLong film schema:duration "P40D"^^xsd:duration
core:movieDurationLong film schema:duration "P1Y"^^xsd:duration
core:movieDirector film schema:director "Ben Lewin"
core:movieAuthor film schema:author :paper
core:movieGenre film schema:genre ""
core:movieGenreLength film schema:genre "{101}"
core:movieLanguage film schema:inLanguage "English"
core:movieImage film schema:image "javascript:x.jpg"
core:movieImageOnce film schema:image <http://a/1.jpg>, <http://a/2.jpg>
core:movieContentRating film schema:contentRating ""
core:movieCountry film schema:countryOfOrigin "France"
core:movieRelease film schema:releasedEvent :nothing
core:movieIdentifier film schema:identifier "tt1866249"
core:movieAggregateRating film schema:aggregateRating :rating
core:movieAggregateRatingOnce film schema:aggregateRating :mean, :mean2 | core:movieAggregateRating google:ratingBest google:ratingWorst

core:reviewItemStated review schema:itemReviewed | google:reviewItem
core:reviewItemOnce review schema:itemReviewed :film, :film2 | core:reviewItem
core:reviewItem review schema:itemReviewed :jane
core:reviewOpinion review schema:reviewBody|schema:abstract|schema:reviewRating | google:reviewRating
core:reviewNameOnce review schema:name "A", "B"
core:reviewNameWords review schema:name ""
core:reviewNameLength review schema:name "{501}"
core:reviewBodyOnce review schema:reviewBody "A", "B"
core:reviewBodyWords review schema:reviewBody "text \\u0000"
core:reviewBodyLength review schema:reviewBody "{1000001}"
core:reviewAbstract review schema:abstract "\\t"
core:reviewAbstractLength review schema:abstract "{5001}"
core:reviewKeywords review schema:keywords "crime"
core:reviewAuthor review schema:author "7" | google:reviewAuthor
core:reviewPublisher review schema:publisher "The Paper"
core:reviewDate review schema:datePublished "2012-W01"^^xsd:date
core:reviewDate review schema:datePublished "2012"^^xsd:date
core:reviewDate review schema:datePublished "2012-13"^^xsd:gYearMonth
core:reviewDateOnce review schema:datePublished "2012"^^xsd:gYear, "2013"^^xsd:gYear
core:reviewDateYear review schema:datePublished "2101-01-01"^^xsd:date
core:reviewLanguage review schema:inLanguage "deutsch"
core:reviewLanguageOnce review schema:inLanguage "en", "de"
core:reviewSource review schema:isBasedOn <file:///etc/passwd>
core:reviewSourceOnce review schema:isBasedOn <http://a/1>, <http://a/2>
core:reviewDescribed review schema:sdDatePublished "2026-13-01"^^xsd:date
core:reviewDescribedOnce review schema:sdDatePublished "2026-01-01"^^xsd:date, "2026-01-02"^^xsd:date
core:reviewRating review schema:reviewRating :mean
core:reviewRatingOnce review schema:reviewRating :rating, :mean | core:reviewRating
core:reviewViewing review schema:mentions :film

core:viewingFilmStated viewing schema:object
core:viewingFilmOnce viewing schema:object :film, :film2 | core:viewingFilm
core:viewingFilm viewing schema:object :jane
core:viewingAgent viewing schema:agent "Jane Doe"
core:viewingDay viewing schema:startTime "2012-02-30"^^xsd:date
core:viewingDayOnce viewing schema:startTime "2012"^^xsd:gYear, "2013"^^xsd:gYear
core:viewingDayYear viewing schema:startTime "1869-01-01"^^xsd:date

core:ratingValueStated rating schema:ratingValue | google:reviewRating
core:ratingValueOnce rating schema:ratingValue 3.5, 4.0
core:ratingAuthor content-rating schema:author ""
core:ratingExplanation content-rating schema:ratingExplanation :jane
core:ScoreOnScale rating schema:bestRating | google:ratingBest
core:ScoreOnScale rating schema:worstRating | google:ratingWorst
core:scoreValue rating schema:ratingValue "five"^^xsd:decimal | core:scoreNotAboveBest core:scoreNotBelowWorst google:reviewRatingZero
core:scoreValue rating schema:ratingValue "1_0"^^xsd:decimal | core:scoreNotAboveBest
core:scoreValue rating schema:ratingValue "4" | core:scoreNotAboveBest core:scoreNotBelowWorst
core:scoreBest rating schema:bestRating "5.0"^^xsd:double
core:scoreBestOnce rating schema:bestRating 5.0, 10.0
core:scoreWorst rating schema:worstRating 0
core:scoreWorstOnce rating schema:worstRating 0.0, 1.0
core:scoreNotAboveBest rating schema:ratingValue 5.5
core:scoreNotBelowWorst rating schema:ratingValue 0.25
core:scoreScale rating schema:worstRating 5.0 | core:scoreNotBelowWorst
core:aggregateValueStated mean schema:ratingValue
core:aggregateRatingCount mean schema:ratingCount 1
core:aggregateReviewCount mean schema:reviewCount

core:personNameStated ben schema:name
core:personNameWords ben schema:name " "
core:personNameLength ben schema:name "{201}"
core:organizationNameStated paper schema:name
core:organizationNameWords paper schema:name ""
core:organizationNameLength paper schema:name "{201}"
core:countryNameStated country schema:name
core:countryNameWords country schema:name ""
core:countryNameLength country schema:name "{101}"
core:castMember film schema:actor :john, :paper
core:castMember film schema:actor :john, :nobody
core:roleActor role schema:actor :role
core:roleActorOnce role schema:actor
core:roleCharacter role schema:characterName ""
core:roleCharacterLength role schema:characterName "{201}"
core:releaseDate release schema:startDate "soon"^^xsd:date
core:releaseDate release schema:startDate "30-02-2012"^^xsd:date
core:releaseDateOnce release schema:startDate
core:releaseDateYear release schema:startDate "0012-01-01"^^xsd:date
core:releaseLocation release schema:location ""
core:releaseLocationLength release schema:location "{201}"
core:identifierScheme identifier schema:propertyID "IM DB"
core:identifierValue identifier schema:value "tt 1"

google:reviewAuthor review schema:author
google:reviewAuthorLength jane schema:name "{100}"
google:reviewItem review schema:itemReviewed | core:reviewItemStated
google:reviewRating review schema:reviewRating
google:reviewRatingZero rating schema:ratingValue 0.0 | core:scoreNotBelowWorst
google:reviewDate review schema:datePublished
google:ratingBest rating schema:bestRating | core:ScoreOnScale
google:ratingWorst rating schema:worstRating | core:ScoreOnScale
google:movieName film schema:name | core:movieNameStated google:reviewItem
google:movieImage film schema:image
google:movieImageFormat film schema:image <https://example.org/poster.webp>
google:movieDirector film schema:director
google:movieDate film schema:dateCreated | core:movieDateCreated

links:entity film owl:sameAs <https://www.wikidata.org/wiki/Q1>
links:entity film owl:sameAs "http://www.wikidata.org/entity/Q1"
links:wikidataOnce film owl:sameAs <http://www.wikidata.org/entity/Q1>, <http://www.wikidata.org/entity/Q2>
"""

LINE = re.compile(r"(\w+:\w+) ([\w-]+) (\S+) ?([^|]*?)(?: ?\| ?(.*))?")
ROWS = [match.groups() for line in FAULTS.splitlines() if (match := LINE.fullmatch(line))]


def graph(nodes: dict[str, str]) -> Graph:
    turtle = PREFIXES + "\n".join(f":{name} {text} ." for name, text in nodes.items())
    quads = pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    return to_rdflib(quad.triple for quad in quads)


def changed(subject: str, predicates: str, objects: str) -> Graph:
    """The conforming document, with other objects for the predicates of the subject."""
    text = CONFORMING[subject]
    for predicate in predicates.split("|"):
        text, changes = re.subn(rf"{predicate} [^;]+(;|$)", "", text)
        assert changes == 1, f"{subject} has no {predicate} to change"
    text = text.strip().removesuffix(";")
    if objects:
        long = re.sub(r"\{(\d+)\}", lambda length: "x" * int(length[1]), objects)
        text += f"; {predicates} {long}"
    return graph(CONFORMING | {subject: text})


def name(iri: str) -> str:
    return iri.removeprefix("urn:triplebill:shapes:")


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator.bundled()


@pytest.fixture(scope="module")
def shapes() -> Graph:
    merged = Graph()
    for path in BUNDLED:
        merged.parse(path)
    return merged


def test_conforming_document(validator: Validator) -> None:
    assert validator.validate(graph(CONFORMING)).results == ()


@pytest.mark.parametrize(("shape", "subject", "predicate", "objects", "others"), ROWS)
def test_fault(
    validator: Validator, shape: str, subject: str, predicate: str, objects: str, others: str
) -> None:
    report = validator.validate(changed(subject, predicate, objects))
    assert {name(r.source_shape) for r in report.results} == {shape, *(others or "").split()}
    assert all(r.focus_node.startswith(("urn:triplebill:doc:7/", "_:")) for r in report.results)
    assert report.conforms == all(r.severity != "Violation" for r in report.results)
    assert report.conforms == (shape.startswith("google:") and "core:" not in (others or ""))


def test_each_shape_has_its_fault(shapes: Graph) -> None:
    speaking = {name(str(shape)) for shape in shapes.subjects(SH.message)}
    assert speaking == {row[0] for row in ROWS}


def test_each_row_is_read() -> None:
    assert len(ROWS) == sum(1 for line in FAULTS.splitlines() if line)


def test_conforming_document_has_a_value_for_each_path(shapes: Graph) -> None:
    data = graph(CONFORMING)
    for shape in shapes.subjects(SH.message):
        for node in shapes.objects(shape, SH.path):
            path = parse_shacl_path(shapes, node)
            found = list(data.objects(None, path))  # type: ignore[arg-type]
            assert found, f"nothing at {path} for {shape}"


def test_every_shape_is_named_and_says_one_thing(shapes: Graph) -> None:
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        assert str(shape).startswith("urn:triplebill:shapes:")
        assert len(list(shapes.objects(shape, SH.message))) <= 1


def test_severities(shapes: Graph) -> None:
    """What Google recommends is Info, what it requires Warning, all else a Violation."""
    for shape, message in shapes.subject_objects(SH.message):
        severity = shapes.value(shape, SH.severity)
        if "google" not in str(shape):
            assert severity is None
        elif str(message).startswith("Recommended"):
            assert severity == SH.Info
        else:
            assert str(message).startswith("Not eligible for")
            assert severity == SH.Warning


def test_no_component_beyond_core(shapes: Graph) -> None:
    assert not set(shapes.predicates()) & {SH.sparql, SH.rule, SH.js, SH.expression, SH.target}


def test_google_rules_are_dated() -> None:
    text = next(path for path in BUNDLED if path.name == "google.ttl").read_text("utf-8")
    assert text.count("rules of 2026-09-08") == 3


def test_a_site_adds_its_own_shapes(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(
        """prefix sh: <http://www.w3.org/ns/shacl#> prefix schema: <http://schema.org/>
        <urn:own:Review> a sh:NodeShape ; sh:targetClass schema:Review ;
            sh:property [ sh:path schema:license ; sh:minCount 1 ; sh:message "No licence." ] .
        """,
        "utf-8",
    )
    report = Validator.bundled(tmp_path).validate(graph(CONFORMING))
    assert [r.message for r in report.results] == ["No licence."]
    assert not report.conforms


def test_schema_org_may_be_spelled_in_either_way(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(
        """prefix sh: <http://www.w3.org/ns/shacl#> prefix schema: <https://schema.org/>
        prefix xsd: <http://www.w3.org/2001/XMLSchema#>
        schema: sh:declare [ sh:prefix "schema" ; sh:namespace "https://schema.org/"^^xsd:anyURI ] .
        <urn:own:Review> sh:targetClass schema:Review ;
            sh:property [ sh:path schema:license ; sh:minCount 1 ; sh:message "A" ] ;
            sh:sparql [ sh:message "B" ; sh:select "SELECT $this { $this <https://schema.org/name> ?n }" ],
                [ sh:message "C" ; sh:prefixes schema: ; sh:select "SELECT $this { $this schema:name ?n }" ] .
        """,
        "utf-8",
    )
    results = Validator.bundled(tmp_path).validate(graph(CONFORMING)).results
    assert [r.message for r in results] == ["B", "C", "A"]


def test_shapes_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<urn:a> <urn:b>", "utf-8")
    with pytest.raises(ShapesError, match=r"bad\.ttl"):
        Validator.bundled(tmp_path)
    with pytest.raises(ShapesError, match="no folder"):
        Validator.bundled(tmp_path / "absent")


@pytest.mark.parametrize("constraint", ["sh:pattern '('", "sh:datatype xsd:date, xsd:gYear"])
def test_shapes_that_mean_nothing(constraint: str) -> None:
    turtle = f"""{PREFIXES} prefix sh: <http://www.w3.org/ns/shacl#>
        <urn:own:Review> a sh:NodeShape ; sh:targetClass schema:Review ; {constraint} ."""
    quads = pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    with pytest.raises(ShapesError, match="cannot be used"):
        Validator(to_rdflib(q.triple for q in quads)).validate(graph(CONFORMING))


def test_shapes_hold_for_the_published_graph(validator: Validator) -> None:
    published = PREFIXES.replace("urn:triplebill:doc:7/", "https://example.org/review/x#")
    turtle = published + "\n".join(f":{node} {text} ." for node, text in CONFORMING.items())
    quads = pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    assert validator.validate(to_rdflib(quad.triple for quad in quads)).results == ()
