"""Parts of pages that are made once for many of them."""

from __future__ import annotations

import pytest
from flask import Flask

from server.pages.rendering import along, fixed


@pytest.mark.parametrize("path", ["/movie/heat-1995", "/a/movie/heat-1995", '/"><script>/{{ 1 }}'])
def test_a_part_is_put_around_the_path_of_each_page(app: Flask, path: str) -> None:
    environment = app.jinja_env
    for template in ("alternates.html", "variants.html"):
        rendered = environment.get_template(template).render(path=path)
        assert along(environment, template, path) == rendered
        assert "<script" not in rendered


def test_what_all_pages_have_is_that_of_where_they_are(app: Flask) -> None:
    environment = app.jinja_env
    for root in ("", "/films", "", '/"><script>'):
        for template in ("head.html", "masthead.html", "footer.html"):
            rendered = environment.get_template(template).render(root=root)
            assert fixed(environment, template, root) == rendered
            assert f'="{root}/' in rendered or "&#34;" in rendered
