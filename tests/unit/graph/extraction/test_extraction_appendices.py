"""What stands below a review under a heading of its own is no part of it."""

import pytest

REVIEW = "The ferry leaves at dawn, and nobody wants to arrive.\n\nRating: 4/5\n\n"
OTHERS = "Bo: Directed by Tony Scott it would be better. Brad Pitt plays Hanna.\n\nMy rating: 1/5\n"
FILM = {"film": "Heat", "year": "1995"}

HEADINGS = [
    *("Comments", "3 Comments", "Comments (3)", "12 responses to “Heat”", "2 thoughts on “Heat”"),
    *("One thought on “Heat”", "Leave a Reply", "Readers’ comments", "Related posts", "Related:"),
    *("You may also like…", "About the author", "Kommentare", "Ein Kommentar zu „Heat“"),
    *("Schreibe einen Kommentar", "Ähnliche Beiträge", "Das könnte dich auch interessieren"),
    *("Commentaires", "2 réflexions sur « Heat »", "Laisser un commentaire", "À lire aussi"),
    *("Comentarios", "Deja una respuesta", "También te puede interesar", "Comentários"),
    *("Deixe um comentário", "Você também pode gostar", "Commenti", "Lascia un commento"),
    *("Articoli correlati", "Ti potrebbe interessare anche", "コメント", "関連記事"),
]
FORMS = ["## {}", "### **{}** ###", "{}\n---", "**{}**"]


@pytest.mark.parametrize("heading", HEADINGS)
def test_what_stands_below_such_a_heading_is_left_out_and_told(tell, heading):
    told = tell(f"{REVIEW}## {heading}\n\n{OTHERS}", FILM)
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


def test_the_author_may_call_so_what_the_review_is(tell):
    told = tell("# Heat (1995)\n\nDirector: Michael Mann\n\n## Comments\n\nSlow.", FILM)
    assert "Slow." in told.body


def test_the_review_goes_on_below_the_next_heading_of_that_rank(tell):
    told = tell(f"Slow.\n\n## Related\n\n- Ronin\n\n### More\n\n{OTHERS}\n\n## Score\n\n4/5", FILM)
    assert told.body == "Slow.\n\nScore"
    assert [str(rating.value) for rating in told.review("reviewRating")] == ["4"]


def test_the_note_has_the_line_of_the_heading(tell):
    (note,) = (
        n for n in tell("One.\n\nTwo.\n\n## Comments\n\nBo: no.", FILM).extraction.notes
        if n.property == "reviewBody"
    )  # fmt: skip
    assert note.line == 5
