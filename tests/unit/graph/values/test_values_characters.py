import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.names import CAPITAL, UPPER
from graph.values.characters import beyond_ascii, has_any
from graph.values.languages import detect_language

ANY_TEXT = st.text(st.characters(codec=None) | st.sampled_from("*_`é“\u3000\ud800"))


@given(ANY_TEXT)
def test_characters_are_found_whatever_stands_beside_them(text):
    assert has_any(text, b"*_`") == bool(re.search("[*_`]", text))
    assert beyond_ascii(text) == re.sub("[\x00-\x7f]", "", text)


def test_a_capital_is_the_same_letter_however_it_is_searched():
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert re.findall(CAPITAL, every) == re.findall(UPPER, every)


@pytest.mark.parametrize("between", [" ", "—", " ½ ", "\u0301 ", "1", "_", "\x85"])
def test_words_of_a_language_are_parted_by_whatever_is_no_letter(between):
    said = "che,cos’è,il,film,ed,è,una,storia,di,cui,non,si,può,dire,che,sia,nel,suo,genere"
    assert detect_language(said.replace(",", between)) == "it"
