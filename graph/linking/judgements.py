"""The numbers of the scoring: how much each agreement or difference is worth, and its sentence.

Points add up. A title with its year, or with a director, is enough, and a title alone is not,
unless it is long; a director who is somebody else undoes a year. `{ours}` is what the reviews
say, `{theirs}` what the catalogue says. docs/linking.md says how the numbers were come by.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Name = Literal["identifier", "title", "year", "director", "cast", "running time", "country"]
Verdict = Literal[
    "same", "long", "other name", "part", "whole", "similar", "third name", "unlike",
    "near", "distant", "far", "several", "one", "different", "unknown",
]  # fmt: skip


class Judgement(NamedTuple):
    """What a verdict is worth, and how it is said."""

    points: float
    sentence: str


JUDGEMENTS: dict[tuple[Name, Verdict], Judgement] = {
    ("identifier", "same"): Judgement(10, "The source itself names it: {ours}."),
    ("identifier", "different"): Judgement(-6, "The source names {ours}, and this is {theirs}."),
    ("title", "same"): Judgement(3, "The title is the same: “{theirs}”."),
    ("title", "long"): Judgement(6, "The title is the same, and few are so long: “{theirs}”."),
    ("title", "other name"): Judgement(3, "“{ours}” is another name of it: “{theirs}”."),
    ("title", "part"): Judgement(1, "A part of the title is the same: “{ours}”, “{theirs}”."),
    ("title", "whole"): Judgement(-2, "“{ours}” may be a part only of “{theirs}”."),
    ("title", "similar"): Judgement(0.5, "The titles are spelled alike: “{ours}”, “{theirs}”."),
    ("title", "third name"): Judgement(
        -1, "It may be a third name: “{ours}” here, “{theirs}” there."
    ),
    ("title", "unlike"): Judgement(-4, "The titles differ: “{ours}” here, “{theirs}” there."),
    ("year", "same"): Judgement(3, "The year is the same: {theirs}."),
    ("year", "near"): Judgement(1, "The year differs by one: {ours} here, {theirs} there."),
    ("year", "distant"): Judgement(-1, "The year differs a little: {ours} here, {theirs} there."),
    ("year", "far"): Judgement(-5, "The years differ: {ours} here, {theirs} there."),
    ("director", "same"): Judgement(4, "The director is the same: {theirs}."),
    ("director", "one"): Judgement(3, "One director is the same: {theirs}."),
    ("director", "similar"): Judgement(
        3, "The director has nearly the same name: {ours} here, {theirs} there."
    ),
    ("director", "different"): Judgement(
        -4, "The directors differ: {ours} here, {theirs} there."
    ),
    ("cast", "several"): Judgement(3, "Several actors are the same: {theirs}."),
    ("cast", "one"): Judgement(1, "One actor is the same: {theirs}."),
    ("cast", "different"): Judgement(-2, "No actor is the same: {ours} here, {theirs} there."),
    ("running time", "same"): Judgement(1, "The running time is the same: {theirs} minutes."),
    ("running time", "near"): Judgement(
        0, "The running times differ a little: {ours} minutes here, {theirs} there."
    ),
    ("running time", "far"): Judgement(
        -3, "The running times differ: {ours} minutes here, {theirs} there."
    ),
    ("country", "same"): Judgement(0.5, "The country is the same: {theirs}."),
    ("country", "different"): Judgement(
        -0.5, "The countries differ: {ours} here, {theirs} there."
    ),
}  # fmt: skip

UNKNOWN = "The {name} is not known {where}."
