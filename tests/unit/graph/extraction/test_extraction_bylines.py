"""Lines that are nothing but a byline."""

import pytest

TEXT = "The ferry leaves at dawn, and nobody wants to arrive.\n\nIt is cold."
FILM = {"film": "The Ferry"}


def written(told):
    return [person.name for person in told.review("author")], [
        str(date) for date in told.review("datePublished")
    ]


@pytest.mark.parametrize(
    ("line", "name", "day"),
    [
        ("Posted by Lena Hart on 12 October 2018", "Lena Hart", "2018-10-12"),
        ("October 12, 2018 by Lena Hart", "Lena Hart", "2018-10-12"),
        ("Posted on March 4, 2020 by Ann Lee", "Ann Lee", "2020-03-04"),
        ("*by Ann Lee · May 3, 2020 · 5 min read*", "Ann Lee", "2020-05-03"),
        ("Written by Ann Lee, May 3, 2020", "Ann Lee", "2020-05-03"),
        ("Posted by: Ann Lee", "Ann Lee", ""),
        ("Kritik von Hans Meier, 13.4.2020", "Hans Meier", "2020-04-13"),
        ("Von Hans Meier am 3. April 2020", "Hans Meier", "2020-04-03"),
        ("Critique de Marie Dupont publiée le 14 juillet 2020", "Marie Dupont", "2020-07-14"),
        ("Recensione di Marco Rossi del 14/11/2019", "Marco Rossi", "2019-11-14"),
        ("Pubblicato da Marco Rossi il 12 novembre 2019", "Marco Rossi", "2019-11-12"),
        ("Reseña de Ana López, 3 de mayo de 2020", "Ana López", "2020-05-03"),
        ("Publicado por João Silva em 12 de maio de 2019", "João Silva", "2019-05-12"),
        ("By Ann Lee\n\nMay 3, 2020", "Ann Lee", "2020-05-03"),
        ("Posted by Ann Lee\nPublished on May 3, 2020", "Ann Lee", "2020-05-03"),
    ],
)
def test_a_byline_above_the_text_says_who_wrote_it_and_when(tell, line, name, day):
    told = tell(f"{line}\n\n{TEXT}", FILM)
    assert written(told) == ([name], [day] if day else [])
    assert told.body == TEXT


@pytest.mark.parametrize("end", ["— Lena Hart, 12 October 2018", "– Lena Hart (12 October 2018)"])
def test_a_signature_below_the_text(tell, end):
    told = tell(f"{TEXT}\n\n{end}", FILM)
    assert written(told) == (["Lena Hart"], ["2018-10-12"])
    assert told.body == TEXT


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Written by Eric Roth",
            "Geschrieben von Eric Roth",
            "Posted by admin",
            "Posted by Staff",
        ),
        *("— Lena Hart", "12 October 2018", "By the river we wait", "Kritik von gestern"),
        "October 12, 2018 by the sea",
    ],
)
def test_what_is_no_byline_for_certain_stays_in_the_text(tell, line):
    told = tell(f"{line}\n\n{TEXT}", FILM)
    assert written(told) == ([], [])
    assert line in told.body


@pytest.mark.parametrize(
    "line", ["Recensione di Donnie Darko", "Critique de Donnie Darko, 3 mai 2020"]
)
def test_the_film_does_not_write_its_review(tell, line):
    for keys in ({"title": "Donnie Darko (2001)"}, {"film": "Donnie Darko"}, {}):
        head = "" if keys else "# Donnie Darko (2001)\n\n"
        told = tell(f"{head}{line}\n\n{TEXT}", keys, "markdown")
        assert told.review("author") == []
