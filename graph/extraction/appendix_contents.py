"""What stands below the heading of an appendix, which its heading alone does not say: what readers
wrote has their names, and what else there is to read is a list of titles. Other words may be the
author's own.
"""

from __future__ import annotations

import re
from itertools import islice

from graph.extraction.line_labels import is_label
from graph.extraction.markdown import plain_line
from graph.values.given_names import is_given
from graph.values.patterns import on_demand

MARKS = " \t#>*_-+•:"
RULE = on_demand(r"\s*[-=*_]{3,}\s*")
NAME = r"(?P<first>[^\W_][\w'’.-]{0,30})(?: [^\W\d][\w'’.-]{0,30}){0,2}"
DATE = (
    r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?=[^.!?]{0,20}\d)(?:\w{1,12}\.?,? ){1,4}(?:19|20)\d\d"
    r"|\d{1,2} \w{3,9} ago|vor \d{1,2} \w{3,9})"
)
SAYS = (
    r"(?:says|said|writes|wrote|commented|replied|sagt|sagte|schreibt|schrieb|meint|meinte"
    r"|kommentierte|antwortete|dit|écrit|a (?:dit|écrit|commenté|répondu)|dice|dijo|escribe"
    r"|escribió|comentó|respondió|diz|disse|escreve|escreveu|comentou|respondeu|scrive"
    r"|ha (?:scritto|detto|commentato|risposto))"
)
NOBODY = r"(?!(?:i|he|she|it|we|you|they|one|my|our|his|her|the|this|that|who|what)\b)"
SPEAKER = on_demand(
    rf"{NOBODY}{NAME} {SAYS}\b[^.!?:]{{0,40}}(?::.*|$)"
    r"|\S{1,20}(?:さん|より|のコメント)(?:[\s:：].*|$)",
    re.IGNORECASE,
)
NAMED = on_demand(rf"{NAME}(?:$| ?:.*|[ ,(|·•–—-]{{1,4}}(?:on |am |le |el )?{DATE}.*)")
NICKNAME = on_demand(r"@\w.*|\w*\d\w*[^\W\d]\w*|\w*[^\W\d]\w*\d\w*")
LINK = on_demand(r"(?:\W{0,6}!?\[[^\[\]]{1,200}\]\([^()\s]{1,500}[^()]{0,100}\)\W{0,4})+")
SENTENCE_END = on_demand(r"(?<!\.\.)(?<!…)[.!?。！？]\W*$")
LONGEST_TITLE, MOST_WORDS, LONGEST = 100, 9, 300


def is_remark(line: str) -> bool:
    """Whether a line begins as what somebody wrote does: with a name, and a colon, a date or “says”
    behind it; or is a name.

    >>> [is_remark(line) for line in ("**Bob:** Slow.", "moe says:", "- Ann, 3 May 2020")]
    [True, True, True]
    >>> is_remark("I like how the city is lit."), is_remark("Acting: superb")
    (False, False)
    """
    words = plain_line(line[:LONGEST]).strip(MARKS)
    bare = words.replace("**", "").replace("__", "")
    if SPEAKER.match(bare):
        return True
    named = NAMED.fullmatch(bare)
    return bool(named and (is_given(named["first"]) or NICKNAME.fullmatch(named["first"])))


def is_title(line: str) -> bool:
    """Whether a line is a link or may be a title: no sentence and no label.

    >>> is_title("- [Ronin, which I liked](/ronin)"), is_title("Thief (1981)")
    (True, True)
    >>> is_title("I have more to say of Mann, and of heists, some day"), is_title("Slow.")
    (False, False)
    """
    if not line.strip(MARKS) or RULE.fullmatch(line[:LONGEST]) or LINK.fullmatch(line.strip()):
        return True
    words = plain_line(line[:LONGEST]).strip(MARKS)
    short = len(words) <= LONGEST_TITLE and words.count(" ") < MOST_WORDS
    bare = short and any(map(str.isalpha, words))  # a score is no title
    return bare and not SENTENCE_END.search(words) and not is_label(line)


def begins_with_remark(lines: list[str], start: int, end: int) -> bool:
    """Whether the first filled line of some is a remark, or there is none."""
    some = (line for line in islice(lines, start, end) if line.strip(MARKS + "="))
    first = next(some, None)
    return first is None or is_remark(first)
