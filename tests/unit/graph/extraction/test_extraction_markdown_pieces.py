"""Markdown that is read piece by piece says what the whole of it says to CommonMark's parser."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extraction import markdown
from graph.extraction.markdown import to_text

MARKS = (
    *("a", "b c", "Heat", "1999.", "1. ", "- ", "+ ", "* ", "> ", "# ", "*", "**", "_", "`", "~~"),
    *("[x](y)", "![i](j)", "[", "]", "]: /u", "\\", "\\\n", "&amp;", "|", "| a | b |", "|---|---|"),
    *("===", "---", "***", ":", "<b>", "<div>", "```", "\n", "\n\n", "\n\n\n", "  \n", " ", "    "),
    *("\t", "\n    code\n", "\n      \n", "\u00a0", "\u2028", "{% x %}", "[[w|v]]"),
)


def whole(source: str) -> str:
    with patch.object(markdown, "_is_paragraph", lambda piece: False):
        return to_text(source)


@given(st.lists(st.sampled_from(MARKS), max_size=30).map("".join))
def test_pieces_say_what_the_whole_says(source: str) -> None:
    assert to_text(source) == whole(source)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("One.\n\n1. \n\n\n2. two", "One.\n\n1. \n2. two"),
        ("- one\n\n  more\n\ntwo\n\n- three", "- one\n\nmore\n\ntwo\n\n- three"),
        ("```\n*code*\n\n*more*\n```\n\n*two*", "*code*\n\n*more*\n\ntwo"),
        ("[Heat][1]\n\n[1]: https://example.org", "Heat"),
        ("<!-- *one*\n\n*two* -->\n\n*three*", "three"),
        ("A line  \nbroken, a line \njoined", "A line\nbroken, a line joined"),
    ],
)
def test_what_goes_on_behind_an_empty_line_is_kept_together(source: str, text: str) -> None:
    assert to_text(source) == text
