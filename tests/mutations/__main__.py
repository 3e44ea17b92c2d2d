"""`python -m tests.mutations [COUNT] [--seed N]`: compiled shapes against pySHACL.

Real documents are changed so that they violate every constraint of the bundled shapes, singly
and in pairs, and changed at random; compiled shapes and pySHACL must say the same of each. Prints
the sums, and every difference; 1 where there is one or a constraint was never violated.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from time import perf_counter

from shapes.validation import Validator
from tests.mutations.agreement import Tally, compare, mutants
from tests.mutations.shapes import constraints, unviolated


def main() -> int:
    """Compare, and print the sums."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore", "Parsing weird boolean")  # rdflib's, at ill-typed ones
    started = perf_counter()
    tally = compare(Validator.bundled(), mutants(arguments.count, arguments.seed), _tell)
    missing = unviolated(tally.violated)
    print(
        f"{tally.documents:,} documents, {tally.faulty:,} of them rejected,"
        f" {tally.results:,} results, in {perf_counter() - started:.0f} s",
        f"{len(constraints())} constraints, never violated: {', '.join(missing) or 'none'}",
        f"{tally.left:,} documents left to pySHACL, which fails at {tally.failed:,}",
        f"{len(tally.differences)} differences",
        *tally.differences[:20],
        sep="\n",
    )
    return 1 if missing or tally.differences else 0


def _tell(tally: Tally) -> None:
    print(f"{tally.documents:,}, {len(tally.differences)} different", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
