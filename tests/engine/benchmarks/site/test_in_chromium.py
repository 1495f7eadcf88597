"""The real page in a real browser: it loads, filters, drills down and exports, and asks nobody for anything."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from engine.benchmarks.history.reading import read_history
from engine.benchmarks.regressions.trends.trend import trends_of
from engine.benchmarks.site import page
from tests.engine.benchmarks.history.rows import NOW, put
from tests.engine.benchmarks.site.chromium import CHROMIUM, DRIVER, Chromium
from tests.engine.benchmarks.site.told import HOSTILE, told


def is_bundled() -> bool:
    try:
        page.bundle()
    except page.NotBundledError:
        return False
    return True


pytestmark = [
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs Chromium and ChromeDriver"),
    pytest.mark.skipif(not is_bundled(), reason="needs the page's script; `make site` builds it"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("site")
    put(folder / "history", *told())
    found = trends_of(read_history(folder / "history", now=NOW + timedelta(days=1)).rows, {})
    return page.write_page(found, folder / "out", NOW).as_uri()


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    browser = Chromium(tmp_path_factory.mktemp("chromium"))
    browser.devtools("Network.enable")
    browser.devtools(
        "Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0
    )
    yield browser
    browser.close()


@pytest.fixture
def browser(window: Chromium, site: str) -> Iterator[Chromium]:
    """The page just opened; at the end nothing was asked for beside it, and nothing was complained about."""
    window.requests()
    window.complaints()
    window.open(site)
    yield window
    asked = {address.split("#")[0] for address in window.requests()}
    assert {address for address in asked if not address.startswith(("data:", "blob:", "about:"))} == {site}
    assert window.complaints() == []
    assert window.run("return window.ran") is None


def names(browser: Chromium) -> list[str]:
    return browser.texts(".list .names b")


def test_it_loads_without_a_network_and_tells_how_things_stand(browser: Chromium):
    assert sorted(names(browser)) == sorted(["physics.full_tick"] * 2 + ["llm.evaluation", HOSTILE])
    assert [text.split("\n")[1] for text in browser.texts(".facts .fact")] == ["1", "0", "2", "1"]
    assert browser.until("document.querySelectorAll('main .plot canvas').length") == 1
    assert browser.texts(".card header a") == ["physics.full_tick"]


def test_filters_narrow_the_list_and_stand_in_the_address(browser: Chromium, site: str):
    browser.run(
        "const choice = document.querySelector('select[aria-label=System]'); choice.value = 'physics';"
        "choice.dispatchEvent(new Event('change'))"
    )
    browser.until("document.querySelectorAll('.list .names').length === 2")
    browser.type("#find", "5000")
    browser.until("document.querySelectorAll('.list .names').length === 1")
    assert browser.run("return document.activeElement.id") == "find"
    browser.click(".segments button:first-child")
    browser.until("document.querySelector('.segments button').getAttribute('aria-pressed') === 'true'")
    address = browser.run("return location.href")
    assert address == f"{site}#/?system=physics&days=7&q=5000"
    browser.open(address)
    assert browser.texts(".list .names small") == ["agents 5000"]


def test_another_branch_has_another_machine_and_two_runs_make_no_line(browser: Chromium, site: str):
    browser.open(f"{site}#/?branch=try")
    assert names(browser) == ["terrain.chunk"]
    assert browser.run("return document.querySelectorAll('.list polyline').length") == 0
    assert browser.run("return document.querySelectorAll('.list circle').length") == 2
    browser.open(f"{site}#/?branch=*&machine=h2")
    assert names(browser) == ["terrain.chunk"]


def test_a_series_shows_its_change_and_each_run_to_keys(browser: Chromium):
    browser.click("article.card header a")
    browser.until(
        "document.querySelector('h1').textContent === 'physics.full_tick' && document.querySelector('.plot canvas')"
    )
    [row] = browser.texts("section.block table tbody tr:has(td code[title*=verify])")
    assert re.search(r"worse \+(19|20|21) %", row)
    browser.run("document.querySelector('.plot').focus()")
    browser.press("ArrowLeft")
    browser.press("ArrowLeft")
    said = browser.until("(document.getElementById('announcer').textContent.match(/^.*commit 0.*$/) ?? [])[0]")
    assert "commit 00000000" in said
    assert browser.texts(".tip-title")[0].endswith(" ms")
    browser.run("document.querySelector('.toggle').click()")
    assert browser.until("location.hash.includes('log=1') && document.querySelector('.plot canvas') && location.hash")


@pytest.mark.parametrize(
    ("page", "title", "plots"),
    [("physics", "Physics stages", 3), ("streaming", "Streaming", 2), ("llm", "LLM harness", 1)],
)
def test_it_drills_down_by_topic(browser: Chromium, site: str, page: str, title: str, plots: int):
    browser.open(f"{site}#/?branch=*")
    browser.click(f'.bar nav a[href^="#/{page}"]')
    browser.until(f"document.querySelector('h1').textContent === '{title}'")
    assert browser.until(f"document.querySelectorAll('main canvas').length === {plots}")


def test_what_is_shown_is_exported(browser: Chromium, site: str):
    browser.open(f"{site}#/?system=physics&days=0")
    kept = {kind: exported(browser, kind) for kind in ("csv", "json")}
    table = list(csv.DictReader(kept["csv"].splitlines()))
    data = json.loads(kept["json"])
    assert len(table) == len(data["rows"]) == 80
    assert {row["benchmark_name"] for row in table} == {"physics.full_tick"}
    assert table[-1]["git_sha"] == f"{39:040x}"
    assert [row["judged"] for row in table].count("false") == 1
    assert [(change["case"], change["worse"]) for change in data["changes"]] == [("agents 5000", True)]


def exported(browser: Chromium, kind: str) -> str:
    """What the page hands to the browser to save."""
    browser.run(
        "window.kept = null; const make = URL.createObjectURL;"
        "URL.createObjectURL = (blob) => { blob.text().then((text) => { window.kept = text; }); return make(blob); };"
    )
    browser.click(f"#{kind}")
    return browser.until("window.kept")


def test_a_hostile_row_is_shown_as_text(browser: Chromium, site: str):
    browser.run("[...document.querySelectorAll('.list a')].find((a) => a.title.includes('onerror')).click()")
    browser.until("document.querySelector('h1').textContent.includes('onerror')")
    assert browser.texts("h1") == [HOSTILE]
    assert browser.run("return document.querySelectorAll('main img, #page script').length") == 0


def test_the_theme_is_the_systems_until_it_is_chosen(browser: Chromium, site: str):
    for scheme in ("dark", "light"):
        browser.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        browser.open(site)
        assert browser.run("return document.documentElement.dataset.theme") == scheme
    browser.click("#theme")
    assert browser.until("document.documentElement.dataset.theme === 'dark' && location.hash") == "#/?theme=dark"


@pytest.mark.parametrize("name", ["unknown", "%E0%A4%A"])
def test_a_link_to_what_is_not_there_or_is_cut_says_so(browser: Chromium, site: str, name: str):
    browser.open(f"{site}#/series/{name}")
    assert "No such series" in browser.run("return document.querySelector('main').innerText")


def test_every_control_has_a_name_and_nothing_overflows(browser: Chromium, site: str):
    nameless = """return [...document.querySelectorAll('a, button, select, input, [tabindex="0"]')]
        .filter((e) => !(e.getAttribute('aria-label') || e.innerText.trim() || e.title))
        .map((e) => e.outerHTML.slice(0, 80))"""
    for route in ("", "#/physics", "#/series/unknown"):
        browser.open(site + route)
        assert browser.run(nameless) == []
        assert browser.run("return document.documentElement.scrollWidth - innerWidth") == 0
        assert (
            browser.run(
                "return document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth"
            )
            <= 0
        )
