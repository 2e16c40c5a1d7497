"""HTML and Markdown as text: what they hold, in three languages, and that no author gets out of a value."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from cityinnov import html_report, load_case, markdown_report, report_of
from cityinnov.errors import InputError, MissingDependencyError
from cityinnov.report.model import Report
from cityinnov.report.templating import escaped_markdown
from cityinnov.wording.labels import check_title
from cityinnov.wording.sentences import sentence

pytest.importorskip("jinja2", reason="needs the extra 'report'")

#: What the page is made of; whatever else stands in it, an author has put there.
ELEMENTS = """
html head meta title style body a div header p h1 h2 h3 h4 span bdi dl dt dd nav ol ul li main section article
details summary table caption thead tbody tr th td figure figcaption q br strong code footer svg line circle path
rect text g defs marker
"""
ATTRIBUTES = """
lang charset name content http-equiv href class id aria-labelledby aria-label aria-hidden role tabindex scope
colspan title x x1 x2 y y1 y2 cx cy r rx d width height viewbox preserveaspectratio text-anchor marker-end
stroke-width stroke-dasharray markerunits refx refy markerwidth markerheight orient
"""
EMPTY = {"meta", "br", "line", "circle", "path", "rect"}


class Page(HTMLParser):
    """What a browser would see of a page, as far as elements, attributes and text go."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.unbalanced: list[str] = []
        self.comments: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.unbalanced += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


@pytest.mark.parametrize("locale", ["en", "zh_CN", "de", "fr"])
@pytest.mark.parametrize("case", ["hefei", "hostile", "drawn"])
def test_a_page_is_made_of_its_own_elements_only(case: str, locale: str, request: pytest.FixtureRequest) -> None:
    page = Page(html_report(request.getfixturevalue(case), locale))
    assert {tag for tag, _ in page.elements} <= set(ELEMENTS.split())
    assert {name for _, attributes in page.elements for name in attributes} <= set(ATTRIBUTES.split())
    assert page.unbalanced == []
    assert page.comments == []


@pytest.mark.parametrize("case", ["hefei", "hostile", "drawn"])
def test_links_stay_within_the_page_and_lead_somewhere(case: str, request: pytest.FixtureRequest) -> None:
    page = Page(html_report(request.getfixturevalue(case)))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {attributes["href"] for tag, attributes in page.elements if tag == "a"}
    assert links
    assert {(link or "").removeprefix("#") for link in links} <= set(ids)
    assert all((link or "").startswith("#") for link in links)


def test_every_figure_metric_finding_and_source_of_the_case_is_on_the_page(hefei: Report) -> None:
    words = Page(html_report(hefei)).words
    # the words of the article, as the case quotes them
    for said in ("more than doubled", "50 of them", "over 100,000 STEM graduates annually"):
        assert said in words
    for said in ("over 7.177% per year", "under 7.4 vehicles per person", "50 firms / over 500 firms"):
        assert said in words
    assert hefei.findings is not None
    for finding in hefei.findings:
        assert check_title(finding.name) in words
        assert " ".join(sentence(finding.message, "en").split()) in words
        assert sentence(finding.settle, "en") in words
    assert "From Humble To Hi-Tech (2025). Beijing Review." in words
    assert "4th in China by output of new-energy vehicles, 2023" in words


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("zh_CN", ("合肥：从内陆城市到科创高地", "超过500家", "2025年5月（推断）", "引用方式", "1500亿元人民币")),
        ("de", ("Hefeis Aufstieg zum Technologiezentrum", "über 500 Unternehmen", "Zitierweise", "740.000 Fahrzeuge")),
    ],
)
def test_a_page_speaks_its_language(locale: str, said: tuple[str, ...], hefei: Report) -> None:
    html, markdown = Page(html_report(hefei, locale)), markdown_report(hefei, locale)
    for text in said:
        assert text in html.words
        assert text in markdown
    assert html.elements[0][1]["lang"] == {"zh_CN": "zh-Hans", "de": "de"}[locale]


def test_a_name_that_has_no_translation_says_its_language(hefei: Report) -> None:
    page = html_report(hefei, "de")
    assert '<span lang="en">areas near Hefei' not in page  # it has a German one
    assert '<span lang="en">Central Government of China</span>' in page


def test_a_language_without_words_is_refused(hefei: Report) -> None:
    for locale in ("xx", "nonsense", ""):
        with pytest.raises(InputError):
            html_report(hefei, locale)


def test_what_turns_or_hides_text_is_replaced(hostile: Report) -> None:
    for text in (html_report(hostile), markdown_report(hostile)):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028\u2029]", text)
        assert "\ufffd" in text


def test_the_page_forbids_itself_to_run_or_fetch_anything(hefei: Report) -> None:
    page = html_report(hefei)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert not re.search(r"url\((?!#)|@import|<script|<link|<img|src=", page)


# -- Markdown ---------------------------------------------------------------------------


def parsed(text: str) -> tuple[list[str], str]:
    """The kinds of a document's parts, and its plain text, as a CommonMark parser with tables sees it."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    flat = [part for token in tokens for part in (token, *(token.children or ()))]
    return [token.type for token in flat], "\n".join(token.content for token in flat if token.type == "text")


MARKDOWN = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "softbreak",
    "bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close", "list_item_open",
    "list_item_close", "strong_open", "strong_close", "table_open", "table_close", "thead_open", "thead_close",
    "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close", "fence",
}  # fmt: skip


@pytest.mark.parametrize("locale", ["en", "zh_CN", "de"])
@pytest.mark.parametrize("case", ["hefei", "hostile", "drawn"])
def test_markdown_holds_no_markup_of_an_author(case: str, locale: str, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(case)
    kinds, _ = parsed(markdown_report(report, locale))
    assert set(kinds) <= MARKDOWN
    assert kinds.count("fence") == sum(bool(chain.activities) for chain in report.chains)


def test_markdown_headings_are_those_of_the_template_alone(hostile: Report) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown_report(hostile))
    headings = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]
    expected = (
        1  # the title
        + 7  # derived metrics, stated, capital, chains, findings, missing, claims
        + 3  # timeline, sources, how to cite
        + len(hostile.metrics)
        + len(hostile.sections)
        + len(hostile.chains)
    )
    assert len(headings) == expected


def test_markdown_tables_have_their_columns(hostile: Report) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown_report(hostile))
    rows: list[int] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append(0)
        elif token.type in ("td_open", "th_open"):
            rows[-1] += 1
    assert rows == [4, 4, 4]  # the head, and two investments


@pytest.mark.parametrize(
    "text",
    [
        "# heading", "- item", "+ item", "* item", "1. item", "12) item", "> quote", "``` fence", "~~~ fence",
        "[a](b)", "![a](b)", "[a]: b", "<b>", "<https://a.b>", "a | b", "*a*", "_a_", "`a`", "a\n\nb", "a  \nb",
        "---", "===", "&amp;", "\\", "    code", "\tcode", "$x$", "~~gone~~", "| a |", ":--", "a\\\nb",
    ],
)  # fmt: skip
def test_a_text_reads_back_as_it_is(text: str) -> None:
    kinds, said = parsed(escaped_markdown(text))
    assert set(kinds) <= {"paragraph_open", "inline", "text", "paragraph_close"}
    assert said.replace("\n", "") == " ".join(text.split())


def test_mermaid_of_a_hostile_chain_has_its_own_lines_only(hostile: Report) -> None:
    (fence,) = re.findall(r"```mermaid\n(.*?)```", markdown_report(hostile), re.DOTALL)
    form = re.compile(
        r'flowchart LR|  subgraph \w+|  end|    n\d+\["(?:[^\W_]|[ ]|#\d+;)*"\]'
        r"|  n\d+ --> n\d+|  classDef \w+ .*|  class [n\d,]+ \w+"
    )
    assert [line for line in fence.splitlines() if not form.fullmatch(line)] == []


def test_a_missing_template_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch, hefei: Report) -> None:
    import sys

    from cityinnov.report import templating

    templating._environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingDependencyError, match=r"pip install 'cityinnov\[report\]'"):
        html_report(hefei)
    templating._environment.cache_clear()


@pytest.mark.parametrize(
    "name", ["changzhou", "chattanooga", "dresden", "kumamoto", "mount-pleasant", "phoenix", "pune"]
)
def test_every_case_that_ships_makes_a_page(name: str) -> None:
    page = Page(html_report(report_of(load_case(name))))
    assert page.unbalanced == []
    assert {tag for tag, _ in page.elements} <= set(ELEMENTS.split())
