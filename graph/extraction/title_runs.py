"""Words with capitals at the end of others: another film's title, or the beginning of one."""

from __future__ import annotations

from graph.extraction.names import DEMONYMS, FUNCTION_WORDS
from graph.values.given_names import is_given
from graph.values.names import name_key
from graph.values.patterns import on_demand

IN_BRACKETS = on_demand(r"\s?[(\[][12][0-9]{3}[)\]](?=,?$)")
SMALL = frozenset(
    """of the in on at for to a an and from with by de del la el los las le les du des et à da do
    das dos e o os na no di della dei degli il lo y der die das und im""".split()  # noqa: SIM905
)
"""Words without a capital within a title."""

JOINING = frozenset(("and", "et", "y", "e", "und"))


BEFORE_NO_TITLE = frozenset(
    """by with in from at for on of and or as starring stars featuring actor actress writer named
    por com em de do da dos das e para pelo pela no na con en y par avec dans d et chez von mit
    di del della dal dalla nel nella""".split()  # noqa: SIM905
)
"""What stands before a person, a place or a studio, be it before a film as well."""


def is_other_title(before: str, own: str) -> bool:
    """Whether words end with a title that is not the one with this key.

    >>> is_other_title("and so does The Night of the Hunter", "heat")
    True
    >>> is_other_title("and so does Heat", "heat"), is_other_title("with Ann", "heat")
    (False, False)
    """
    before = IN_BRACKETS.sub("", before.rstrip())
    run, lead = _capitalised(before.split())
    key = name_key(" ".join(run))
    if not key or key in own or key.endswith(f" {own}"):
        return False
    no_title = lead.lower().strip("(,") in BEFORE_NO_TITLE
    if len(run) == 1:
        return not no_title and bool(lead or before.endswith(","))
    small = any(word not in JOINING and not _has_capital(word) for word in run)
    return not is_given(run[0]) and (small or not no_title)


def ends_within_title(before: str) -> bool:
    """Whether words end before the end of a title: “Night of the”, “All the King’s”."""
    words = before.split()
    small = next((n for n, w in enumerate(reversed(words)) if w not in SMALL - JOINING), len(words))
    if small == len(words) or not _has_capital(words[-1 - small]):
        return False
    return bool(small) or words[-1].endswith(("’s", "'s"))


def _capitalised(words: list[str]) -> tuple[list[str], str]:
    """The words at the end that look like a title, and the word before them."""
    start = at = len(words)
    while at and (_has_capital(words[at - 1]) or (start < len(words) and words[at - 1] in SMALL)):
        if start < len(words) and words[at - 1][-1] in ",;:.!?)":
            break
        at -= 1
        start = at if _has_capital(words[at]) else start
    while start < len(words) - 1 and words[start] in (FUNCTION_WORDS | DEMONYMS):
        start += 1
    return words[start:], words[start - 1] if start else ""


def _has_capital(word: str) -> bool:
    return word[:1].isupper()
