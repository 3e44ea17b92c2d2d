"""The reviewer's own score in running text."""

from decimal import Decimal

import pytest

from graph.extraction.entries import Findings
from graph.extraction.verdict import read_verdict


@pytest.mark.parametrize(
    ("sentence", "value", "best"),
    [
        ("It is long. My score: 3 out of 5.", "3", "5"),
        ("I give it 3.5 out of 5 stars.", "3.5", "5"),
        ("I’d give this film an 8/10 on a good day.", "8", "10"),
        ("In the end, final verdict: ★★★½", "3.5", "5"),
        ("We gave it a B+ back then.", "B+", ""),
        ("Es larga. Nota: 8/10.", "8", "10"),
        ("Le doy un 7 de 10.", "7", "10"),
        ("É longo. Nota: 4/5.", "4", "5"),
        ("Ma note : 7/10.", "7", "10"),
        ("Wertung: 8 von 10.", "8", "10"),
        ("Voto: 6/10.", "6", "10"),
        ("My rating: ★★½ out of ★★★★", "2.5", "4"),
        ("My rating: ★★ 1/2", "2.5", "5"),
        ("My rating: ★★★ of 4.", "3", "4"),
        ("My rating: ⭐️⭐️⭐️", "3", "5"),
        ("My rating: ★★½ out of this world.", "", ""),
        ("I give it 3.5 stars (out of four).", "3.5", "4"),
        ("I give it seven, no, 7 out of ten. My score: 7 out of ten.", "7", "10"),
        ("My rating: ★★★ out of this world.", "", ""),
        ("My rating: 3 stars out of sympathy.", "", ""),
        ("I give it 4 of 10 times.", "", ""),
        ("It has an IMDb rating: 7.9/10.", "", ""),
        ("The average score: 3/5.", "", ""),
        ("They won 3-2, and 9/10 of the crowd left.", "", ""),
        ("I give it 3/5. No, I give it 4/5.", "", ""),
        ("She gives him 2/3 of the cake.", "", ""),
    ],
)
def test_verdicts(tell, sentence, value, best):
    ratings = tell(sentence, {"film": "Silence"}).review("reviewRating")
    if not value:
        assert ratings == []
    elif best:
        assert [(r.value, r.best) for r in ratings] == [(Decimal(value), Decimal(best))]
    else:
        assert [r.text for r in ratings] == [value]


def test_a_key_comes_before_the_words(tell):
    told = tell("I give it 3/5.", {"film": "Silence", "rating": "4/5"})
    assert [r.value for r in told.review("reviewRating")] == [Decimal(4)]


@pytest.mark.parametrize("text", ["I give it " * 20_000, "nota: " * 30_000, "8/10 " * 40_000])
def test_hostile_verdicts_take_no_longer_than_their_length(text):
    findings = Findings()
    read_verdict(text, findings)
    assert findings.review == []
