"""A subject in the forms in which it is compared, each made once."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from graph.catalogue import WEAK, person_form, title_forms
from graph.catalogue.forms import LONGEST
from graph.linking.subject import Subject
from graph.values.folding import fold

FOREIGN = re.compile(
    r"[^\x00-\x7f]|\b[dl]['’]|\b(?:o|os|um|uma|e|em|eu|de|do|da|dos|das|ao|aos|por|para|que|com"
    r"|le|la|les|un|une|du|des|et|au|aux|sur|je|tu|il|lo|gli|una|di|del|della|che|el|los|las|y|con"
    r"|der|das|den|dem|und|ein|eine|von|mit|ich|het|een|van|och|som|en)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(r"\b(?:the|of|and|with|my|you|your)\b", re.IGNORECASE)
"""Marks of the language of a title: its small words, and letters that English has not."""

_forms_of = lru_cache(1 << 14)(title_forms)
_person_of = lru_cache(1 << 14)(person_form)


def forms(title: str) -> tuple[str, ...]:
    """The forms of a title, remembered: both sides mostly spell it alike."""
    return _forms_of(title[:LONGEST])


def form_of_person(name: str) -> str:
    """The form of a person's name, remembered."""
    return _person_of(name[:LONGEST])


class Wanted:
    """A subject in the forms in which it is compared, each made once."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    @cached_property
    def forms(self) -> dict[str, str]:
        """The forms of its titles, each with the first title that has it."""
        titles = reversed(self.subject.titles)
        return {form: title for title in titles for form in forms(title)}

    @cached_property
    def strong(self) -> dict[str, str]:
        """The forms of whole titles."""
        return {form: title for form, title in self.forms.items() if not form.startswith(WEAK)}

    @cached_property
    def foreign(self) -> bool:
        """Whether the catalogue, whose labels are English, may know it by another name only."""
        titles = self.subject.titles
        return any(map(FOREIGN.search, titles)) and not any(map(ENGLISH.search, titles))

    @cached_property
    def directors(self) -> dict[str, str]:
        """The directors' names by their form."""
        return {form_of_person(name): name for name in self.subject.directors}

    @cached_property
    def cast(self) -> dict[str, str]:
        """The actors' names by their form."""
        return {form_of_person(name): name for name in self.subject.cast}

    @cached_property
    def countries(self) -> dict[str, str]:
        """The countries' names by their form."""
        return {fold(name): name for name in self.subject.countries}
