"""Where in a text phrases stand beside names: before them, as in “directed by …”, or behind them,
as in “… directs” and “…’s performance”.
"""

from __future__ import annotations

from collections import defaultdict

from graph.extraction.choices import SKIPPED, Answers, Asked, Choice, Choices, OfChoice, Places
from graph.extraction.edges import LONGEST
from graph.extraction.tokens import Tokens
from graph.values.patterns import on_demand

WORD = on_demand(r"\w+")
COMPOUND = on_demand(r".*[-/’']")
LONGEST_STRETCH = 180

SIBLINGS = ("bro", "sis", "sib")
SIBLINGS_AFTER = on_demand(r" (?:brothers|sisters|siblings)\b")
SMALL_WORD = on_demand(r" [a-zß-öø-ÿ][\w-]{0,20}(?= )")
LONGEST_SMALL = 23
"""Characters of a small word, with the blanks around it."""


class ChoicesBefore(Choices):
    """Those of phrases before names."""

    def __init__(self) -> None:
        super().__init__()
        self._by_ending: dict[str, int] = {}
        self._reach = Answers(self._reach_of)
        """How many words a phrase has at most that ends with a word, or with part of it."""

    def add(self, choice: Choice) -> Choice:
        """Take one in."""
        for ending, reach in choice.reaches().items():
            self._by_ending[ending] = max(reach, self._by_ending.get(ending, 0))
        self._reach.clear()
        return super().add(choice)

    def _find(self, tokens: Tokens, found: Places) -> None:
        text, plain, at = tokens.text, tokens.plain, self.at
        for start, end in self._stretches(tokens):
            for word in WORD.finditer(plain, start, end):
                place = word.start()
                for choice, numbers, beside in at[plain[place : place + LONGEST]]:
                    if beside.match(text, place):
                        found.setdefault(choice, []).append((place, numbers))

    def _stretches(self, tokens: Tokens) -> list[tuple[int, int]]:
        """The parts of a text that lead up to a name and whose last words end a phrase."""
        found: list[tuple[int, int]] = []
        reach_of = self._reach.__getitem__
        for end, words in tokens.leads:
            if reach := max(map(reach_of, words), default=0):
                start = max(0, end - LONGEST_STRETCH)
                before, *rest = tokens.plain[start:end].rsplit(None, reach)
                start += len(before) if len(rest) == reach else 0
                while found and start <= found[-1][1]:
                    start = min(start, found.pop()[0])
                found.append((start, end))
        return found

    def _reach_of(self, word: str) -> int:
        whole = f" {word}"
        compound = COMPOUND.match(whole)
        forms = (whole, whole.rstrip("(,"), compound[0] if compound else "")
        ends = (form[-length:] for form in forms for length in range(1, LONGEST + 1))
        return max(self._by_ending.get(end, 0) for end in ends)


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


BEFORE: defaultdict[str, ChoicesBefore] = defaultdict(ChoicesBefore)
BEHIND: defaultdict[str, ChoicesBehind] = defaultdict(ChoicesBehind)
"""The choices of each language."""
