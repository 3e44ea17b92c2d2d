"""The command `link`: match films anew, say why, check, and exchange what persons decided."""

from __future__ import annotations

from contextlib import closing, nullcontext
from pathlib import Path

import click
import msgspec
from rich.console import Console

from graph.cases import Case, Counts, called, counts, find_case, ruled
from graph.catalogue import Catalogue
from graph.catalogue.health import Ailment, check
from graph.errors import SettingsError, UnreadableError
from graph.linking import Scored, film_key
from graph.mapping import Addresses
from graph.mappings import export_rulings, import_rulings, no_films, sources_in
from graph.sssom import MANUAL
from server.cli.cataloguing import linker, wikidata
from server.cli.output import as_json, console, literal, print_json, progress
from server.config import Config, load
from server.site import is_site, reading_ledger, recording, writing
from server.words import counted

file = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--explain", metavar="FILM", help="Say why a film, or that of a source, is linked.")
@click.option("--check", "check_", is_flag=True, help="Ask Wikidata what became of the targets.")
@click.option("--export", "target", type=file, help="Write what persons decided, as SSSOM.")
@click.option("--import", "origin", type=file, help="Take decisions over from such a file.")
@as_json
@click.pass_obj
def link(
    root: Path,
    explain: str | None,
    check_: bool,
    target: Path | None,
    origin: Path | None,
    json_: bool,
) -> int:
    """Link films to Wikidata, IMDb, TMDb and their kin.

    Matches every film anew, as is needed after a new catalogue; “add” links new reviews by
    itself. What persons decided stays. FILM is a film's address or the last part of it, or the
    source of a review.

    \b
    triplebill link --explain heat-1995
    triplebill link --export decisions.tsv
    """
    if sum(map(bool, (explain, check_, target, origin))) > 1:
        raise click.UsageError("Give only one of --explain, --check, --export and --import.")
    config = load(root)
    if explain:
        return _explain(config, explain, json_)
    if check_:
        return _check(config, json_)
    if target:
        return _export(config, target)
    return _import(config, origin, json_) if origin else _link(config, json_)


def _link(config: Config, json_: bool) -> int:
    matching = linker(config)
    if matching is None:
        raise SettingsError(
            "There is no catalogue of films yet. Make one with “triplebill catalogue build”, or "
            "name its file in the setting “catalogue”."
        )
    with writing(config, linker=matching) as site, progress() as shown:
        with recording(site, "link") as run:
            changed = run.links = site.job.link(shown.told)
        found = counts(site.job.ledger)
    _summarise(found, changed, json_)
    return 0


def _summarise(found: Counts, changed: int, json_: bool) -> None:
    if json_:
        print_json(msgspec.structs.asdict(found) | {"films": found.films, "changed": changed})
        return
    console().print(
        f"{counted(found.films, 'film')}: [green]{found.linked:,} linked[/], "
        f"{found.decided:,} decided by a person, [yellow]{found.open:,} open[/], "
        f"{found.none:,} not in the catalogue. "
        f"The links of {counted(changed, 'document')} changed."
    )
    if found.open:
        console().print("Decide the open ones with “triplebill review”.", style="dim")


# --- explain --------------------------------------------------------------------------------


def _explain(config: Config, words: str, json_: bool) -> int:
    with reading_ledger(config) as ledger:
        known = find_case(ledger, words)
    if known is None:
        raise click.UsageError(f"There is no film and no review “{words}” here.")
    if json_:
        print_json(explained(known))
    else:
        out = console()
        out.print(f"[bold]{literal(known.heading)}[/]  /movie/{known.slug}")
        out.print(literal(known.verdict))
        for reason in known.reasons:
            out.print(f"  {literal(reason)}")
        for sentence in dict.fromkeys(map(ruled, known.rulings)):
            out.print(f"  {literal(sentence)}")
        for candidate in known.candidates:
            print_candidate(out, candidate, known)
    return 0


def explained(known: Case) -> dict[str, object]:
    """A case as JSON has it, the sentences among the features."""
    made: dict[str, object] = msgspec.to_builtins(known)
    candidates = [
        msgspec.to_builtins(each) | {"sentences": [f.sentence for f in each.features]}
        for each in known.candidates
    ]
    return made | {"candidates": candidates}


def print_candidate(out: Console, candidate: Scored, known: Case, number: int = 0) -> None:
    """A candidate with what speaks for and against it."""
    film = candidate.film
    mark = f"[bold]{number}[/] " if number else ""
    state = " [red]rejected[/]" if film_key(film) in known.rejected else ""
    out.print(f"\n  {mark}{literal(called(film))}  [bold]{candidate.score:g}[/] points{state}")
    if candidate.refused:
        out.print(f"    [red]{literal(candidate.refused)}[/]")
    for feature in candidate.features:
        out.print(f"    {feature.points:+5g}  {literal(feature.sentence)}")


# --- check ----------------------------------------------------------------------------------


def _check(config: Config, json_: bool) -> int:
    with reading_ledger(config) as ledger:
        linked = {link.key: link.film for _, link in ledger.links.films() if link.film}
    tell = console(error=True).print
    service = wikidata(config, lambda sentence: tell(literal(sentence), style="yellow"))
    ailments = list(check(service, list(linked.values())))
    if json_:
        print_json({"checked": len(linked), "ailments": ailments})
    else:
        for ailment in ailments:
            console().print(literal(f"{ailment.sentence} {_repair(ailment)}"))
        films, links = counted(len(linked), "film"), counted(len(ailments), "link")
        console().print(f"{films} checked, {links} to look at.")
    return 1 if ailments else 0


def _repair(ailment: Ailment) -> str:
    instead = ", ".join(f"{each.scheme}:{each.value}" for each in ailment.repair)
    return f"Link {instead} instead." if instead else "Look for another target."


# --- exchange -------------------------------------------------------------------------------


def _export(config: Config, target: Path) -> int:
    with reading_ledger(config) as ledger:
        text = export_rulings(ledger)
    try:
        target.write_text(text, "utf-8")
    except OSError as error:
        raise SettingsError(f"{target} cannot be written: {error.strerror}.") from error
    console().print(f"What persons decided is in {literal(str(target))}")
    return 0


def _import(config: Config, origin: Path, json_: bool) -> int:
    try:
        text = origin.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{origin} cannot be read: {error}.") from error
    catalogue = config.catalogue_file
    known = config.catalogue or catalogue.exists()
    try:
        with (
            closing(Catalogue.open(catalogue)) if known else nullcontext() as films,
            reading_ledger(config) if is_site(config) else nullcontext() as ledger,
        ):
            sources = sources_in(ledger) if ledger else no_films
            imported = import_rulings(text, films, Addresses(config.base_iri), sources)
    except UnreadableError as error:
        raise SettingsError(f"{origin}: {error}") from error
    with writing(config) as site:
        with recording(site, "link", "--import", str(origin)) as run:
            changed = run.links = site.job.rule(imported.rulings)
        found = counts(site.job.ledger)
    if not json_:
        console().print(f"{counted(len(imported.rulings), 'decision')} taken over.")
        if imported.undecided:
            left = counted(imported.undecided, "mapping")
            console().print(f"{left} that nobody decided passed over: by “{MANUAL}” one is known.")
    _summarise(found, changed, json_)
    return 0
