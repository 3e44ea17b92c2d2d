"""Of what one document says twice and differently with the same weight, the first is taken, and a
note tells what contradicts it: a film's facts are decided by all documents, a review's by its own.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from graph.extraction.keys import fold
from graph.records import Claim, Evidence, Extraction, Note, PartialDate, Rating
from graph.values.ratings import out_of_ten

DECIDED = ("reviewRating", "datePublished")
"""The properties of a review that have one value, and are read from keys."""

SAME_SCORE = Decimal("0.5")
"""So far, out of ten, scores on different scales are one."""

_TAKEN = "which stands first and was taken."


def settled_on_first(extraction: Extraction) -> Extraction:
    """An extraction without those claims about the review that contradict an earlier one."""
    for property_ in DECIDED:
        made = [claim for claim in extraction.review if claim.property == property_]
        if len(made) > 1:
            extraction = _without_contradictions(extraction, made)
    return extraction


def tells_contradiction(note: Note) -> bool:
    """Whether a note is one of those that are made here."""
    return note.sentence.endswith(_TAKEN)


def _without_contradictions(extraction: Extraction, made: list[Claim]) -> Extraction:
    weight = max(claim.evidence.kind for claim in made)
    first, *others = sorted(
        (claim for claim in made if claim.evidence.kind == weight),
        key=lambda claim: claim.evidence.line,
    )
    wrong = [claim for claim in others if _contradict(first, claim)]
    if not wrong:
        return extraction
    notes = (_note(first, claim) for claim in wrong)
    review = tuple(claim for claim in extraction.review if claim not in wrong)
    return replace(extraction, review=review, notes=(*extraction.notes, *notes))


def differ(one: Rating, other: Rating) -> bool:
    """Whether two ratings are other scores, whatever their scales."""
    scores = _out_of_ten(one), _out_of_ten(other)
    if scores[0] is None or scores[1] is None:
        return False
    return abs(scores[0] - scores[1]) > SAME_SCORE


def _contradict(claim: Claim, further: Claim) -> bool:
    match claim.value, further.value:
        case PartialDate() as one, PartialDate() as other:
            # A post may have a day under “date” and another under “publishDate”; and a day in a
            # year does not contradict the year.
            same_key = fold(claim.evidence.key) == fold(further.evidence.key)
            agree = str(one).startswith(str(other)) or str(other).startswith(str(one))
            return same_key and not agree
        case Rating() as one, Rating() as other:
            return differ(one, other)
        case _:  # what cannot be read is for the shapes
            return False


def _out_of_ten(rating: Rating) -> Decimal | None:
    return out_of_ten(str(rating.value), str(rating.best), str(rating.worst))


def _note(first: Claim, other: Claim) -> Note:
    line = f" in line {first.evidence.line}" if first.evidence.line else ""
    said = f"{_said(other.evidence)} contradicts {_said(first.evidence)}{line}"
    why = f"{said}, {_TAKEN}"
    return Note(first.property, why, other.evidence.line)


def _said(evidence: Evidence) -> str:
    return f"“{evidence.words}” under “{evidence.key}”"
