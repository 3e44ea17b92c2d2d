"""What in one line of a text names a film with its year, and what is a score.

Scores are asked for in the words of any line: so they need a mark of one beside what would be read
under a key.
"""

from __future__ import annotations

import re

from graph.records import Rating
from graph.values.asterisks import are_stars
from graph.values.patterns import FILM_YEAR
from graph.values.ratings import EMPTY_STARS, FULL_STARS, parse_rating
from graph.values.titles import A_BRACKETED_YEAR, split_title_year

YEAR = re.compile(rf"[(\[]{FILM_YEAR}[)\]]")
A_YEAR = re.compile(rf"(?<!\d){FILM_YEAR}(?!\d)")
SENTENCE = re.compile(r"[.!?…]+(?!\S)|[。！？]")
LABEL = re.compile(r"[-*+•_\s]{0,8}[^\W\d][^:：\n]{0,40}[:：][*_\s]{0,4}")
RULE = re.compile(r"\s*\*[*\s]*")
SCORE_MARK = re.compile(rf"[{FULL_STARS}{EMPTY_STARS}*%]|[0-9½]\s?/\s?[0-9]|\b[A-F][+-]?\s*\Z")
BRACKETS = {"(": ")", "[": "]"}
ENDS = ".!?…:;,"
LONGEST_SCORE = 80
LONGEST_TITLE = 250
LONGEST_TAIL = 4
"""Words at the end of a title that may be a score: “4 out of 5”."""


def is_one_film(words: str) -> bool:
    """Whether words are one title with its year.

    >>> is_one_film("Heat (1995)"), is_one_film("Heat (1995) and Ronin (1998)")
    (True, False)
    """
    return bool(split_title_year(words)[1]) and len(A_BRACKETED_YEAR.findall(words)) == 1


def may_be_film(title: str) -> bool:
    """Whether a title has a sign of a film under review: a year, a score, “Review:”, marks."""
    if len(title) > LONGEST_TITLE or len(A_BRACKETED_YEAR.findall(title)) > 1:
        return False
    tail = title.split()[-LONGEST_TAIL:]
    ends = (bare_score(" ".join(tail[at:])) for at in range(len(tail)))
    scored = SCORE_MARK.search(title) or any(isinstance(parse_rating(end), Rating) for end in ends)
    return bool(scored or A_YEAR.search(title) or split_title_year(title)[0] != title)


def is_score(line: str) -> bool:
    """Whether a line holds nothing but a score, with or without a label."""
    if len(line) > LONGEST_SCORE:
        return False
    label = LABEL.match(line)
    behind = line[label.end() :] if label else line
    return not RULE.fullmatch(line) and says_score(bare_score(behind))


def says_score(words: str) -> bool:
    """Whether words are a score that needs no key to be known as one.

    >>> says_score("9/10"), says_score("B+"), says_score("9")
    (True, True, False)
    """
    return bool(SCORE_MARK.search(words)) and isinstance(parse_rating(words), Rating)


def ends_in_score(line: str) -> bool:
    """Whether the last sentence of a line is a score: “Long and blue. 9/10”."""
    *before, last = SENTENCE.split(line[-LONGEST_SCORE:].rstrip(ENDS + " "))
    return bool(before) and says_score(bare_score(last))


def bare_score(words: str) -> str:
    """The words of a score without emphasis; asterisks are its stars where it is one with them."""
    raw = words.strip(" _-–—|:,")
    raw = raw[1:-1] if raw[:1] in BRACKETS and BRACKETS[raw[:1]] == raw[-1:] else raw
    return raw if raw.startswith("*") and are_stars(raw) else raw.strip("*_ ")
