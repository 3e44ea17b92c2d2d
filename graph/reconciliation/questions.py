"""What is asked of the service and what it answers, whatever the version of the protocol."""

from __future__ import annotations

from typing import Literal as Choice
from typing import NamedTuple

from graph.reconciliation.entities import Entity, Type
from graph.reconciliation.properties import Property


class Reference(NamedTuple):
    """A value that is an entity already: its identifier and, as far as given, its name."""

    id: str
    name: str = ""


Given = str | float | bool | Reference
Quantifier = Choice["any", "all", "none"]


class Condition(NamedTuple):
    """Values that a property should have; a thing without is left out where it is `required`."""

    property: Property
    values: tuple[Given, ...]
    required: bool = False
    quantifier: Quantifier = "any"


class Query(NamedTuple):
    """Which thing is it? `types` are those that suit, any where there is none.

    `impossible`: it requires what nothing here has.
    """

    name: str = ""
    types: tuple[Type, ...] = ()
    ids: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    limit: int = 10
    impossible: bool = False


class Feature(NamedTuple):
    """A part of a score, from 0 to 100."""

    id: str
    label: str
    value: float


class Candidate(NamedTuple):
    """A thing that may be meant. `score` is from 0 to 100; `match` if it is surely meant."""

    entity: Entity
    score: float
    features: tuple[Feature, ...]
    match: bool = False
