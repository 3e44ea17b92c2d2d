"""Images in Markdown, of which the words of one may be the score."""

from decimal import Decimal

import pytest

BODY = "A lantern goes up, and all of the village looks."


def scores(told):
    return [(rating.value, rating.best) for rating in told.review("reviewRating")]


@pytest.mark.parametrize(
    "line",
    [
        "![3/5](s_3.gif)",
        "![„3/5“](s_3.gif)",
        "![3 out of 5 stars](s_3.gif)",
        "![★★★☆☆](s_3.gif)",
        '**Rating:** ![3/5](s_3.gif "three")',
        "**[![Mine](mini.gif)](http://example.org/) - Rating:** ![3/5](s_3.gif)",
        "[![3/5](s_3.gif)](scale.html)",
    ],
)
@pytest.mark.parametrize("above", [False, True])
def test_the_words_of_an_image_are_the_score(tell, line, above):
    text = f"{line}\n\n{BODY}" if above else f"{BODY}\n\n{line}"
    told = tell(text, {"film": "Lantern"})
    assert scores(told) == [(Decimal(3), Decimal(5))]
    assert told.body == BODY


@pytest.mark.parametrize(
    "line",
    [
        "![1/5](a.jpg) ![2/5](b.jpg)",
        "![Heat: ](a.jpg)",
        "![A still of 3/5 of the cast](a.jpg)",
        "![](3/5)",
    ],
)
def test_other_images_are_none(tell, line):
    assert scores(tell(f"{BODY}\n\n{line}\n\n{BODY}", {"film": "Lantern"})) == []


def test_a_key_says_more(tell):
    told = tell(f"{BODY}\n\n![3/5](s_3.gif)", {"film": "Lantern", "rating": "4/5"})
    assert scores(told)[0] == (Decimal(4), Decimal(5))


@pytest.mark.parametrize("line", ["** Mine:** 3/5", "**- Rating:** 3/5"])
def test_emphasis_is_no_stars(tell, line):
    assert scores(tell(f"{BODY}\n\n{line}", {"film": "Lantern"})) in (
        [],
        [(Decimal(3), Decimal(5))],
    )


@pytest.mark.parametrize("line", ["*** out of *****", "*** (of five)", "* * *", "***"])
def test_stars_are_no_emphasis(tell, line):
    told = tell(f"{BODY}\n\nRating: {line}", {"film": "Lantern"})
    assert [rating.value for rating in told.review("reviewRating")] == [Decimal(3)]
