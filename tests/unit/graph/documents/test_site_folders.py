"""A site generator's folder: what is no post is skipped, and said so."""

from pathlib import Path

from graph.documents import read
from graph.records import Document, Skipped


def test_a_whole_site(tmp_path: Path):
    for name in (
        "_posts/2020-01-01-heat.md",
        "_drafts/ronin.md",
        "_layouts/post.md",
        "content/_index.md",
        "content/heat/index.md",
        "archetypes/default.md",
        "node_modules/x/readme.md",
        "README.md",
        "src/heat.mdx",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("---\ntitle: Heat\n---\nA film.", "utf-8")
    found = {outcome.source: type(outcome) for outcome in read([tmp_path], tmp_path)}
    assert {source for source, kind in found.items() if kind is Document} == {
        "_posts/2020-01-01-heat.md",
        "content/heat/index.md",
        "src/heat.mdx",
    }
    assert list(found.values()).count(Skipped) == 6


def test_a_folder_above_says_nothing(tmp_path: Path):
    file = tmp_path / "_drafts" / "heat.md"
    file.parent.mkdir()
    file.write_text("A film.", "utf-8")
    (outcome,) = read([file], tmp_path / "elsewhere")
    assert isinstance(outcome, Document)
