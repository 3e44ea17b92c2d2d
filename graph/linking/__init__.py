"""Which film of the catalogue a site's film is: candidates, what speaks for each, the decision.

`subject` is what a site's documents say of a film; `judgements` are the few numbers of the
scoring, with their sentences; `features` compares; `matching` finds and decides; `rulings` are
what persons decide, and what follows; `targets` and `assertion` say what a link asserts.
"""

from __future__ import annotations

from graph.linking.assertion import asserted, enrichment, identified
from graph.linking.features import Feature, features
from graph.linking.matching import ACCEPTED, MARGIN, Decision, Scored, match
from graph.linking.rulings import Answer, Found, Link, Ruling, film_key, joint, settled
from graph.linking.subject import Subject
from graph.linking.targets import Links, links

__all__ = [
    "ACCEPTED",
    "MARGIN",
    "Answer",
    "Decision",
    "Feature",
    "Found",
    "Link",
    "Links",
    "Ruling",
    "Scored",
    "Subject",
    "asserted",
    "enrichment",
    "features",
    "film_key",
    "identified",
    "joint",
    "links",
    "match",
    "settled",
]
