"""Documents → what the catalogue, and where it is asked the web, has of their films.

Each document is matched by itself, so that its link is a function of what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.catalogue import Catalogue
from graph.catalogue.live import Lookups, Question
from graph.ledger import Entry
from graph.ledger.entries import MATCHED
from graph.linking import Decision, Found, Subject, match
from graph.linking.rulings import brief


@dataclass(frozen=True, slots=True)
class Linker:
    """Matches documents; `enrich` says that facts of linked films may be published too."""

    catalogue: Catalogue
    enrich: bool = False
    lookups: Lookups | None = None
    licence: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "licence", self.catalogue.facts().get("licence", ""))

    def __call__(self, entries: Sequence[Entry]) -> list[Found | None]:
        """What is found for each entry, None for what is no film; writes nothing.

        What was rejected is matched, too: a setting may let it be published later.
        """
        subjects = {
            number: entry.subject
            for number, entry in enumerate(entries)
            if entry.outcome in MATCHED
        }
        decisions = {n: match(subject, self.catalogue) for n, subject in subjects.items()}
        if self.lookups:
            decisions |= self._looked_up(
                {n: subjects[n] for n, made in decisions.items() if made.outcome == "none"}
            )
        return [self._found(decisions.get(number)) for number in range(len(entries))]

    def _found(self, decision: Decision | None) -> Found | None:
        return Found(brief(decision), self.licence, self.enrich) if decision else None

    def _looked_up(self, subjects: dict[int, Subject]) -> dict[int, Decision]:
        """The same with what services know of films that the catalogue lacks."""
        if not subjects or not self.lookups:
            return {}
        asked = [Question(each.titles, each.identifiers) for each in subjects.values()]
        known = self.lookups.find(asked)
        return {number: match(subject, known) for number, subject in subjects.items()}
