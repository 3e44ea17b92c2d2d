"""Pages as axe-core judges them: light and dark, narrow and wide, in each or in every pair of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDTHS = (360, 1600)
LOOKS = tuple((width, scheme) for width in WIDTHS for scheme in ("light", "dark"))
CONTRARY = (LOOKS[0], LOOKS[-1])
"""Two looks that have nothing in common: all rules are asked in these."""

VISUAL = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")
"""Rules that depend on width or colours, which are asked in the others, too."""

Looks = tuple[tuple[int, str], ...]

ALIKE = "ol.lines > li:nth-child(n + 17)"
"""Rows of long lists, which are of one make: the first sixteen are looked at."""

ASKED = f"""async rules => {{
    const asked = {{resultTypes: ["violations"], ...rules && {{runOnly: rules}}}};
    const told = await axe.run({{exclude: "{ALIKE}"}}, asked);
    return {{passes: told.passes.length, violations: told.violations}};
}}"""
"""The page keeps axe for its four looks, and only what is wrong comes back."""


def judged(page: Page, base: str, paths: Iterable[str], looks: Looks = CONTRARY) -> list[str]:
    """What is wrong with pages, each loaded once."""
    found: list[str] = []
    for path in paths:
        page.goto(base + path)
        found += faults(page, path, looks)
    return found


def faults(page: Page, where: str, looks: Looks = CONTRARY) -> list[str]:
    """What axe finds wrong with the page as it stands, and what is wider than the window."""
    return [f"{where} {fault}" for fault in _faults(page, looks)]


def _faults(page: Page, looks: Looks) -> Iterator[str]:
    page.evaluate(AXE_SCRIPT)
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        told = page.evaluate(ASKED, None if (width, scheme) in CONTRARY else list(VISUAL))
        assert told["passes"], "axe judged nothing"
        for rule in told["violations"]:
            for node in rule["nodes"]:
                words = f"{node['html'][:200]} {node['failureSummary'][:200]}"
                yield f"at {width}, {scheme}: {rule['id']}: {words}"
        if not fits(page, width):
            yield f"at {width}, {scheme}: wider than the window"


def fits(page: Page, width: int) -> bool:
    """Whether nobody has to scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth") <= width
