"""Benchmarks: ratios of two things measured side by side in one run, started by `make bench`.

Invented reviews of the size and shape of real ones come from `generate`. Each module in
`measures` gives rows; a row compares what we do with what the engine, a library or a peer does
with the same data on the same machine in the same minutes. Absolute figures are information.
"""
