"""Scores that a text hands to a generator's call."""

import pytest

from graph.documents.score_calls import stated


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('{{< rating value="4" max="5" >}}', {"rating": "4", "best rating": "5"}),
        ('{{% review-rating num="8" %}}', {"rating": "8"}),
        ("{{< stars 3.5 >}}", {"stars": "3.5"}),
        ("**Verdict:** {{< stars ★★★½ >}}", {"stars": "★★★½"}),
        ('{{< star_rating "4/5" />}}', {"stars": "4/5"}),
        ("{% include stars num=3 %}", {"stars": "3"}),
        ("{%- include ui/rating.html score='4' outOf='5' -%}", {"rating": "4", "best rating": "5"}),
        ("{% rating 4 %}", {"rating": "4"}),
        ("{% rating 4 of=5 value=3 %}", {"rating": "4", "best rating": "5"}),
        ("{{< rating 4 >}}\n\n{{< rating 4 >}}", {"rating": "4"}),
    ],
)
def test_calls_that_hold_the_score(call, said):
    assert stated(f"It is long.\n\n{call}\n") == said


@pytest.mark.parametrize(
    "text",
    [
        "{{< stars 4 >}}\n\nand the second\n\n{{< stars 2 >}}",
        "Better than Ronin, which I gave {{< stars 2 >}} last week.",
        "{{< rating page.rating >}}",
        "{{< rating page.rating max=5 >}}",
        "{{< rating color=3 >}}",
        "{{< rating 1995 >}}",
        "{{< star-wars 4 >}}",
        "{{< imdb-rating 7.9 >}}",
        "{{< age-rating 12 >}}",
        "{{< stars 4 %}}",
        "```\n{{< stars 4 >}}\n```",
        "```\n{{< stars 4 >}}",
        "    {{< stars 4 >}}",
        "<pre>\n{{< stars 4 >}}\n</pre>",
        "<!--\n{{< stars 4 >}}\n-->",
        "{% comment %}\n{% rating 4/5 %}\n{% endcomment %}",
        "I type `{{< stars 4 >}}`.",
        "{{< youtube 4score >}}",
    ],
)
def test_calls_that_hold_none(text):
    assert stated(text) == {}


def test_front_matter_goes_first(read_bytes):
    text = b"---\nfilm: Heat\nscore: 3/5\n---\nSlow.\n\n{{< stars 4 >}}\n"
    [document] = read_bytes(text, "heat.md")
    assert document.metadata == {"film": "Heat", "score": "3/5"}
