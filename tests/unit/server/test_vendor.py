"""The committed bundles are those that `make vendor` makes of the committed sources."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

SERVER = Path(__file__).parents[3] / "server"
BUNDLES = SERVER / "static" / "vendor"


def test_the_bundles_belong_to_the_sources() -> None:
    recorded = json.loads((BUNDLES / "digests.json").read_text())
    files = [f for f in (SERVER / "vendor").iterdir() if f.is_file()]
    files += [f for f in BUNDLES.iterdir() if f.name != "digests.json"]
    found = {str(f.relative_to(SERVER)): sha256(f.read_bytes()).hexdigest() for f in files}
    assert found == recorded, "run “make vendor”"


def test_the_lock_file_names_digests_and_no_host() -> None:
    lock = (SERVER / "vendor" / "package-lock.json").read_text()
    assert "://" not in re.sub(r'"funding": (\{[^}]*\}|\[[^]]*\])|"url": "[^"]*"', "", lock)
    packages = json.loads(lock)["packages"]
    assert all("integrity" in p and "resolved" not in p for name, p in packages.items() if name)


def test_every_bundled_licence_is_there() -> None:
    named = re.findall(r"^(\S+) \S+ \((MIT|ISC|BSD-3-Clause)\)$", licences(), re.MULTILINE)
    packages = {name for name, _ in named}
    assert {"@codemirror/view", "codemirror-lang-sparql", "d3-force"} <= packages
    assert licences().count("opyright") >= len(packages)


def licences() -> str:
    return (BUNDLES / "licences.txt").read_text()


def test_the_scripts_are_this_site_s_and_never_make_markup_of_texts() -> None:
    for script in (SERVER / "static" / "query").glob("*.js"):
        text = script.read_text()
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)
        assert all(t.startswith("./") or t.startswith("../vendor/")
                   for t in re.findall(r'^import .*from "(.*)";', text, re.MULTILINE))  # fmt: skip
        assert len(text.splitlines()) <= 250, script.name
