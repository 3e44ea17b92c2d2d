"""The command `review`: the open links, one after another, for a person to decide."""

from __future__ import annotations

import getpass
import re
from pathlib import Path

import click

from graph.cases import Case, open_cases
from graph.catalogue import CatalogueFilm
from graph.ledger import Ledger
from graph.linking import Answer, Ruling
from server.cli.linking import print_candidate
from server.cli.output import console, literal, table
from server.config import Config, load
from server.site import reading_ledger, recording, writing

ANSWER = re.compile(r"\s*(?:([ar])\s*([0-9]{1,2})?|([nsq]))\s*", re.IGNORECASE)
PROMPT = "a accept, r reject (with a number), n no such film, s skip, q quit"


@click.command()
@click.option("--who", help="Whose decisions these are.  [default: your login name]")
@click.pass_obj
def review(root: Path, who: str | None) -> int:
    """Decide the links that are open.

    Shows each film beside the candidates of the catalogue. Each answer is kept at once, holds
    for ever and can be exported with “triplebill link --export”; what is skipped comes again.
    """
    config = load(root)
    with reading_ledger(config) as ledger:
        _decide(config, ledger, who or _login())
        _farewell(ledger)
    return 0


def _decide(config: Config, ledger: Ledger, name: str) -> None:
    film = 0
    while known := next(open_cases(ledger, film, 1), None):
        left = len(ledger.links.open_films(film))
        rulings = _asked(known, name, left)
        if rulings is None:
            break
        if rulings:
            with writing(config) as site, recording(site, "review", known.heading) as counts:
                counts.links = site.job.rule(rulings)
        if not rulings or not _still_open(ledger, known.film):
            film = known.film


def _still_open(ledger: Ledger, film: int) -> bool:
    return film in ledger.links.open_films(film - 1, 1)


def _asked(known: Case, who: str, left: int) -> list[Ruling] | None:
    """What a person decides about a film: nothing where it is skipped, None where they leave."""
    _show(known, left)
    while True:
        match = ANSWER.fullmatch(click.prompt(PROMPT, prompt_suffix=": "))
        if not match:
            click.echo("Answer with a letter, and a number where there are several.")
            continue
        letter = (match[1] or match[3]).lower()
        if letter in "sq":
            return [] if letter == "s" else None
        if letter == "n":
            return known.ruling("none", None, who)
        answer: Answer = "accepted" if letter == "a" else "rejected"
        film = _chosen(known, int(match[2] or 0))
        if film:
            return known.ruling(answer, film, who)
        click.echo(f"Say which: a number from 1 to {len(known.open)}.")


def _chosen(known: Case, number: int) -> CatalogueFilm | None:
    """The candidate of a number; the only one needs none."""
    if number == 0 and len(known.open) == 1:
        number = 1
    return known.open[number - 1].film if 1 <= number <= len(known.open) else None


def _show(known: Case, left: int) -> None:
    out = console()
    out.print(f"\n[bold]{literal(known.heading)}[/]  [dim]{left} open[/]")
    for reason in known.reasons:
        out.print(f"  {literal(reason)}")
    shown = table("", "here", *map(str, range(1, len(known.open) + 1)))
    for name, *cells in _rows(known):
        shown.add_row(name, *map(literal, cells))
    out.print(shown)
    for number, candidate in enumerate(known.open, 1):
        print_candidate(out, candidate, known, number)


def _rows(known: Case) -> list[tuple[str, ...]]:
    """The film and its candidates side by side."""
    said, films = known.subject, [candidate.film for candidate in known.open]
    points = (f"{candidate.score:g}" for candidate in known.open)
    ids = ([f"{i.scheme} {i.value}" for i in film.identifiers] for film in films)
    own = [f"{i.scheme} {i.value}" for i in said.identifiers]
    return [
        ("title", _few(said.titles), *(film.title for film in films)),
        ("year", _few(said.years), *(_few(film.years) for film in films)),
        ("director", _few(said.directors), *(_few([p.name for p in f.directors]) for f in films)),
        ("cast", _few(said.cast), *(_few([p.name for p in f.cast]) for f in films)),
        ("minutes", str(said.minutes or ""), *(_few(film.minutes) for film in films)),
        ("item", "", *(film.qid for film in films)),
        ("ids", _few(own), *(_few(each) for each in ids)),
        ("points", "", *points),
    ]


def _few(values: object) -> str:
    listed = [str(value) for value in values] if isinstance(values, list | tuple) else []
    return ", ".join(listed[:3]) + (", …" if len(listed) > 3 else "")


def _farewell(ledger: Ledger) -> None:
    left = len(ledger.links.open_films())
    links = "link waits" if left == 1 else "links wait"
    console().print(
        f"{left:,} {links} for a decision." if left else "No link waits for a decision."
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # nobody is logged in, as in a container
        return ""
