"""Comments in a text are for nobody else: neither their words nor their labels are the review's."""

import pytest

from graph.extraction.comments import without_comments

PAIRS = [
    ("<!--", "-->"),
    ("%%", "%%"),
    ("{% comment %}", "{% endcomment %}"),
    ("{%- comment 'note' -%}", "{%- endcomment -%}"),
    ("{#", "#}"),
    ("{{/*", "*/}}"),
    ("{{- /*", "*/ -}}"),
    ("{{< comment >}}", "{{< /comment >}}"),
    ("{{% comment %}}", "{{% /comment %}}"),
    ("{::comment}", "{:/comment}"),
]


@pytest.mark.parametrize(("opening", "closing"), PAIRS)
def test_comments_are_not_published(tell, opening, closing):
    text = (
        f"The ferry leaves {opening} ask Bo about this {closing}at dawn.\n\n"
        f"{opening}\nRating: 1/5\n\nNobody may read this.\n{closing}\n\nNobody wants to arrive.\n"
    )
    told = tell(text, {"film": "The Ferry"})
    assert told.body == "The ferry leaves at dawn.\n\nNobody wants to arrive."
    assert told.review("reviewRating") == []


@pytest.mark.parametrize(
    "text",
    [
        "I am 100 %% sure, and Bo 50 %% of it.",
        "It is 90%% noise and 10%% talk.",
        "A lone %% sign.",
        "## Heat {#heat} and {#more}",
        "{{ figure }} and {% include x %}",
    ],
)
def test_what_is_no_comment_stays(text):
    assert without_comments(text) == text


@pytest.mark.parametrize("opening", [opening for opening, _ in PAIRS])
def test_comments_without_an_end_take_no_longer_than_their_length(opening):
    text = opening * 50_001
    assert len(without_comments(text)) <= len(text)
