"""Where phrases may stand that stand behind names: “… directs”, “…’s performance”."""

from __future__ import annotations

from collections import defaultdict

from graph.extraction.choices import SKIPPED, Asked, Choices, OfChoice, Places
from graph.extraction.edges import LONGEST
from graph.extraction.tokens import Tokens
from graph.values.patterns import on_demand

SIBLINGS = ("bro", "sis", "sib")
SIBLINGS_AFTER = on_demand(r" (?:brothers|sisters|siblings)\b")
SMALL_WORD = on_demand(r" [a-zß-öø-ÿ][\w-]{0,20}(?= )")
LONGEST_SMALL = 23
"""Characters of a small word, with the blanks around it."""


class ChoicesBehind(Choices):
    """Those of phrases behind names."""

    def _find(self, tokens: Tokens, found: Places) -> None:
        """Names behind which a phrase stands, of each first the longest."""
        behind = self._behind(tokens)
        near = {each for number in behind for each in tokens.joined_to(number)}
        for number in sorted(near):
            if tokens.is_free(number):
                start = tokens.starts[number]
                for each in reversed(tokens.name(number)):
                    for choice, numbers, _ in behind.get(each, ()):
                        found.setdefault(choice, []).append((start, numbers))

    def _behind(self, tokens: Tokens) -> dict[int, list[OfChoice]]:
        """The numbers of the tokens behind which phrases stand, with their choices."""
        plain, ends, at = tokens.plain, tokens.ends, self.at.__getitem__
        letters = [plain[end : end + LONGEST] for end in ends]
        blanks = [plain.find(" ", end + 2, end + LONGEST_SMALL) for end in ends]
        skipped = [SKIPPED + plain[blank : blank + LONGEST] for blank in blanks]
        asked = zip(letters, map(at, letters), map(at, skipped), strict=True)
        found = {}
        for number, (first, some, further) in enumerate(asked):
            if some or further or first[1:4] in SIBLINGS:
                small = further and SMALL_WORD.match(plain, ends[number])
                all_asked = some + further if small else some
                if there := self._there(tokens, ends[number], all_asked):
                    found[number] = there
        return found

    def _there(self, tokens: Tokens, end: int, asked: Asked) -> list[OfChoice]:
        """Those of some choices whose phrases do stand behind a token, or behind siblings."""
        text, plain = tokens.text, tokens.plain
        found = [each for each in asked if each[2].match(text, end)]
        if siblings := SIBLINGS_AFTER.match(plain, end):
            end = siblings.end()
            further = self.at[plain[end : end + LONGEST]]
            found += [each for each in further if each[2].match(text, end)]
        return found


BEHIND: defaultdict[str, ChoicesBehind] = defaultdict(ChoicesBehind)
"""The choices of each language."""
