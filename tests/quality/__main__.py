"""`python -m tests.quality [FOLDER]`: precision and recall on a folder with a `gold.jsonl`.

`--linking` does the same for the links of the films, and `--prose` compares running text with the
records of its films; `--faults` adds each wrong or missing fact; `--update` raises the floors of
the test, and refuses to where a figure has fallen.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.quality import links
from tests.quality.prose import score_prose
from tests.quality.scoring import score
from tests.quality.table import below, floors, risen, table

DEV = Path(__file__).parents[2] / ".." / "shared" / "corpora" / "dev"
FLOORS = Path(__file__).with_name("floors.json")


def main() -> int:
    """Print the table; 1 where floors were to be raised and have fallen, 2 without a gold."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEV)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--linking", action="store_true")
    parser.add_argument("--prose", action="store_true")
    arguments = parser.parse_args()
    if arguments.linking:
        return linking(arguments.faults, arguments.update)
    if not (arguments.folder / "gold.jsonl").is_file():
        print(f"{arguments.folder} has no gold.jsonl.", file=sys.stderr)
        return 2
    result = (score_prose if arguments.prose else score)(arguments.folder.resolve())
    print("\n".join([*(result.faults if arguments.faults else ()), *table(result)]))
    return update(floors(result)) if arguments.update and not arguments.prose else 0


def linking(faults: bool, raise_floors: bool) -> int:
    """Print the tables of links; returns as `main` does."""
    if reason := links.missing():
        print(f"{reason}.", file=sys.stderr)
        return 2
    found = links.results()
    if faults:
        print("\n".join(f"{n}: {fault}" for n, tally in found.items() for fault in tally.faults))
    print("\n".join([*links.table(found), "", *links.thresholds(), "", *links.lone_namesakes()]))
    if not raise_floors:
        return 0
    wanted = json.loads(links.FLOORS.read_text("utf-8")) if links.FLOORS.exists() else {}
    reached = links.floors(found)
    if fallen := links.below(reached, wanted):
        print("\n".join(["The floors stay as they are:", *fallen]), file=sys.stderr)
        return 1
    text = json.dumps(links.risen(reached, wanted), indent=1)
    links.FLOORS.write_text(text + "\n", "utf-8")
    return 0


def update(reached: dict[str, dict[str, list[float]]]) -> int:
    """Write the floors anew, unless one would have to be lowered."""
    wanted = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    if fallen := below(reached, wanted):
        print("\n".join(["The floors stay as they are:", *fallen]), file=sys.stderr)
        return 1
    FLOORS.write_text(json.dumps(risen(reached, wanted), indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
