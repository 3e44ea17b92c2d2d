"""Which characters a text holds, told many times faster than by a regular expression: a pattern
that needs one of them need not be tried where none is.
"""

from __future__ import annotations

from graph.values.patterns import on_demand

ASCII = bytes(range(128))
DIGITS = b"0123456789"
OTHER_DIGIT = on_demand("[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]")
"""A digit as Arabic, Persian and Hindi have it."""

ZEROS = (0x660, 0x6F0, 0x966)
TO_ASCII = {zero + digit: str(digit) for zero in ZEROS for digit in range(10)}


UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\xad"))
"""Where a word may be broken, and where it may not; they get into names with what is copied."""


def without_unseen(text: str) -> str:
    """A name or title without signs that nobody sees, unless it has no others.

    >>> without_unseen("He\\xadat\\u200b")
    'Heat'
    """
    seen = text if text.isascii() else text.translate(UNSEEN)
    return seen if seen.strip() else text


def encoded(text: str) -> bytes:
    """A text as UTF-8, whatever it holds."""
    return text.encode(errors="surrogatepass")


def has_any(text: str, characters: bytes) -> bool:
    """Whether a text has one of some characters, all of ASCII.

    >>> has_any("A *fine* film", b"*_"), has_any("“Heat”", b"*_")
    (True, False)
    """
    octets = encoded(text)
    return len(octets.translate(None, characters)) < len(octets)


def beyond_ascii(text: str) -> str:
    """The characters of a text that are not of ASCII, in their order.

    >>> beyond_ascii("“Été” in Köln")
    '“Éé”ö'
    """
    if text.isascii():
        return ""
    return encoded(text).translate(None, ASCII).decode(errors="surrogatepass")


def ascii_digits(text: str) -> str:
    """A text with other scripts' digits as ours, as long as before; the same where there are none.

    >>> ascii_digits("۱۹۹۵"), ascii_digits("१९९५")
    ('1995', '1995')
    """
    if text.isascii() or not OTHER_DIGIT.search(text):
        return text
    return text.translate(TO_ASCII)
