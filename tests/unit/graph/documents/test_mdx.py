"""MDX: what components and modules say, and what is no text."""

import pytest

from graph.documents.mdx import stated, without_code


@pytest.mark.parametrize(
    ("component", "review"),
    [
        ("<Rating value={4} max={5} />", {"rating": "4", "best rating": "5"}),
        ("<Stars n={3.5} outOf={5} />", {"rating": "3.5", "best rating": "5"}),
        ('<ReviewCard rating="4/5" value="x" />', {"rating": "4/5", "value": "x"}),
    ],
)
def test_components_that_hold_the_score(component, review):
    assert stated(f"It is long.\n\n{component}\n") == {"review": review}


def test_lists_and_maps_in_a_component():
    movie = (
        '<MovieInfo title="Lantern" cast={["Max Roe", "Ida Lund"]} ids={{imdb: "tt1"}} y={f()} />'
    )
    said = stated(movie)["movie"]
    assert said == {"title": "Lantern", "cast": ["Max Roe", "Ida Lund"], "ids": {"imdb": "tt1"}}


@pytest.mark.parametrize("broken", ['cast={["Max Roe", ', "cast={[" + "[" * 50, "cast={[f(x)]}"])
def test_what_is_more_than_a_literal_says_nothing(broken):
    assert not stated(f"<MovieInfo {broken} />").get("movie", {}).get("cast")


def test_expressions_in_lines_of_their_own_are_no_text():
    text = "It is long.\n\n{props.children}\n\nIt {is} loud.\n"
    assert without_code(text) == "It is long.\n\n\n\nIt {is} loud.\n"
