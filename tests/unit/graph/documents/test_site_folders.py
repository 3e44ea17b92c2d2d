"""A site generator's folder: what is no post is skipped, and said so."""

from pathlib import Path

import pytest

from graph.documents import read
from graph.extraction import extract
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
        "exampleSite/content/heat.md",
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
    assert list(found.values()).count(Skipped) == 7


@pytest.mark.parametrize(
    ("configuration", "built"),
    [
        ("hugo.toml", ("public/heat/index.html", "public/index.md", "themes/a/x.md")),
        ("config.toml", ("public/heat/index.html", "resources/a.txt")),
        ("_config.yml", ("public/heat.html", "vendor/bundle/x.txt")),
        ("astro.config.mjs", ("dist/heat/index.html",)),
        ("package.json", ("dist/heat/index.html", "vendor/a.txt")),
        ("gatsby-config.js", ("public/heat/index.html",)),
        ("pelicanconf.py", ("output/heat.html", "output/deep/er/heat.html")),
        ("mkdocs.yml", ("site/heat.html",)),
    ],
)
def test_what_a_generator_puts_beside_its_configuration_is_no_post(
    tmp_path: Path, configuration: str, built: tuple[str, ...]
):
    site = tmp_path / "blog"
    for name in (*built, "content/heat.md", "content/public/ronin.md"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("A film.", "utf-8")
    texts = {"content/heat.md", "content/public/ronin.md"}
    assert documents(site) == {*built, *texts}
    (site / configuration).write_text("", "utf-8")
    assert documents(site) == texts
    skipped = {o.source for o in read([site], site) if isinstance(o, Skipped)}
    assert skipped == {*built, configuration}
    assert documents(site, tmp_path / "elsewhere") == {str(site / name) for name in texts}


def test_a_built_folder_that_is_named_itself_is_read(tmp_path: Path):
    (tmp_path / "hugo.toml").write_text("", "utf-8")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "heat.md").write_text("A film.", "utf-8")
    (outcome,) = read([tmp_path / "public"], tmp_path)
    assert isinstance(outcome, Document)


@pytest.mark.parametrize(
    "name",
    ["package.json", "package-lock.json", "composer.json", "tsconfig.json", "tsconfig.base.json",
     "robots.txt", "requirements.txt", "requirements-dev.txt"],
)  # fmt: skip
def test_a_file_for_programs_is_told_by_its_name(tmp_path: Path, name: str):
    (tmp_path / name).write_text('{"name": "a-blog", "description": "On films."}', "utf-8")
    for root in (tmp_path, tmp_path / "elsewhere"):
        (outcome,) = read([tmp_path], root)
        assert isinstance(outcome, Skipped)
        assert "programs" in outcome.reason


def documents(site: Path, root: Path | None = None) -> set[str]:
    return {o.source for o in read([site], root or site) if not isinstance(o, Skipped)}


def test_a_folder_above_says_nothing(tmp_path: Path):
    file = tmp_path / "_drafts" / "heat.md"
    file.parent.mkdir()
    file.write_text("A film.", "utf-8")
    (outcome,) = read([file], tmp_path / "elsewhere")
    assert isinstance(outcome, Document)


def test_folders_outside_the_site_count_below_the_one_that_was_named(tmp_path):
    blog, site = tmp_path / "books" / "blog", tmp_path / "site"
    site.mkdir()
    for name in ("_drafts/a.md", "books/b.md", "posts/c.md", "README.md"):
        (blog / name).parent.mkdir(parents=True, exist_ok=True)
        (blog / name).write_text("---\nfilm: Heat\nyear: 1995\n---\nIt is long.\n", "utf-8")

    def left_out(named: Path) -> set[str]:
        found = [o for o in read([named], site) if isinstance(o, Skipped) or extract(o).skip]
        return {outcome.source.rpartition("/")[2] for outcome in found}

    assert left_out(blog) == {"a.md", "b.md", "README.md"}
    assert left_out(blog / "books") == {"b.md"}
    assert left_out(blog / "books" / "b.md") == left_out(blog / "posts") == set()


@pytest.mark.parametrize(
    "name",
    ["CLAUDE.md", "AGENTS.md", "_TEMPLATE.md", "movie-review-template.md", "_2020-heat.md"],
)
def test_notes_and_patterns_are_no_posts(tmp_path, name):
    (tmp_path / name).write_text("---\nfilm: Heat\n---\nIt is long.\n", "utf-8")
    (outcome,) = read([tmp_path], tmp_path)
    assert isinstance(outcome, Skipped)


def test_code_holds_no_reviews(tmp_path):
    block = (
        "```\n---\ntitle: {}\nrating: 4/5\n---\nIt is long, and nobody in it says a word.\n```\n"
    )
    (tmp_path / "guide.md").write_text(block.format("Heat") + "\n" + block.format("Ronin"), "utf-8")
    (outcome,) = read([tmp_path], tmp_path)
    assert outcome.source == "guide.md"
