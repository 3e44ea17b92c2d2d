"""Scores that their author has changed: “Rating: 7/10 → 9/10”, “Edit 2023: now 4/5”. Which of them
holds is not guessed.
"""

from __future__ import annotations

import re

from graph.extraction.entries import clip
from graph.extraction.markdown import plain_line
from graph.extraction.phrases import Table, alternatives
from graph.values.patterns import on_demand
from graph.values.ratings import FULL_STARS

LATER: Table = {
    "en": "now; later; then; new; on rewatch; rewatch(?:ed|ing)?",
    "de": "jetzt; nun; heute; später; neu",
    "fr": "maintenant; désormais; puis",
    "es": "ahora; luego; hoy",
    "pt": "agora; depois; hoje",
    "it": "ora; adesso; poi; oggi",
    "ja": "今",
}
EDITS: Table = {
    "en": "edit(?:ed)?; updated?; addendum",
    "de": "nachtrag; aktualisier(?:t|ung)",
    "fr": "mise à jour; màj",
    "es": "actualizaci[oó]n; edición; editado",
    "pt": "atualização; atualizado; edição",
    "it": "aggiornamento; modifica",
    "ja": "追記; 更新",
}
"""What begins a paragraph that was written later."""

_SCORE = (
    r"(?:(?<![0-9A-Za-z.,/])[0-9]{1,3}(?:[.,][0-9])?\s?(?:/|out\sof|von|sur|de|su)\s?(?:100?|20|[456])"
    rf"(?![0-9/])|[{FULL_STARS}])"
)
_SIGN = (
    rf"(?:[→➔➜➡⇒]|[-=–—]{{1,2}}>|\b(?:{alternatives(LATER)})\b"
    r"|\((?:[^\W\d]{1,12}\s)?(?:19|20)[0-9]{2}\)\s?[,;/])"
)
TO_A_LATER = on_demand(rf"[^\n.!?]{{0,30}}?{_SIGN}[^\n.!?]{{0,30}}?{_SCORE}", re.IGNORECASE)
"""What leads on behind a score to the one that took its place."""

EDIT = on_demand(
    rf"^(?:[^\w\n]|_){{0,8}}(?P<words>(?:{alternatives(EDITS)})\b[^\n:：–—-]{{0,30}}[:：–—-]"
    rf"[^\n]{{0,400}}?{_SCORE})",
    re.IGNORECASE | re.MULTILINE,
)
CHANGED = "“{}” changes the score; write the one that holds as “rating” into the metadata."


def change_of(text: str) -> str:
    """The sentence about a paragraph of a text that changes a score which stands elsewhere in it;
    empty where there is none.

    >>> change_of("Rating: 3/5\\n\\n**Edit 2023:** now 4/5").partition(";")[0]
    '“Edit 2023: now 4/5” changes the score'
    >>> change_of("Rating: 3/5\\n\\nEdit 2023: a typo.")
    ''
    """
    edit = EDIT.search(text)
    return CHANGED.format(clip(plain_line(edit["words"]).replace("*", ""), 60)) if edit else ""
