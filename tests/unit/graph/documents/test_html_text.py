import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.documents.html_text import has_tags, to_markdown
from graph.extraction.markdown import to_text


def plain(html, **options):
    return to_text(to_markdown(html, **options))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p><p>Two<br>lines.</p>", "One.\n\nTwo\nlines."),
        ("<ul><li>one<li>two</ul>three", "- one\n- two\n\nthree"),
        ("<em> Heat </em>is", "Heat is"),
        ("<b></b>x<i> </i>y", "x y"),
        ("<strong><em> Heat </em></strong> is", "Heat is"),
        ("R&amp;D &lt;b&gt; &amp;lt; &nbsp; 1 < 2", "R&D <b> &lt; 1 < 2"),
        ("a<script>x()</script><style>y</style><iframe>z</iframe>b", "ab"),
        ("<!-- wp:paragraph --><p>a</p><!-- /wp -->", "a"),
        ("a\x00b\x0bc", "abc"),
        ("", ""),
        ("<img src=x onerror=y>", ""),
        ("<p>never <b>closed <a href=x>at all", "never closed at all"),
    ],
)
def test_words_stay_and_markup_goes(html, text):
    assert plain(html) == text


def test_line_feeds_are_breaks_where_the_writer_means_them():
    assert plain("one\ntwo <i>x</i>", lines=True) == "one\ntwo x"
    assert plain("one\ntwo <i>x</i>") == "one two x"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 300_000, "<b>" * 300_000 + "x", "<em>x " * 200_000, "&" * 2_000_000,
        "<a <a " * 200_000, "<!--" * 200_000, "<" * 2_000_000, "<script>" * 200_000,
        "<td><table>" * 100_000, "\n " * 1_000_000,
    ],
)  # fmt: skip
def test_hostile_html_takes_time_in_proportion(html):
    assert isinstance(to_markdown(html), str)
    assert has_tags(html) in (True, False)


@given(st.text(alphabet=st.sampled_from("ab <>/&;!-\"'=piembdv\n*_"), max_size=80))
def test_any_text_comes_out_as_text(html):
    assert "\x00" not in to_markdown(html)


@given(
    st.lists(
        st.sampled_from(["one", "two & three", "1 < 2", "***1/2", "a_b_c", "2 * 3"]), max_size=6
    )
)
def test_no_word_is_lost(words):
    from html import escape

    html = "".join(f"<p>{escape(word)}</p>" for word in words)
    assert plain(html).split() == " ".join(words).split()


def test_rows_and_terms_of_facts_are_labelled_lines() -> None:
    table = "<table><tr><th>Director</th><td>Ann Berg</td></tr><tr><td>Cast:</td><td>Max</td></tr>"
    assert to_markdown(table + "</table>") == "Director: Ann Berg\nCast: Max"
    assert to_markdown("<table><tr><td>a</td><td>b</td><td>c</td></tr></table>") == "a b c"
    terms = "<dl><dt><b>Cast</b></dt><dd>Max Roe</dd><dd>Jo Vale</dd><dt>Year:<dd>2014</dl>"
    assert to_markdown(terms) == "**Cast**: Max Roe, Jo Vale\nYear: 2014"
