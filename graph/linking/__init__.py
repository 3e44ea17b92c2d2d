"""Which film of the catalogue a site's film is: candidates, what speaks for each, the decision.

`subject` is what a site's documents say of a film; `judgements` are the few numbers of the
scoring, with their sentences; `features` compares; `matching` finds and decides; `targets` says
what a link asserts.
"""

from __future__ import annotations

from graph.linking.features import Feature, features
from graph.linking.matching import ACCEPTED, MARGIN, Decision, Scored, match
from graph.linking.subject import Subject
from graph.linking.targets import Links, links

__all__ = [
    "ACCEPTED",
    "MARGIN",
    "Decision",
    "Feature",
    "Links",
    "Scored",
    "Subject",
    "features",
    "links",
    "match",
]
