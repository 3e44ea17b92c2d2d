"""Spoilers: the words that warn of them, the ways in which they are marked, and the one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.values.spoiler_marks import marked, tags_marked
from graph.values.spoiler_words import answer, is_end, is_warning
from graph.values.spoilers import CLOSE, LEFT_OUT, OPEN, normal, pieces, shown
from graph.values.titles import split_title_year

WARNINGS = """
Spoiler alert!
(Spoilers ahead)
**SPOILERS**
WARNING: SPOILERS
Warning: contains spoilers
This review may contain spoilers.
⚠️ Spoilers below ⚠️
Spoilers ahead, do not read if you have not seen the film
Beware: full spoilers for the ending
spoiler review
Achtung, Spoiler!
Vorsicht: Spoiler
Spoilerwarnung
Ab hier Spoiler!
Diese Kritik enthält Spoiler.
Es folgen Spoiler
Attention spoilers
Attention : cette critique contient des spoilers
Alerte spoiler
Attention, spoils
spoils
Je vais vous spoiler un peu !
¡Atención, spoilers!
Esta reseña contiene spoilers
A partir de aquí hay spoilers
Attenzione: contiene spoiler!
Allerta spoiler
Atenção: spoilers!
Esta crítica contém spoilers.
Let op: spoilers!
ネタバレ注意
【ネタバレあり】
"""

NO_WARNINGS = """
spoiler-free review
Spoiler Free
no spoilers
No spoilers ahead
No major spoilers
Without spoilers
Non-spoiler review
This review contains no spoilers
This review does not contain spoilers
Free of spoilers
Spoilers? No.
Is this a spoiler?
ohne Spoiler
Spoilerfrei
Diese Kritik enthält keine Spoiler
Garanti sans spoilers
Cette critique ne contient pas de spoilers
Sin spoilers
No contiene spoilers
Non contiene spoiler
senza spoiler
Crítica sem spoilers
Não contém spoilers
ネタバレなし
End of spoilers
Spoiler alert: it is dull
The Spoilers
The Spoilers (1942)
He spoils everything
It spoils everything.
Please do not spoil it
Je ne vous spoile pas
The rear spoiler of the car
Spoiled
"""


def lines(text: str) -> list[str]:
    return text.strip().split("\n")


@pytest.mark.parametrize("words", lines(WARNINGS))
def test_a_warning_is_one(words: str) -> None:
    assert is_warning(words)
    assert not is_end(words)


@pytest.mark.parametrize("words", lines(NO_WARNINGS))
def test_what_denies_them_or_says_more_is_no_warning(words: str) -> None:
    assert not is_warning(words)


@pytest.mark.parametrize(
    "words",
    ["End of spoilers", "*** END SPOILERS ***", "Ende der Spoiler", "Fin des spoilers",
     "Fin de los spoilers", "Fine spoiler", "Fim dos spoilers"],
)  # fmt: skip
def test_where_they_end(words: str) -> None:
    assert is_end(words)


@pytest.mark.parametrize(
    ("words", "said"),
    [("yes", True), ("Major", True), ("contains spoilers", True), ("no", False), ("0", False),
     ("spoiler-free", False), ("keine", False), ("The butler did it", None),
     ("0.0", False), ("No, none at all", False), ("ohne", False), ("n/a", None)],
)  # fmt: skip
def test_what_stands_under_a_key(words: str, said: bool | None) -> None:
    assert answer(words) is said


@pytest.mark.parametrize(
    "text",
    [
        "He [spoiler]dies[/spoiler].",
        "He [SPOILER]dies[/SPOILER].",
        "He [spoiler=the end]dies[/spoiler].",
        'He [su_spoiler title="The end" open="no"]dies[/su_spoiler].',
        "He {{< spoiler >}}dies{{< /spoiler >}}.",
        "He {% spoiler %}dies{% endspoiler %}.",
        "He ||dies||.",
        "He >!dies!<.",
        "He &gt;!dies!&lt;.",
        r"He \[spoiler\]dies\[/spoiler\].",
    ],
)
def test_spans_in_text(text: str) -> None:
    assert marked(text) == "He [spoiler]dies[/spoiler]."


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (">! He dies.\n>! Twice.\n\nSlow.", "[spoiler]He dies.\nTwice.[/spoiler]\n\nSlow."),
        ("> [!spoiler]- End\n> He dies.\n\nSlow.", "[spoiler]End\nHe dies.[/spoiler]\n\nSlow."),
        ("::: spoiler\nHe dies.\n:::\nSlow.", "[spoiler]\nHe dies.\n[/spoiler]\nSlow."),
        (":::spoiler\nHe dies.", "[spoiler]\nHe dies.[/spoiler]"),
        (">!He dies.\nTwice.!<\nSlow.", "[spoiler]He dies.\nTwice.[/spoiler]\nSlow."),
        ("||He dies.\n\nTwice.||\n\nSlow.", "[spoiler]He dies.\n\nTwice.[/spoiler]\n\nSlow."),
        ("Here >!he dies\n\nSlow.", "Here [spoiler]he dies[/spoiler]\n\nSlow."),
    ],
)
def test_blocks_in_text(text: str, lines: str) -> None:
    assert marked(text) == lines
    assert text.count("\n") == lines.count("\n")  # each line stays where it is


@pytest.mark.parametrize(
    "text",
    [
        "One || two || three",
        "Heat||Review||x",
        "| a || b |\n|---|---|\n| c | d |",
        "Either ||this.\n\nOr that|| or none.",
        "<b>!wow!</b>",
        "Skip to the [spoilers](#spoilers).",
        "It has [spoiler alert] and [no-spoilers] in brackets.",
        "Nothing of it.",
    ],
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert marked(text) == text


@pytest.mark.parametrize(
    "element",
    [
        "<Spoiler>{}</Spoiler>",
        "<tg-spoiler>{}</tg-spoiler>",
        "<span class='p-spoiler'>{}</span>",
        '<span className="md-spoiler-text">{}</span>',
        '<p class="note spoiler">{}</p>',
        "<span data-spoiler>{}</span>",
    ],
)
def test_elements_that_hide(element: str) -> None:
    assert tags_marked(element.format("He dies.")) == element.format(f"{OPEN}He dies.{CLOSE}")


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='spoiler-free'>a</div>",
        "<span class='spoiler-warning'>Spoilers</span>",
        "<article class='post tag-spoilers'>a</article>",
        "<body class='no-spoilers'>a</body>",
        "<details><summary>Spoiler-free notes</summary>a</details>",
        "<script>'<div class=\"spoiler\">'</script>a",
        "<!-- <div class='spoiler'> -->a",
    ],
)
def test_elements_that_do_not(markup: str) -> None:
    assert OPEN not in tags_marked(markup)


def test_what_is_nested_and_what_has_no_end() -> None:
    assert normal("a [spoiler]b [spoiler]c[/spoiler] d[/spoiler] e") == (
        "a [spoiler]b c d[/spoiler] e"
    )
    assert shown(normal("One. [spoiler]Two.")) == f"One. {LEFT_OUT}"
    assert shown(normal("One.[/spoiler] Two.")) == f"{LEFT_OUT} Two."
    assert normal("[spoiler]Show spoilers\n\nHe dies.[/spoiler]") == "[spoiler]He dies.[/spoiler]"
    assert normal("a [spoiler] [/spoiler]b") == "a  b"


@given(st.lists(st.sampled_from([OPEN, CLOSE, "a ", "b\n\n", "c"]), max_size=12).map("".join))
def test_the_one_form_stays_and_hides_the_same(text: str) -> None:
    written = normal(text)
    assert normal(written) == written
    assert written.count(OPEN) == written.count(CLOSE)
    assert hidden(written) == hidden(text)


def hidden(text: str) -> str:
    words = "".join(words for words, hides in pieces(text) if hides)
    return "".join(words.split())


@pytest.mark.parametrize("title", ["Heat (1995) [SPOILERS]", "Heat (Spoiler Review) (1995)"])
def test_a_title_is_read_without_its_warning(title: str) -> None:
    assert split_title_year(title) == ("Heat", 1995)
    assert split_title_year("Spoiler Alert (2022)") == ("Spoiler Alert", 2022)


@pytest.mark.parametrize(
    "text",
    [">!" * 200_000, "a ||b " * 100_000, "[spoiler" * 50_000, "<div class='spoiler'>" * 20_000,
     "<!-- spoiler" * 50_000, "::: spoiler\n" * 50_000, ">! spoiler\n" * 50_000,
     "<script>spoiler" * 30_000, "<details><summary>spoiler" * 20_000],
)  # fmt: skip
def test_texts_full_of_what_never_ends(text: str) -> None:
    written = normal(marked(text))
    assert written.count(OPEN) == written.count(CLOSE)
