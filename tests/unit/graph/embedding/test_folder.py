"""The job on a folder: what is written, what is left, and how."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.embedding import Embedding, Options, Report
from graph.embedding.markup import Page
from graph.embedding.reviews import Reviewed
from graph.values.addresses import address_key

HEAT = Reviewed(
    "heat",
    "heat.md",
    frozenset({address_key("https://a.example/heat/")}),
    "",
    frozenset({"heat"}),
    1995,
)
CANONICAL = '<link rel="canonical" href="https://a.example/heat/">'
SCRIPT = '{\n "@type": "Review"\n}'
FOREIGN = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Review",'
    ' "itemReviewed": {"@type": "Movie", "name": "%s"}}</script>'
)


def write(folder: Path, options: Options = Options(), script: str = SCRIPT) -> Report:  # noqa: B008
    return Embedding(folder, options, lambda slug: script).write([HEAT])


def outcomes(report: Report) -> dict[str, str]:
    return {page.page: page.outcome for page in report.pages}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "heat.html"
    path.write_text(f"<html>\n<head>\n{CANONICAL}\n</head>\n<body>Long.</body>\n</html>\n")
    return path


def test_written_unchanged_refreshed_removed(page: Path) -> None:
    before = page.read_bytes()
    assert outcomes(write(page.parent)) == {"heat.html": "written"}
    after = page.read_bytes()
    assert outcomes(write(page.parent)) == {"heat.html": "unchanged"}
    assert page.read_bytes() == after != before
    assert outcomes(write(page.parent, script="{}")) == {"heat.html": "written"}
    removed = Embedding(page.parent).remove()
    assert outcomes(removed) == {"heat.html": "removed"}
    assert page.read_bytes() == before
    assert outcomes(Embedding(page.parent).remove()) == {"heat.html": "without"}


def test_a_dry_run_changes_nothing_and_shows_the_change(page: Path) -> None:
    before = page.read_bytes()
    (found,) = write(page.parent, Options(dry_run=True)).pages
    assert page.read_bytes() == before
    assert found.outcome == "written"
    assert found.diff.startswith("--- a/heat.html\n+++ b/heat.html\n@@ -1,6 +1,10 @@\n <html>\n")
    assert (
        '+<script type="application/ld+json" id="triplebill">\n+{\n+ "@type": "Review"\n'
        in found.diff
    )


def test_mode_stays_and_links_are_not_followed(page: Path, tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside.html"
    site.mkdir()
    page = page.rename(site / page.name)
    page.chmod(0o640)
    outside.write_bytes(page.read_bytes())
    (site / "link.html").symlink_to(outside)
    (site / "folder").symlink_to(tmp_path, target_is_directory=True)
    assert outcomes(write(site)) == {"heat.html": "written"}
    assert page.stat().st_mode & 0o777 == 0o640
    assert b"triplebill" not in outside.read_bytes()
    assert sorted(path.name for path in site.iterdir()) == ["folder", "heat.html", "link.html"]


def test_a_review_that_is_described_already(page: Path) -> None:
    plain = page.read_text()
    page.write_text(plain.replace("</head>", FOREIGN % "Heat" + "</head>"))
    before = page.read_bytes()
    (found,) = write(page.parent).pages
    assert found.outcome == "duplicate"
    assert "already (JSON-LD)" in found.reason
    assert page.read_bytes() == before
    assert outcomes(write(page.parent, Options(beside=True))) == {"heat.html": "written"}
    assert outcomes(write(page.parent)) == {"heat.html": "removed"}
    assert page.read_bytes() == before, "ours is taken out again"
    page.write_text(plain.replace("</head>", FOREIGN % "A toaster" + "</head>"))
    assert outcomes(write(page.parent)) == {"heat.html": "written"}


def test_microdata_counts_and_class_names_do_not(page: Path) -> None:
    plain = page.read_text()
    item = '<div itemscope itemtype="https://schema.org/Review"><b itemprop="name">A</b></div>'
    page.write_text(plain.replace("Long.", item))
    assert outcomes(write(page.parent)) == {"heat.html": "duplicate"}
    page.write_text(plain.replace("Long.", '<div class="h-review"><b class="p-name">A</b></div>'))
    assert outcomes(write(page.parent)) == {"heat.html": "written"}


def test_the_block_of_a_page_that_is_no_review_any_more_goes(page: Path) -> None:
    before = page.read_bytes()
    write(page.parent)
    report = Embedding(page.parent, block=lambda slug: SCRIPT).write([])
    assert outcomes(report) == {"heat.html": "removed"}
    assert page.read_bytes() == before


def test_pages_without_review_and_reviews_without_page(page: Path) -> None:
    (page.parent / "about.HTM").write_text("<title>About</title>")
    (page.parent / "style.css").write_text("</head>")
    (page.parent / "empty.html").write_text("")
    other = Reviewed("crash", "crash.md")
    report = Embedding(page.parent, block=lambda slug: SCRIPT).write([HEAT, other])
    assert outcomes(report) == {
        "about.HTM": "without",
        "empty.html": "without",
        "heat.html": "written",
    }
    assert report.missing == ["crash.md"]


def test_what_cannot_be_read_is_said(page: Path) -> None:
    (page.parent / "deep.html").write_text("<div>" * 400)
    page.write_text(page.read_text().replace("</head>", "<!--"))
    report = write(page.parent)
    assert outcomes(report) == {"deep.html": "unreadable", "heat.html": "unreadable"}
    assert "has no end" in report.pages[1].reason


def test_a_review_that_is_not_published_yet(page: Path) -> None:
    (found,) = write(page.parent, script="").pages
    assert (found.outcome, Page(page.read_bytes()).blocks) == ("unsure", ())


def test_where_the_site_stands_is_enough(page: Path) -> None:
    page.write_text("<head></head>")
    assert outcomes(write(page.parent, Options(url="https://a.example/"))) == {
        "heat.html": "written"
    }
    assert outcomes(write(page.parent, Options(url="https://b.example/"))) == {
        "heat.html": "removed"
    }


def test_hostile_text_stays_inside_the_block(page: Path) -> None:
    from graph import jsonld

    script = str(jsonld.script({"name": "</script><script>alert(1)</script><!--"}))
    write(page.parent, script=script)
    text = page.read_text()
    assert text.count("<script") == text.count("</script") == 1
    inside = text.partition('id="triplebill">')[2].partition("</script>")[0]
    assert json.loads(inside) == {"name": "</script><script>alert(1)</script><!--"}
