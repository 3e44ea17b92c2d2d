"""The JSON-LD block of a review in the pages of somebody's own site.

A site that some generator has built is a folder of HTML. Each page says where it stands and what
it is called, each review where it was first published, from which file it came and what it is
about; where the two agree, and nothing else does, the page is that review. Its block is written
between two bytes of the page, and nothing else of the page is touched.

    folder ─facts→ pages ─┐
                          matching → page ≙ review ─markup→ page with its block
    ledger ─reviews───────┘
"""

from __future__ import annotations

from graph.embedding.folder import OUTCOMES, Embedding, Options, Outcome, PageReport, Report

__all__ = ["OUTCOMES", "Embedding", "Options", "Outcome", "PageReport", "Report"]
