"""Film reviews as linked data: reading, extraction, identity, fusion, mapping, store, and the job.

Knows reviews, films, triples and the store. Knows no Flask and no terminal; imports `shapes`
so that nothing is stored unvalidated by forgetting an argument. `docs/architecture.md` draws
the floors; modules import downwards only.
"""
