import codecs
import hashlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.documents.decoding import decode
from graph.errors import UnreadableError
from graph.records import Document, Unreadable

ENGLISH = "The film is good — “Amélie” it is not.\n"


@pytest.mark.parametrize(
    "data",
    [
        ENGLISH.encode(),
        codecs.BOM_UTF8 + ENGLISH.encode(),
        ENGLISH.encode("utf-16"),
        codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"),
        ENGLISH.encode("utf-32"),
        ENGLISH.encode("cp1252"),
        ENGLISH.replace("\n", "\r\n").encode(),
        ENGLISH.replace("\n", "\r").encode(),
    ],
)
def test_one_text_in_many_encodings(data):
    assert decode(data).text == ENGLISH


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Die Märchen über Größe sind nicht schön, aber der Film ist es.\n"),
        ("latin-1", "Qué película tan buena, señor: es la mejor del año y no se olvida.\n"),
        ("cp1250", "Film je příliš žluťoučký a kůň se v něm neobjeví, ale hudba je skvělá.\n"),
        ("euc_jp", "君の名は。とても美しい映画だった。\n"),
        ("cp949", "이 영화는 정말 아름답고 배우들의 연기도 훌륭하다.\n"),
        ("big5", "這是一部非常好的電影，值得一看。\n"),
        ("cp1251", "Это очень хороший фильм о войне и мире.\n"),
        ("cp932", "君の名は。とても美しい映画だった。\n"),
        ("gb18030", "这是一部非常好的电影，值得一看。\n"),
    ],
)
def test_an_old_encoding_is_recognised_and_said(read_bytes, encoding, text):
    (document,) = read_bytes(text.encode(encoding))
    assert document.text == text.rstrip()
    assert "its bytes were read as" in document.because


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    ["Amélie,2001,4/5", "Größe – ähnlich", "Don’t, it’s “Élite”…", "AMÉLIE", "À nous la liberté",
     "La niña santa", "Ça va, garçon?"],
)  # fmt: skip
def test_few_words_of_western_europe_are_told_by_the_places_of_their_letters(encoding, text):
    assert decode(text.encode(encoding)).text == text


def test_fractions_are_no_japanese():
    text = "Title,Year,Rating\nHeat,1995,3½\nRonin,1998,2½\nThief,1981,4\nAli,2001,1½\n"
    assert decode(text.encode("cp1252")).text == text


def test_an_encoding_without_words_of_its_language_is_not_taken():
    with pytest.raises(UnreadableError, match="Save it as UTF-8"):
        decode("Title,Year\n東京物語,1953\n".encode("cp932"))


def test_utf_8_needs_no_word(read_bytes):
    assert read_bytes(ENGLISH.encode())[0].because == "Plain text: the file ends in .txt."


def test_one_byte_order_mark_is_taken_off():
    assert decode(codecs.BOM_UTF8 * 2 + b"a").text == "\ufeffa"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        # mixed encodings
        ("Amélie\nAmélie\nAm".encode() + b"\xe9lie", "Line 3 (byte 19, hexadecimal E9)"),
        # cut in the middle of a character
        (ENGLISH.encode() + "é".encode()[:1], "Line 2"),
        # lone surrogates
        (b"one\ntwo \xed\xa0\xbd three \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", "lone surrogate"),
        (codecs.BOM_UTF16_LE + b"a\x00\x3d\xd8", "byte 5"),
        # binaries
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text: byte 9 is NUL"),
        (b"a film\x00", "not a text: byte 7 is NUL"),
        (ENGLISH.encode("utf-16-le"), "save it as UTF-8"),
        # characters that no text may hold
        (b"one\ntwo\x07", "Line 2, column 4 has a character that no text may hold: U+0007"),
        (b"\x1b[31m", "Line 1, column 1"),
        ("a\ufffe".encode(), "U+FFFE"),
        ("a\uffff".encode(), "U+FFFF"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\x00", "U+0000, NUL"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_what_is_no_text_is_unreadable_with_the_place(read_bytes, data, words, name):
    (unreadable,) = read_bytes(data, name)
    assert isinstance(unreadable, Unreadable)
    assert words in unreadable.reason


def test_the_signs_that_lay_out_a_text_are_text():
    assert decode(b"a\tb\n\nc").text == "a\tb\n\nc"


@given(
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufeff\ufffe\uffff"
        )
    )
)
def test_every_text_comes_back(text):
    assert decode(text.encode()).text == text


@given(st.binary(max_size=200))
def test_all_bytes_are_a_text_or_unreadable(data):
    with suppress(UnreadableError):
        decode(data).text.encode()


def test_a_text_keeps_its_words_and_its_place(read_bytes):
    (document,) = read_bytes(b"\n \n  A film.\n\nDirector: X\n\n")
    assert isinstance(document, Document)
    assert (document.text, document.first_line) == ("  A film.\n\nDirector: X", 3)
    assert document.format == "text"


def test_the_digest_is_of_the_bytes(read_bytes):
    for data in (b"A film.", b"A film.\n"):
        assert read_bytes(data)[0].digest == hashlib.sha256(data).hexdigest()
