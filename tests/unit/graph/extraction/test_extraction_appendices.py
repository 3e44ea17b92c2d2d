"""What stands below a review under a heading of its own is no part of it."""

import pytest

REVIEW = "The ferry leaves at dawn, and nobody wants to arrive.\n\nRating: 4/5\n\n"
OTHERS = (
    "Bob: Directed by Tony Scott it would be better. Brad Pitt plays Hanna.\n\nMy rating: 1/5\n"
)
TITLES = "- [Ronin, which is directed by Tony Scott](/ronin)\n- Thief (1981)\n"
ABOUT = "Ann Lee is directed by Tony Scott. Brad Pitt plays Hanna.\n"
FILM = {"film": "Heat", "year": "1995", "author": "Ann Lee"}

HEADINGS = [
    *("Comments", "3 Comments", "Comments (3)", "12 responses to “Heat”", "2 thoughts on “Heat”"),
    *("One thought on “Heat”", "Leave a Reply", "Readers’ comments"),
    *("Kommentare", "Ein Kommentar zu „Heat“", "Schreibe einen Kommentar"),
    *("Commentaires", "2 réflexions sur « Heat »", "Laisser un commentaire"),
    *("Comentarios", "Deja una respuesta", "Comentários", "Deixe um comentário"),
    *("Commenti", "Lascia un commento", "コメント"),
]
ELSEWHERE = [
    *("Related posts", "Related:", "You may also like…", "Ähnliche Beiträge", "À lire aussi"),
    *("Das könnte dich auch interessieren", "También te puede interesar", "関連記事"),
    *("Você também pode gostar", "Articoli correlati", "Ti potrebbe interessare anche"),
]
BELOW = [
    *((heading, OTHERS) for heading in HEADINGS),
    *((heading, TITLES) for heading in ELSEWHERE),
    ("About the author", ABOUT),
]
FORMS = ["## {}", "### **{}** ###", "{}\n---", "**{}**"]


@pytest.mark.parametrize(("heading", "below"), BELOW)
def test_what_stands_below_such_a_heading_is_left_out_and_told(tell, heading, below):
    told = tell(f"{REVIEW}## {heading}\n\n{below}", FILM)
    assert told.body == REVIEW.partition("\n")[0]
    assert [str(rating.value) for rating in told.review("reviewRating")] == ["4"]
    assert told.movie("director") == told.movie("actor") == []
    assert f"“{heading}” was left out" in told.notes


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("format", ["markdown", "html", "feed"])
def test_however_the_heading_is_written(tell, form, format):
    told = tell(f"{REVIEW}{form.format('Comments')}\n\n{OTHERS}", FILM, format=format)
    assert told.movie("actor") == []
    assert told.body == REVIEW.partition("\n")[0]


@pytest.mark.parametrize(
    "heading", ["Comments on the plot", "Comment", "My comments", "Related themes", "Mi piace"]
)
def test_other_headings_are_the_review_s_own(tell, heading):
    assert "Slow." in tell(f"{REVIEW}## {heading}\n\nSlow.", FILM).body


PROSE = "I like how the city is lit, and the sea behind it."


@pytest.mark.parametrize("heading", [heading for heading, _ in BELOW])
def test_the_author_s_own_words_stay_below_any_heading(tell, heading):
    assert PROSE in tell(f"{REVIEW}## {heading}\n\n{PROSE}\n\n## Verdict\n\nSee it.", FILM).body


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Comments",
            "Commentaires",
            "Comentarios",
            "Commenti",
            "コメント",
            "Responses",
            "Related",
        ),
        *("3 thoughts on the ending", "Drei Gedanken zu diesem Film", "See also", "About me"),
        *("Trois réflexions sur le film", "More reviews of heist films will follow"),
        *("About the author", "3 comments on the ending"),
    ],
)
@pytest.mark.parametrize("below", [PROSE, f"### Light\n\n{PROSE}", f"- {PROSE}\n- Slow."])
def test_the_author_s_own_words_stay_at_the_end_too(tell, heading, below):
    assert PROSE in tell(f"{REVIEW}## {heading}\n\n{below}\n", FILM).body


@pytest.mark.parametrize(
    "below",
    [
        *("**Bob**, 3 May 2020\n\nSlow.", "- moe22: Slow.\n- Bob: No."),
        *("### Bob\n\nSlow.", "Moe Doe says:\n\nSlow.", "> Ann (2020-05-03 at 10:15): Slow."),
        *("Moe schrieb am 3. Mai 2020:\n\nSlow.", "Moe a écrit : Slow.", "Bob\n\nSlow."),
        "Bob: Slow.\n\n## Related\n\n- [Ronin](/ronin)\n\n## Leave a comment",
    ],
)
def test_remarks_of_others(tell, below):
    told = tell(f"{REVIEW}## Comments\n\n{below}\n", FILM)
    assert told.body == REVIEW.partition("\n")[0]


def test_who_wrote_a_page_is_told_below_it(tell):
    text = f"{REVIEW}## About the author\n\nShe lives in Rome.\n"
    assert "Rome" not in tell(text, FILM, format="html").body
    assert "Rome" in tell(text, FILM).body


def test_the_author_may_call_so_what_the_review_is(tell):
    told = tell("# Heat (1995)\n\nDirector: Michael Mann\n\n## Comments\n\nSlow.", FILM)
    assert "Slow." in told.body


def test_the_review_goes_on_below_the_next_heading_of_that_rank(tell):
    told = tell(f"Slow.\n\n## Related\n\n- Ronin\n\n### More\n\n{TITLES}\n\n## Score\n\n4/5", FILM)
    assert told.body == "Slow.\n\nScore"
    assert [str(rating.value) for rating in told.review("reviewRating")] == ["4"]


def test_the_note_has_the_line_of_the_heading(tell):
    (note,) = (
        n for n in tell("One.\n\nTwo.\n\n## Comments\n\nBob: no.", FILM).extraction.notes
        if n.property == "reviewBody"
    )  # fmt: skip
    assert note.line == 5
