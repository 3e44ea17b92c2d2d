"""The tables [[read]]: what they hold, and a sentence for everything that is wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from graph.errors import SettingsError
from graph.extraction.corrections import Correction
from graph.extraction.keys import Key
from server.config import FILE, load


def written(tmp_path: Path, text: str) -> tuple[Correction, ...]:
    (tmp_path / FILE).write_text(text, "utf-8")
    return load(tmp_path, {}, {}).corrections


def test_everything_that_a_table_may_hold(tmp_path: Path) -> None:
    text = """
        port = 8001
        [[read]]
        files = "blog/**/*.md"
        keys = { "Estrellas" = "rating", "visto" = "ignore", "dirige" = "Directed by" }
        author = "Ann Lee"
        publisher = "The Late Show"
        language = "es"
        rating_best = 10
        rating_worst = 0.5
        [[read]]
        files = "music/**"
        skip = true
        [[read]]
        include = ["deleted", "orphaned"]
    """
    first, second, third = written(tmp_path, text)
    keys = {"estrellas": Key.RATING, "visto": Key.IGNORED, "dirige": Key.DIRECTOR}
    assert first == Correction(
        "blog/**/*.md", keys, "Ann Lee", "The Late Show", "es", Decimal(10), Decimal("0.5")
    )
    assert second == Correction("music/**", skip=True)
    assert third == Correction(include=("deleted", "orphaned"))
    assert written(tmp_path, "port = 8001") == ()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("file = 'a'", "There is no “file” .*did you mean “files”"),
        ("zzz = 'a'", "There is no “zzz” .*there are files, keys"),
        ("files = 1", "“files” .* must be text in quotes"),
        ("keys = 'rating'", "“keys” .* must be a table such as"),
        ("keys = { a = 'ratting' }", "“keys” .* “ratting”; did you mean “rating”"),
        ("keys = { a = 5 }", "“keys” .* must be text in quotes"),
        ("rating_best = 'ten'", "must be a number, not “ten”"),
        ("rating_best = '1_000'", "must be a number, not “1_000”"),
        ("rating_best = true", "must be a number"),
        ("rating_best = nan", "must be a number"),
        ("skip = 'yes'", "must be true or false"),
        ("language = 'Elvish'", "must be a language"),
        ("include = ['likes']", "may hold “deleted” and “orphaned”, not “likes”"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, line: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence) as caught:
        written(tmp_path, f"[[read]]\nskip = true\n[[read]]\n{line}\n")
    assert "[[read]] 2" in str(caught.value)
    assert FILE in str(caught.value)


@pytest.mark.parametrize("text", ["read = 1", "[read]\nskip = true", "read = [1]"])
def test_no_tables_at_all(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match=r"each under a line \[\[read\]\]"):
        written(tmp_path, text)
