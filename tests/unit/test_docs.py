"""The documentation says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from graph.extraction.corrections import NAMES
from server.cli import COMMANDS
from server.config import describe_settings
from server.corrections import FIELDS

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text()


def test_the_settings_table_is_the_code_s() -> None:
    written = (PROJECT / "docs" / "settings.md").read_text()
    for name, default, meaning in describe_settings():
        assert f"| `{name}` | {f'`{default}`' if default else ''} | {meaning} |" in written
    table, _, corrections = written.partition("## Corrections")
    assert table.count("\n| `") == len(list(describe_settings()))
    assert set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\| .*? \|", corrections, re.M)))) == (
        set(FIELDS)
    )
    assert ", ".join(f"`{name}`" for name in NAMES) in corrections


def test_the_readme_names_every_command() -> None:
    named = set(re.findall(r"^\| `(\w+)", README, re.MULTILINE))
    assert named == {command.name for command in COMMANDS}


def test_the_settings_in_the_readme_exist() -> None:
    known = {name for name, _, _ in describe_settings()}
    for block in re.findall(r"```toml\n(.*?)```", README, re.DOTALL):
        assert set(re.findall(r"^(\w+) =", block, re.MULTILINE)) <= known


def test_links_lead_somewhere() -> None:
    for page in (PROJECT / "README.md", *(PROJECT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
