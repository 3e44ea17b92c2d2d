from contextlib import suppress
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.documents import read
from graph.documents.front_matter import read_yaml
from graph.errors import UnreadableError
from graph.records import Document, Unreadable


def text_of(words: str) -> bytes:
    return dedent(words).lstrip("\n").encode()


def test_front_matter_body_and_lines(read_bytes):
    (document,) = read_bytes(
        text_of("""
            ---
            title: "Heat"
            # a comment
            director:
              - Michael Mann
            ---

            # Heat

            A film.
            ---
            Not a key: this.

            """),
        "heat.md",
    )
    assert isinstance(document, Document)
    assert document.format == "markdown"
    assert document.metadata == {"title": "Heat", "director": ["Michael Mann"]}
    assert document.lines == {"title": 2, "director": 4}
    assert document.text == "# Heat\n\nA film.\n---\nNot a key: this."
    assert document.first_line == 8
    assert document.because == (
        "Markdown with YAML front matter: the file ends in .md and starts with “---”."
    )


def test_markdown_without_front_matter(read_bytes):
    (document,) = read_bytes(b"# Heat\n\nA film.\n\n---\n\nThe end.", "heat.md")
    assert document.metadata == {}
    assert document.text == "# Heat\n\nA film.\n\n---\n\nThe end."
    assert document.because.startswith("Markdown without front matter")


def test_front_matter_after_a_mark_and_blank_lines(read_bytes):
    (document,) = read_bytes(b"\xef\xbb\xbf\r\n\r\n---\r\ntitle: Heat\r\n---\r\nA film.", "heat.md")
    assert document.lines == {"title": 4}
    assert (document.text, document.first_line) == ("A film.", 6)


@pytest.mark.parametrize("body", ["", "\n", "\n\n"])
def test_front_matter_alone_is_a_document(read_bytes, body):
    (document,) = read_bytes(f"---\ntitle: Heat\n---{body}".encode(), "heat.md")
    assert (document.metadata, document.text) == ({"title": "Heat"}, "")


def test_empty_front_matter_has_no_keys(read_bytes):
    (document,) = read_bytes(b"---\n---\nA film.", "heat.md")
    assert (document.metadata, document.text) == ({}, "A film.")


@pytest.mark.parametrize(
    "words",
    [
        "300", "1917", "No", "Yes", "on", "12:30", "1:35:20", "2012-02-30", "2012-13-45",
        "2012-01-23", "2012-01-23T10:00:00Z", "3.50", "0x1F", "010", "1e3", ".inf", "Null", "True",
        "1_000", "=", "<<",
    ],
)  # fmt: skip
def test_every_scalar_keeps_its_wording(words):
    assert read_yaml(f"title: {words}\n", 1).values == {"title": words}
    assert read_yaml(f"title: [{words}]\n", 1).values == {"title": [words]}


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_empty(nothing):
    assert read_yaml(f"rating: {nothing}\n", 1).values == {"rating": ""}
    assert read_yaml("title: 'null'\n", 1).values == {"title": "null"}


def test_nested_keys_and_block_texts():
    values = read_yaml("film:\n  title: Heat\n  cast: [A, B]\nplot: |\n  One.\n  Two.\n", 1).values
    assert values == {"film": {"title": "Heat", "cast": ["A", "B"]}, "plot": "One.\nTwo.\n"}


@pytest.mark.parametrize(
    ("block", "place", "advice"),
    [
        ("title: Heat\nsub: Heat: A Film # old", "line 3", "colon into quotation marks"),
        ("rating: ****", "line 2", "begins with * or &"),
        ("rating: *four", "line 2", "begin with *"),
        ("base: &a {x: 1}\nmore: *a", "line 3", "begin with *"),
        ("<<: *defaults", "line 2", "begin with *"),
        ('a: b\ntitle: "Heat\nyear: 1995', "line 3", "quotation mark here is not closed"),
        ('title: "Heat" is good', "line 2", "quotation mark inside a value"),
        ("title: 'It's'", "line 2", "quotation mark inside a value"),
        ("\ttitle: Heat", "line 2", "not tabs"),
        ("title: @home", "line 2", "begins with % or @"),
        ("title: !bang", "line 2", "begin with !"),
        ("title: !!python/object:os.system x", "line 2", "begin with !"),
        ("tags: [a, b\nyear: 1995", "line 3", "bracket"),
        ("tags: - a", "line 2", "list on a line of its own"),
        ("title: Heat\nHeat", "line 4", "a key, a colon and a value"),
        ("title: Heat\nyear: 1995\ntitle: Heat", "line 4", "“title” is there twice"),
        ("- Heat\n- 1995", "line 2", "has no keys"),
        ("Heat", "line 2", "has no keys"),
        ("? [a, b]\n: c", "line 2", "where a key must be"),
        ('title: "\\0"', "line 2", "no text may hold"),
        ('title: "\\q"', "line 2", "single quotation marks"),
    ],
)
def test_bad_yaml_is_unreadable_with_line_and_advice(read_bytes, block, place, advice):
    (unreadable,) = read_bytes(f"---\n{block}\n---\nA film.".encode(), "heat.md")
    assert isinstance(unreadable, Unreadable)
    assert place in unreadable.reason
    assert advice in unreadable.reason


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"---\ntitle: Heat\n\nA film.", "begins in line 1 has no end"),
        (b"---\n" + b"a: " + b"b" * 300_000 + b"\n---\n", "longer than 256 kB"),
        (b"---\na: " + b"[" * 5000 + b"\n---\n", "nested more than 20 deep"),
        (b"---\na: " + b"{a: " * 5000 + b"\n---\n", "nested more than 20 deep"),
        (b"---\n" + b"- " * 5000 + b"\n---\n", "nested more than 20 deep"),
        (b"---\na: [" + b"b," * 20_000 + b"]\n---\n", "more than 10,000 values"),
        (b"---\na: \xc2\x80\n---\n", "does not allow"),
    ],
)
def test_a_fence_that_is_open_and_bombs(read_bytes, data, words):
    (unreadable,) = read_bytes(data, "heat.md")
    assert isinstance(unreadable, Unreadable)
    assert words in unreadable.reason


def test_a_billion_laughs_are_not_laughed(read_bytes):
    lines = ["a0: &a0 lol"] + [f"a{i}: &a{i} [{f'*a{i - 1},' * 10}]" for i in range(1, 30)]
    (unreadable,) = read_bytes(("---\n" + "\n".join(lines) + "\n---\n").encode(), "heat.md")
    assert "line 3" in unreadable.reason


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("-:[]{}\"'*&!|> \n"), max_size=60))
def test_every_block_is_keys_or_unreadable(block):
    with suppress(UnreadableError):
        values, lines = read_yaml(block, 1)
        assert set(values) == set(lines)


MDX = """import { Movie } from '../parts'
export const meta = {
  title: "The Quiet Ferry", // the film's
  rating: 4.5,
  cast: ['Max Roe', `Jo Vale`],
}

<Movie title="The Quiet Ferry" year={2014} score={'4/5'} />
<Chart title="Another" />

The ferry <Note kind="x">leaves</Note> at dawn.
"""


def test_what_mdx_states_in_modules_and_components(tmp_path):
    (tmp_path / "a.mdx").write_text(MDX)
    (document,) = read([tmp_path / "a.mdx"], tmp_path)
    assert document.metadata == {
        "title": "The Quiet Ferry",
        "rating": "4.5",
        "cast": ["Max Roe", "Jo Vale"],
        "movie": {"title": "The Quiet Ferry", "year": "2014", "score": "4/5"},
    }
    assert document.text == "The ferry leaves at dawn."
    assert document.first_line == 11


@pytest.mark.parametrize(
    "code", ["{ a: call() }", "{ a: [", "{" * 5_000, "{ a: 'b" * 5_000, "}", "[1, 2]"]
)
def test_what_is_no_literal_states_nothing(tmp_path, code):
    (tmp_path / "a.mdx").write_text(f"export const meta = {code}\n\nText.\n")
    (document,) = read([tmp_path / "a.mdx"], tmp_path)
    assert document.metadata == {}
