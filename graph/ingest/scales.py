"""Scales of bare numbers: what was judged on one is judged again where it becomes another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from graph.extraction.site_scale import Best, Group, infer
from graph.judgement import Judge, batches
from graph.ledger import Ledger
from graph.ledger.entries import Outcome
from graph.ledger.rows import Rows, rows_of

Ends = dict[str, Outcome]
"""How sources end now, which ended otherwise before."""


def settle_scales(ledger: Ledger, judge: Judge) -> Ends:
    """Infer anew the scale of each group of bare numbers that has changed.

    Where it became another one, all documents of the group are judged again on it; returns those
    that end otherwise now. What a crash interrupts is done again at the next start.
    """
    scales, ends = ledger.scales, Ends()
    for group in scales.stale():
        best = infer(scales.marks(group), group.key).best
        if best != scales.best(group):

            def scale(
                of: Group, group: Group = group, best: Decimal | None = best
            ) -> Decimal | None:
                return best if of == group else scales.best(of)

            for ids in batches(scales.documents(group)):
                ends |= _judge_on(ledger, judge, ids, scale)
        with ledger.transaction():
            scales.settle(group, best)
    return ends


def rescale(ledger: Ledger, judge: Judge, rows: Sequence[Rows], used: Mapping[str, str]) -> Ends:
    """Judge again what was judged on a scale that has become another one meanwhile; returns those
    that end otherwise now."""
    scored = [each for each in rows if each.scores]
    if not scored:
        return {}
    now = ledger.scales.inferred()
    late = [r.source for r in scored if any(now.get(f) != used.get(f) for f, _ in r.scores)]
    if not late:
        return {}
    return _judge_on(ledger, judge, ledger.documents.ids(late).values(), ledger.scales.best)


def _judge_on(ledger: Ledger, judge: Judge, ids: Iterable[int], scale: Best) -> Ends:
    entries = ledger.documents.of_ids(ids)
    judged = list(zip(entries, judge.again(entries, scale), strict=True))
    links = ledger.links
    changed = [rows_of(e, links.found(e.id), e.link) for before, e in judged if e != before]
    with ledger.assigning() as assignment:  # its film is what it was
        assignment.take(changed)
    return {e.source: e.outcome for before, e in judged if e.outcome != before.outcome}
