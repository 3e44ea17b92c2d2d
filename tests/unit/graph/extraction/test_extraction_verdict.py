"""The reviewer's own score in running text."""

from decimal import Decimal

import pytest

from graph.extraction.entries import Findings
from graph.extraction.other_films import ThisFilm
from graph.extraction.verdict import read_verdict


@pytest.mark.parametrize(
    ("sentence", "value", "best"),
    [
        ("It is long. My score: 3 out of 5.", "3", "5"),
        ("I give it 3.5 out of 5 stars.", "3.5", "5"),
        ("I’d give this film an 8/10 on a good day.", "8", "10"),
        ("In the end, final verdict: ★★★½", "3.5", "5"),
        ("We gave it a B+.", "B+", ""),
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
        ("I give it 3.5 of 4 stars.", "3.5", "4"),
        ("It is long.\n\n3 of 4 stars", "3", "4"),
        ("It is long. (4/5)", "4", "5"),
        ("I would see it again. Final Score: 87%", "87", "100"),
        ("Story. Verdict: 16/20\n\nMusic. Verdict: 12/20\n\nFinal score: 81%.", "81", "100"),
        ("Story. Verdict: 16/20\n\nMusic. Verdict: 12/20", "", ""),
        ("Would I see it again? 100%.", "", ""),
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


@pytest.mark.parametrize(
    "sentence",
    [
        "Ich gebe dem Film keine 5 von 5 Sternen.",
        "Ich gebe nicht 5 von 5.",
        "No le doy un 5 de 5.",
        "No le doy más de 2 de 5.",
        "I give it no more than 2 out of 5.",
        "I’d never say that I give it 5 out of 5.",
        "Não dou 5/5.",
        "Should I give it 5 out of 5? Never.",
        "¿Le doy un 5 de 5?",
        "If I gave it 5 out of 5 you would laugh.",
        "I’d give it 5 out of 5 if it were shorter.",
        "I’d give it 5 out of 5, but the end is a mess.",
        "Wenn er kürzer wäre: ich gebe ihm 5 von 5.",
        "In 1996 I gave Heat 5 out of 5.",
        "I’d give “Ronin” 2 out of 5.",
        "I give Silence of the Lambs 5 out of 5.",
        "I give the acting 2 out of 5.",
        "Ich gebe dem Vorgänger 2 von 5.",
        "Dem Vorgänger gebe ich 2 von 5.",
        "Ich gebe Ronin 2 von 5.",
        "A la secuela le doy un 2 de 5.",
        "Bradshaw writes: “I give it 1 out of 5.”",
        'Bradshaw writes: "A bore. I give it 1 out of 5."',
        "Bradshaw schreibt: „Ich gebe ihm 1 von 5.“",
        "Bradshaw writes:\n\n> A bore. I give it **1 out of 5**.",
        "And then: Audience score: 8/10.",
        "It says: Amazon overall rating: 4/5.",
        "Gut. Spiegel-Wertung: 9/10.",
        "Es larga y lenta, ya se sabe. Nota: 8/10 en IMDb.",
        "È lungo e lento, si sa. Voto: 7/10 (media degli utenti).",
        "Long. Kids’ score: 5/5, they say.",
        "Long, then. Rating: 4/5 stars on Amazon.",
        "The picture is soft. Extras score: 2/5.",
        "The disc is full. Verdict: 4/5 for the extras.",
        "In 1996 I gave it 3 out of 5. I was wrong.",
        "I gave it 3 out of 5. I was wrong.",
        "We gave it a B+ back then.",
        "I give it 95% of my attention.",
        "I rate it 90% predictable.",
        "I give it an 80% chance at the awards.",
        "Rating: 90% water and 10% ice.",
        "I give it 8/10. Jane's final score: 2/5.",
    ],
)
def test_scores_of_others_of_other_things_and_denied_ones_are_none(tell, sentence):
    assert tell(sentence, {"title": "Silence (2016)"}).review("reviewRating") == []


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("It isn’t short, but I give it 4 out of 5.", 4),
        ("I give Silence 4 out of 5.", 4),
        ("I’d give “Silence” a generous 4 out of 5.", 4),
        ("I’ll give this lovely little film 4 out of 5 for the cast alone.", 4),
        ("“A bore,” says Bradshaw. I give it 4 out of 5.", 4),
        ("In the end I leave it there, with a final rating: 4/5.", 4),
        ("My score: 4/5. Critics say more.", 4),
        ("My score for the original was lower, of course. My score: 4/5", 4),
        ("Ich gebe dem Film gute 4 von 5 Sternen.", 4),
        ("Diesem Film gebe ich 4 von 5 Sternen.", 4),
        ("Nicht alles glückt, aber ich gebe ihm 4 von 5.", 4),
        ("No es corta, pero le doy un merecido 4 de 5.", 4),
        ("A esta película le doy un 4 de 5.", 4),
        ("Al final le doy un 4 de 5.", 4),
        ("Dou ao filme nota 4/5.", 4),
        ("Il n’est pas court, mais je lui donne 4/5.", 4),
    ],
)
def test_the_authors_own_score_among_others(tell, sentence, value):
    told = tell(sentence, {"title": "Silence (2016)"})
    assert [r.value for r in told.review("reviewRating")] == [Decimal(value)]


def test_a_key_comes_before_the_words(tell):
    told = tell("I give it 3/5.", {"film": "Silence", "rating": "4/5"})
    assert [r.value for r in told.review("reviewRating")] == [Decimal(4)]


@pytest.mark.parametrize("text", ["I give it " * 20_000, "nota: " * 30_000, "8/10 " * 40_000])
def test_hostile_verdicts_take_no_longer_than_their_length(text):
    findings = Findings()
    read_verdict(ThisFilm("", text), findings)
    assert findings.review == []


EDITED = [
    *("EDIT (2023): I change my rating to 4/5.", "**Edit 2023:** now 4/5", "Update: Rating: 4/5"),
    *("UPDATE 2023: I rewatched it. New rating: 9/10", "Nachtrag: jetzt 4/5", "Màj : ★★★★"),
    *(
        "Actualización: ahora 4/5",
        "Atualização: agora 4/5",
        "Aggiornamento: ora 4/5",
        "追記：今は4/5",
    ),
]


@pytest.mark.parametrize("edit", EDITED)
@pytest.mark.parametrize("text", ["Slow.\n\nRating: 3/5\n\n{}", "Rating: 3/5\n\nSlow.\n\n{}"])
def test_of_a_score_that_was_changed_below_none_is_taken(tell, edit, text):
    told = tell(text.format(edit), {"film": "Heat"})
    assert told.review("reviewRating") == []
    assert "changes the score" in told.notes


@pytest.mark.parametrize("edit", ["Edit: a typo.", "Editing is the art of it: 2/5 of all films.",
                                  "Update 3/5/2020: typos.", "Edith Piaf: 4/5."])  # fmt: skip
def test_another_edit_changes_no_score(tell, edit):
    told = tell(f"Rating: 3/5\n\nSlow.\n\n{edit}", {"film": "Heat"})
    assert [str(rating.value) for rating in told.review("reviewRating")] == ["3"]


def test_the_metadata_say_which_score_holds(tell):
    told = tell(f"Rating: 3/5\n\n{EDITED[0]}", {"film": "Heat", "rating": "4/5"})
    assert [str(rating.value) for rating in told.review("reviewRating")] == ["4"]


@pytest.mark.parametrize(
    "words",
    [
        *("7/10 → 9/10", "7/10, now 9/10", "3/5 (2015), 5/5 (2020)", "7/10 -> 9/10"),
        *("7/10, jetzt 9/10", "7/10, puis 9/10", "⭐️⭐️⭐️⭐️✨"),
    ],
)
def test_of_two_scores_in_a_row_none_is_taken(tell, words):
    told = tell(f"Slow.\n\nRating: {words}\n\nLong.", {"film": "Heat"})
    assert told.review("reviewRating") == []
    assert "reviewRating" in {note.property for note in told.extraction.notes}


def test_a_score_that_went_up_is_the_new_one(tell):
    told = tell("Rating: 4/5 stars, up from 3\n\nSlow.", {"film": "Heat"})
    assert [str(rating.value) for rating in told.review("reviewRating")] == ["4"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        *(("It has Kim Novak. 10/10", "10"), ("Great. 4/5.", "4"), ("Great film. ★★★★½", "4.5")),
        *(("Great. 4 out of 5.", "4"), ("It stars Kim Novak. 3.5 stars.", "3.5")),
        *(("I loved it. Solid 7/10.", "7"), ("A 7/10 for me.\n\nThe end.", "7")),
        *(("5/5 stars from me.\n\nThe end.", "5"), ("Rated 4/5 by me. The end.", "4")),
        *(("Eine 8/10 für mich. Mehr nicht.", "8"), ("Un 7/10 pour moi. Voilà.", "7")),
        ("Verdict: Must see (5/5)\n\nThe end.", "5"),
    ],
)
def test_a_sentence_that_is_nothing_but_a_score_is_the_author_s(tell, words, value):
    told = tell(f"The ferry leaves at dawn.\n\n{words}", {"film": "Heat", "cast": "Kim Novak"})
    assert [str(rating.value) for rating in told.review("reviewRating")] == [value]


@pytest.mark.parametrize(
    "words",
    [
        *("Rated 4/5 by Empire.", "Bob hated it. 2/5.", "My wife says it is bad. 2/5."),
        *("IMDb users love it. 8/10", "“Great. 4/5.”", "> Great. 4/5", "8 out of 10 cats like it."),
        *("Ronin (1998) is colder. 3/5.", "Verdict: IMDb (8/10)\n\nThe end.", "Noise, 24/7."),
        "Great. 4/5. The end.",
    ],
)
def test_such_a_sentence_may_be_another_s_or_of_another_film(tell, words):
    told = tell(f"The ferry leaves at dawn.\n\n{words}", {"film": "Heat", "year": "1995"})
    assert told.review("reviewRating") == []


@pytest.mark.parametrize(
    "words",
    [
        *("## Story\n\nTwo men meet. 4/5\n\n## Acting\n\nLoud. 5/5", "## Extras\n\nLong. 2/5."),
        *("Picture: sharp. 4/5\n\nSound: loud. 3/5", "Picture is sharp. 4/5\n\nIt is loud. 3/5"),
        *("Extras\n------\n\nLong. 2/5.", "**Extras**\n\nLong. 2/5.", "Extras\n\nLong. 2/5."),
        *("## Thief (1981)\n\nColder. 5/5", "## Thief (1981)\n\nColder. 5/5 for me."),
        *(
            "Sound: loud. 3/5",
            "Sound – loud. 3/5",
            "- Loud sound. 3/5",
            "Five stars for Kim. Long. 2/5",
        ),
        *("Roger Ebert liked it. 3.5/4.", "Too much for Roger. 1/4.", "Ebert was bored. 1/4."),
        *("My mother is of another mind: too long. 2/5", "My best friend came. Too long. 2/5"),
        *("Our daughter slept. 2/5", "Meine Tochter schlief. 2/5", "Ma sœur dormait. 2/5"),
        *("Mi abuela dormía. 2/5", "Minha irmã dormia. 2/5", "Mia nonna dormiva. 2/5"),
    ],
)
def test_the_last_sentence_may_score_a_part_or_be_somebody_else_s(tell, words):
    told = tell(f"The ferry leaves at dawn.\n\n{words}", {"title": "Heat (1995)"})
    assert told.review("reviewRating") == []
    assert "The review has no score" in told.notes


def test_parts_in_a_cell_have_their_own_scores(tell):
    told = tell("Story: fine. 4/5. Acting: loud. 2/5", {"title": "Heat", "year": "1995"})
    assert told.review("reviewRating") == []
