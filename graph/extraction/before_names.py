"""Where phrases may stand that stand before names: “directed by …”, “the new film of …”."""

from __future__ import annotations

from collections import defaultdict

from graph.extraction.choices import Answers, Choice, Choices, Places
from graph.extraction.edges import LONGEST
from graph.extraction.tokens import Tokens
from graph.values.patterns import on_demand

WORD = on_demand(r"\w+")
COMPOUND = on_demand(r".*[-/’']")
LONGEST_STRETCH = 180


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


BEFORE: defaultdict[str, ChoicesBefore] = defaultdict(ChoicesBefore)
"""The choices of each language."""
