"""The panel in the real window: bars and words, grey when out of date, states without results, and the chip."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from editor.core.balance.measured import Measured
from editor.core.balance.plays import Tried
from editor.core.balance.revisions import Revised
from editor.ui.theme.apply import apply
from editor.ui.theme.look import look
from engine.balance.intervals import calibrated
from engine.document.merge.commits import Commit
from panels.balance.chip import BalanceChip
from panels.balance.matter_table import BARS, MatterTable
from panels.balance.view import BalanceView
from tests.editor.core.balance.stage import LOOKS, give
from tests.panels.balance.answers import propose, rank
from tests.panels.balance.results import outcomes_of, show

HERO = "encounters/brawl/entities/hero_1/health/maximum"
RAIDER = "encounters/brawl/entities/raider_2/health/maximum"
LEFT = Qt.MouseButton.LeftButton


def bar_colours(table: MatterTable) -> set[str]:
    """What colours the bars of the first row have, as they are seen."""
    box = table.visualRect(table.model().index(0, BARS))
    picture = table.viewport().grab(box).toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


@pytest.fixture
def chip(window: Any) -> BalanceChip:
    return window.status.findChild(BalanceChip)


@pytest.fixture
def view(window: Any, qtbot: Any) -> BalanceView:
    """The panel, with nothing played yet."""
    window.editor.balance.attend(False)
    window.loop.stop()
    window.show_panel("balance")
    qtbot.waitUntil(lambda: window.hosts["balance"].view is not None)
    return window.hosts["balance"].view


def test_rates_stand_in_words_and_are_grey_after_an_edit(window: Any, view: BalanceView, chip: BalanceChip):
    show(window.editor, 5, 39, 62)

    assert view.badge.rows["average"].words.text() == "61 % ± 17, 64 seeds"
    assert view.badge.rows["expert"].words.property("stale") is False
    assert chip.text() == "97 % / 61 % / 8 %"

    give(window.editor, "hero_1", "health", "maximum", value=91.0)

    assert view.badge.rows["expert"].words.property("stale") is True
    words = view.badge.rows["expert"].words
    assert words.palette().windowText().color() == look.qcolor("text.disabled")
    assert view.badge.now.text() == "Out of date"
    assert chip.text().endswith("…")
    assert chip.palette().buttonText().color() == look.qcolor("text.disabled")


def test_the_chip_opens_the_panel(window: Any, view: BalanceView, chip: BalanceChip):
    show(window.editor, 5, 39, 62)
    window.docks.toggle("balance")
    assert not window.docks.is_visible("balance")

    QTest.mouseClick(chip, LEFT)
    QApplication.processEvents()

    assert window.docks.is_visible("balance")


def test_the_switch_and_the_empty_states(window: Any, view: BalanceView, chip: BalanceChip):
    assert view.empty.title.text() == "The first 16 seeds are being played"
    assert not chip.isVisible()

    view.switch.click()
    assert window.editor.settings.balance.badge == "off"
    assert view.empty.title.text() == "Win rates are off"
    QTest.mouseClick(view.empty.button, LEFT)
    assert view.switch.isChecked()

    window.editor.balance.error = "encounters/brawl.toml: nothing ends it."
    window.editor.balance.changed.emit()
    assert view.empty.text.text() == "encounters/brawl.toml: nothing ends it."
    assert chip.isVisible()


def test_a_finding_has_its_row_and_a_click_selects_what_it_is_about(window: Any, view: BalanceView):
    show(window.editor, 62, 30, 5)
    assert [row.finding.rule for row in view.badge.findings.rows] == ["balance-ladder"]
    row = view.badge.findings.rows[0]
    assert "More skill wins less" in row.text.text()
    window.editor.selection.set(["hero_1"])

    QTest.mouseClick(row, LEFT, pos=row.rect().center())

    assert window.editor.selection.ids == ()


def test_people_stand_beside_the_autopilot(window: Any, view: BalanceView):
    show(window.editor, 5, 39, 62)
    people = window.editor.balance.people
    assert view.badge.people.words.text() == "n/a"

    people._tried, people._of = Tried(2, 5, calibrated(2, 5), 41.6), window.editor.balance.shown
    people.changed.emit()
    assert view.badge.people.words.text() == "2 of 5 won ± 46 %"
    assert view.badge.people.time.text() == "won in 42 s"
    assert "Nobody" not in view.badge.no_person.text()

    people._tried = Tried(0, 0, (0.0, 1.0), None)
    people.changed.emit()
    assert view.badge.people.words.text() == "none yet"
    assert "Nobody has played this version to its end by hand yet" in view.badge.no_person.text()


def test_where_and_how_shows_what_happened_and_opens_an_odd_run_in_the_timeline(
    window: Any, view: BalanceView, qtbot: Any
):
    editor, page = window.editor, view.where
    view.tabs.setCurrentIndex(1)
    assert view.empty.isVisible(), "nothing was played yet"
    window.loop.start()
    editor.balance.attend(True)
    qtbot.waitUntil(lambda: editor.balance.shown is not None and not editor.balance.is_playing, timeout=400_000)

    assert page.isVisible()
    assert page.times.chart.isVisible() == (editor.balance.shown.happened.times.total > 0)
    rows = [[page.killed.model().index(row, column).data() for column in range(6)] for row in range(2)]
    assert {row[0] for row in rows} <= {"Hero", "Friend"}
    assert all(float(number) >= 0.0 for row in rows for number in row[3:])
    melee = next(row for row in range(20) if page.used.model().index(row, 1).data() == "melee")
    assert page.used.model().index(melee, 0).data() == "Friend"
    QTest.mouseClick(page.killed.viewport(), LEFT, pos=page.killed.visualRect(page.killed.model().index(0, 0)).center())
    assert editor.selection.ids in (("hero_1",), ("friend",))

    first = page.odd.rows[0]
    seed = first.run.odd.run.seed
    first.open.click()
    qtbot.waitUntil(lambda: editor.play.state == "paused", timeout=400_000)
    assert (editor.play.seed, editor.play.tick, editor.play.is_replaying) == (seed, 0, True)
    assert window.docks.is_visible("timeline")
    editor.play.stop()

    give(editor, "hero_1", "health", "maximum", value=91.0)
    assert not first.open.isEnabled()
    assert "before an edit" in first.open.toolTip()


def test_the_most_that_matters_stands_first_and_a_click_shows_its_field(window: Any, view: BalanceView):
    view.tabs.setCurrentIndex(2)
    assert view.matters.start.isEnabled()
    rank(window.editor, HERO, RAIDER)
    table = view.matters.table

    assert table.model().index(0, 0).data() == "Hero 1's health maximum  90 hp"
    assert table.scale == 0.5
    assert bar_colours(table) >= {look.series(0), look.series(1)}
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.model().index(1, 0)).center())

    assert window.editor.selection.ids == ("raider_2",)
    give(window.editor, "hero_1", "health", "maximum", value=91.0)
    assert view.matters.told.whole().startswith("Out of date since an edit.")
    assert bar_colours(table).isdisjoint({look.series(0), look.series(1)})


def test_a_target_is_asked_for_and_what_is_proposed_is_applied(window: Any, view: BalanceView):
    view.tabs.setCurrentIndex(3)
    assert "Ask what matters first" in view.fair.start.toolTip()
    assert not view.fair.apply.isVisible()

    rank(window.editor, HERO, RAIDER)
    assert [tick.isChecked() for tick in view.fair.ticks] == [True, False]
    assert view.fair.start.isEnabled()
    view.fair.ticks[0].click()
    assert "Tick a number that may move first" in view.fair.start.toolTip()

    propose(window.editor, HERO, 120.0)
    assert view.fair.moves.text() == "Hero 1's health maximum: 90 \N{RIGHTWARDS ARROW} 120 hp"
    view.fair.apply.click()

    assert window.editor.view.entity("hero_1").components["health"].maximum == 120.0
    assert window.editor.selection.ids == ("hero_1",)
    assert "The encounter is another one since" in view.fair.apply.toolTip()


def test_the_open_version_is_compared_with_an_earlier_one(window: Any, view: BalanceView):
    view.tabs.setCurrentIndex(4)
    show(window.editor, 20, 39, 60)
    assert not view.versions.choice.isVisible()
    give(window.editor, "hero_1", "health", "maximum", value=60.0)
    show(window.editor, 20, 38, 0)

    assert view.versions.choice.isVisible()
    assert view.versions.choice.currentText().endswith("94 % / 61 % / 31 %, 64 seeds")
    assert view.versions.choice.toolTip() == view.versions.choice.currentText()
    assert "a sure change" in view.versions.told.text()
    window.editor.undo.undo()
    assert view.versions.choice.currentText().endswith("0 % / 59 % / 31 %, 64 seeds"), "what was open is the other now"


def test_the_window_plays_the_open_encounter_by_itself(window: Any, qtbot: Any):
    balance = window.editor.balance
    window.loop.start()
    balance.ask()

    qtbot.waitUntil(lambda: balance.shown is not None and balance.shown.seeds == LOOKS[-1], timeout=400_000)

    assert {rate.runs for rate in balance.shown.rates} == {LOOKS[-1]}


@pytest.mark.parametrize("page", range(5))
def test_no_page_is_wider_than_a_narrow_panel_with_large_text(window: Any, view: BalanceView, page: int):
    look.set("dark", 1.5, False)
    apply(QApplication.instance(), look)
    show(window.editor, 5, 39, 62)
    give(window.editor, "hero_1", "health", "maximum", value=91.0)
    show(window.editor, 6, 39, 62)
    window.resize(1280, 720)
    view.tabs.setCurrentIndex(page)
    QApplication.processEvents()
    assert view.width() < 500
    for area in view.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width()


def test_a_commit_is_chosen_and_its_comparison_stands_in_words(window: Any, view: BalanceView):
    revisions, page = window.editor.balance.revisions, view.versions
    view.tabs.setCurrentIndex(4)
    show(window.editor, 20, 39, 60)
    assert not page.commits.isVisible(), "the project lies in no repository"
    commits = (Commit("a" * 40, "2026-11-26", "Stronger raiders"), Commit("b" * 40, "2026-11-25", "The brawl"))
    revisions._of, revisions._commits = window.editor.document, commits
    now = window.editor.balance.shown
    outcomes = {skill: outcomes_of(skill, 2) for skill in ("novice", "average", "expert")}
    revisions.played["b" * 40] = Revised(commits[1], Measured(now.place, "b" * 32, 64, outcomes))
    revisions.changed.emit()
    assert [page.commits.itemText(place) for place in range(2)] == [
        "aaaaaaa Stronger raiders, 2026-11-26",
        "bbbbbbb The brawl, 2026-11-25",
    ]

    page.commits.setCurrentIndex(1)
    QTest.mouseClick(page.play, LEFT)

    assert page.choice.currentText().startswith("bbbbbbb The brawl: 3 % / 3 % / 3 %, 64 seeds")
    assert "Expert: 3 % \N{RIGHTWARDS ARROW} 94 %" in page.told.text()
    assert "a sure change" in page.told.text()
    assert not revisions.is_running, "what was played is not played again"
