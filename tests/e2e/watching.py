"""A page of a real browser that notices whatever a page of the site should not do."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page


class Watched:
    """A page of the browser, and everything that it should not have done."""

    def __init__(self, browser: Browser, width: int = 1280, scheme: str = "light") -> None:
        self.page: Page = browser.new_page(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        self.hosts: set[str] = set()
        self.noticed: list[str] = []
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("dialog", lambda dialog: self._dialog(dialog.message, dialog.dismiss))
        self.page.on("console", lambda message: self.noticed.append(message.text))
        self.page.on("pageerror", lambda error: self.noticed.append(str(error)))

    def _dialog(self, message: str, dismiss: object) -> None:
        self.noticed.append(f"dialog: {message}")
        dismiss()  # type: ignore[operator]

    def quiet_on(self, base: str) -> bool:
        """Whether nothing was noticed and nobody but the server was asked."""
        return not self.noticed and self.hosts == {urlsplit(base).netloc}


def paths(page: Page, kind: str) -> list[str]:
    """The paths of a kind of resource that the page links to."""
    links = page.eval_on_selector_all("main a", "all => all.map(a => a.getAttribute('href'))")
    return [link for link in links if link.startswith(f"/{kind}/")]
