"""The page as a reader's browser shows it: headless Chromium, on a desk, on a phone, in the dark and on paper.

Needs Chromium, Playwright and axe-core; where one is missing the tests are skipped, unless `REQUIRE_BROWSER` is set.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cityinnov import compare, html_comparison, html_report, load_case
from cityinnov.report.model import Report

ROOT = Path(__file__).parents[2]
AXE = ROOT / ".browser" / "node_modules" / "axe-core" / "axe.min.js"
#: Nothing of the browser's own may reach for the network, nor need a sandbox that a container does not give.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
#: The variable of the environment that asks for these tests.
REQUIRED = "REQUIRE_BROWSER"
DESK, PHONE = (1280, 900), (360, 740)


@pytest.fixture(scope="module")
def browser(needed: Callable[[object, str, str], None]) -> Iterator[Any]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    needed(program, "Chromium (apt-get install chromium)", REQUIRED)
    needed(importlib.util.find_spec("playwright"), "playwright (pip install playwright)", REQUIRED)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def axe(needed: Callable[[object, str, str], None]) -> None:
    needed(AXE.exists(), "axe-core (npm install --prefix .browser axe-core)", REQUIRED)


class Visit:
    """A page that is open, with all that it asked for and complained of."""

    def __init__(self, browser: Any, text: str, folder: Path, size: tuple[int, int], scheme: str = "light") -> None:
        path = folder / "report.html"
        path.write_text(text, encoding="utf-8")
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, bypass_csp=False
        )
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.address = path.as_uri()
        self.page.goto(self.address)

    def overflow(self) -> list[str]:
        """What sticks out of the page sideways, leaving out what scrolls within itself."""
        found: list[str] = self.page.evaluate(
            """() => {
                const width = document.documentElement.clientWidth, out = [];
                for (const each of document.body.querySelectorAll('*')) {
                    if (each.closest('.drawing, .wide, .unseen, .skip')?.matches('.unseen, .skip')) continue;
                    const scroller = each.closest('.drawing, .wide');
                    if (scroller && scroller !== each) continue;
                    const box = each.getBoundingClientRect();
                    if (box.width && (box.right > width + 0.5 || box.left < -0.5))
                        out.push(each.tagName + '.' + (each.className.baseVal ?? each.className) + ' ' + box.right);
                }
                if (document.documentElement.scrollWidth > width) out.push('the page scrolls sideways');
                return out;
            }"""
        )
        return found

    def violations(self) -> list[str]:
        """What axe-core, the rules of WCAG 2.2 A and AA and its best practices, finds wrong."""
        self.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        self.page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
        result: dict[str, Any] = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{violation['id']}: {violation['help']}: {node['html'][:120]}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Any]:
    opened: list[Visit] = []

    def open_page(text: str, size: tuple[int, int] = DESK, scheme: str = "light") -> Visit:
        opened.append(Visit(browser, text, tmp_path, size, scheme))
        return opened[-1]

    yield open_page
    for each in opened:
        each.context.close()


CASES = ["hefei", "hostile", "drawn"]


@pytest.mark.parametrize("locale", ["en", "zh_CN", "de"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("case", CASES)
def test_nothing_is_complained_of_fetched_or_sticks_out(
    case: str, size: tuple[int, int], locale: str, visit: Any, request: pytest.FixtureRequest
) -> None:
    seen = visit(html_report(request.getfixturevalue(case), locale), size)
    seen.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    seen.page.wait_for_timeout(50)
    assert seen.complaints == []
    assert seen.requests == [seen.address]
    assert seen.overflow() == []


@pytest.mark.usefixtures("axe")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("case", CASES)
def test_axe_finds_nothing(
    case: str, size: tuple[int, int], scheme: str, visit: Any, request: pytest.FixtureRequest
) -> None:
    seen = visit(html_report(request.getfixturevalue(case)), size, scheme)
    assert seen.violations() == []


@pytest.mark.parametrize("locale", ["zh_CN", "de"])
@pytest.mark.usefixtures("axe")
def test_axe_finds_nothing_in_other_languages(locale: str, visit: Any, hefei: Report) -> None:
    assert visit(html_report(hefei, locale)).violations() == []


def comparison() -> str:
    cases = map(load_case, ("chattanooga", "dresden", "mount-pleasant", "phoenix"))
    return html_comparison(compare(cases, metrics=["cost_per_job_promised", "aid_intensity", "jobs_promised"]), "de")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_comparison_fetches_nothing_and_stays_within_its_page(size: tuple[int, int], visit: Any) -> None:
    seen = visit(comparison(), size)
    assert (seen.complaints, seen.requests, seen.overflow()) == ([], [seen.address], [])
    assert seen.page.locator("sup a").first.get_attribute("href") == "#note-1"
    assert seen.page.locator("#note-1").count() == 1


@pytest.mark.usefixtures("axe")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_comparison(scheme: str, visit: Any) -> None:
    assert visit(comparison(), DESK, scheme).violations() == []


@pytest.mark.usefixtures("axe")
def test_axe_would_find_something(visit: Any) -> None:
    seen = visit("<!doctype html><title>t</title><p style='color:#ccc;background:#fff'>pale</p>")
    assert {found.partition(":")[0] for found in seen.violations()} >= {"html-has-lang", "color-contrast"}


def test_an_overflow_would_be_seen(visit: Any) -> None:
    assert visit("<!doctype html><div style='width:2000px'>wide</div>").overflow()


def test_each_lineage_opens_by_keyboard_and_by_click(visit: Any, hefei: Report) -> None:
    seen = visit(html_report(hefei))
    lineages = seen.page.locator("details.lineage")
    assert lineages.count() == len(hefei.metrics)
    for place in range(lineages.count()):
        lineage = lineages.nth(place)
        tree = lineage.locator(".tree").first
        assert not tree.is_visible()
        summary = lineage.locator(":scope > summary")  # a long formula within folds too
        summary.click()
        assert tree.is_visible()
        summary.press("Enter")
        assert not tree.is_visible()


def test_contents_lead_to_their_sections(visit: Any, hefei: Report) -> None:
    seen = visit(html_report(hefei), PHONE)
    for link in seen.page.locator("nav a").all():
        link.click()
        section = seen.page.locator(link.get_attribute("href") or "")
        seen.page.wait_for_function(
            "el => Math.abs(el.getBoundingClientRect().top) < innerHeight", arg=section.element_handle()
        )
    assert seen.requests == [seen.address]


def test_chinese_is_drawn_with_glyphs_of_its_own(visit: Any, hefei: Report) -> None:
    """A letter without a glyph is drawn as the same box for all: two ideographs must not look alike."""
    seen = visit(html_report(hefei, "zh_CN"))
    pictures = []
    for letter in "合肥":
        seen.page.evaluate("letter => { document.querySelector('h1').textContent = letter }", letter)
        pictures.append(seen.page.locator("h1").screenshot())
    assert pictures[0] != pictures[1]


def test_paper_shows_the_lineages_and_leaves_the_contents_out(visit: Any, hefei: Report) -> None:
    seen = visit(html_report(hefei))
    assert seen.page.locator("nav").is_visible()
    seen.page.emulate_media(media="print")
    assert not seen.page.locator("nav").is_visible()
    heights = seen.page.evaluate(
        "[...document.querySelectorAll('.wide > .tree')].map(tree => tree.checkVisibility() && tree.offsetHeight)"
    )
    assert len(heights) == len(hefei.metrics)
    assert min(heights) > 0
    assert seen.page.pdf().startswith(b"%PDF")


def test_dark_is_dark_and_light_is_light(visit: Any, hefei: Report) -> None:
    text = html_report(hefei)
    shades = []
    for scheme in ("light", "dark"):
        seen = visit(text, DESK, scheme)
        colour = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
        shades.append(sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")))
    assert shades[0] > 600 > 200 > shades[1]
