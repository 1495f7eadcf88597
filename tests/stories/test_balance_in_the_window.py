"""A designer asks whether a fight is fair: reads the win rates, drags a number, makes it fair, and finds the turn."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.core.balance.chance import Known
from editor.core.balance.turns import Chance
from editor.ui.rooms.timeline.chance import middle
from panels.balance.chip import BalanceChip
from panels.balance.curve_strip import CurveStrip
from tests.editor.core.balance.stage import LOOKS, ready
from tests.engine.play.playtest.brawl import write_brawl
from tests.panels.balance.answers import propose
from tests.stories.driver import LEFT, Designer
from tests.stories.form_hands import FormHands

HEALTH = "encounters/brawl/entities/hero_1/health/maximum"
MOMENT_MS, STAGES = 400_000, ((2, 1), (3, 2))
RATES, MATTERS, FAIR = 0, 2, 3


@pytest.fixture
def designing(designer: Designer, tmp_path: Path) -> Designer:
    """The brawl of the starter, its win rates known from few seeds that are played in this process."""
    designer.open(write_brawl(tmp_path))
    editor = designer.editor
    editor.open_scene("field", "brawl")
    editor.balance.along.stages = STAGES
    ready(editor.balance, tmp_path)
    editor.balance.ask()
    known(designer)
    return designer


def known(designer: Designer) -> None:
    """Wait until the open encounter was played."""
    balance = designer.editor.balance

    def is_known() -> bool:
        shown = balance.shown
        return not balance.is_stale and shown is not None and shown.seeds == LOOKS[-1] and not balance.is_playing

    designer.qtbot.waitUntil(is_known, timeout=MOMENT_MS)


def chip(designer: Designer) -> Any:
    return designer.window.status.findChild(BalanceChip)


def turn_to(designer: Designer, page: int) -> Any:
    """Turn to a page of the panel by its tab, with the keyboard."""
    view = designer.panel("balance")
    view.tabs.setFocus()
    while view.tabs.currentIndex() != page:
        QTest.keyClick(view.tabs, Qt.Key.Key_Right if view.tabs.currentIndex() < page else Qt.Key.Key_Left)
    return view


def test_a_fight_is_judged_dragged_made_fair_taken_back_and_made_fair_again(designing: Designer):
    editor, balance = designing.editor, designing.editor.balance
    # Given win rates in the status bar, whose click opens the panel
    before = chip(designing).text()
    assert before.count("%") == 3
    QTest.mouseClick(chip(designing), LEFT)
    designing.wait(lambda: designing.panel("balance") is not None and designing.window.docks.is_visible("balance"))
    view = turn_to(designing, RATES)
    assert f"{LOOKS[-1]} seeds" in view.badge.rows["novice"].words.text()
    assert "no person" in designing.words_in(view.badge)
    designing.picture("balance_1_rates")
    # When what matters is asked for, the numbers are ranked, and it is given up when enough is known
    view = turn_to(designing, MATTERS)
    QTest.mouseClick(view.matters.start, LEFT)
    designing.qtbot.waitUntil(lambda: bool(view.matters.table.rows), timeout=MOMENT_MS)
    QTest.mouseClick(view.matters.cancel, LEFT)
    assert not balance.matters.is_running
    # And a row leads to its number
    place = next(place for place, row in enumerate(view.matters.table.rows) if row.path == HEALTH)
    index = view.matters.table.model().index(place, 0)
    view.matters.table.scrollTo(index)
    QTest.mouseClick(view.matters.table.viewport(), LEFT, pos=view.matters.table.visualRect(index).center())
    assert editor.selection.ids == ("hero_1",)
    # Then dragging it shows its curve below it, and the win rates are grey until they are played anew
    FormHands(designing).scrub("health.maximum", 24)
    strip = FormHands(designing).row("health.maximum").findChild(CurveStrip)
    assert strip.isVisible()
    assert balance.is_stale
    designing.qtbot.waitUntil(lambda: len(strip.along.points) == STAGES[-1][0], timeout=MOMENT_MS)
    designing.picture("balance_2_curve")
    known(designing)
    designing.press("Ctrl+Z")
    assert editor.view.entity("hero_1").components["health"].maximum == 90.0
    assert chip(designing).text() == before, "what was known comes back at once"
    # When a band is asked for and a number may move, values are looked for, as long as nobody gives it up
    view = turn_to(designing, FAIR)
    low = view.fair.bands["novice"].low
    low.setFocus()
    low.selectAll()
    QTest.keyClicks(low, "30")
    assert (balance.wanted["novice"].low, balance.wanted["novice"].high) == (30, 60)
    place = next(place for place, each in enumerate(view.model.fairness.movable) if each.path == HEALTH)
    if not view.fair.ticks[place].isChecked():
        view.fair.ticks[place].click()
    QTest.mouseClick(view.fair.start, LEFT)
    assert balance.fair.is_running, view.fair.start.toolTip()
    QTest.mouseClick(view.fair.cancel, LEFT)
    assert not balance.fair.is_running
    # When values are proposed, they are one entry: applied, taken back, and applied again
    propose(editor, HEALTH, 300.0)
    QTest.mouseClick(view.fair.apply, LEFT)
    assert editor.view.entity("hero_1").components["health"].maximum == 300.0
    known(designing)
    after = chip(designing).text()
    designing.press("Ctrl+Z")
    assert (chip(designing).text(), editor.view.entity("hero_1").components["health"].maximum) == (before, 90.0)
    designing.press("Ctrl+Shift+Z")
    assert (chip(designing).text(), editor.view.entity("hero_1").components["health"].maximum) == (after, 300.0)
    assert [entry.sentence for entry in editor.undo.entries] == ["Make it fair"]
    designing.picture("balance_3_fair")


def test_a_curve_comes_by_keys_too_and_stays_when_the_panel_is_made_narrower(designing: Designer):
    editor, along = designing.editor, designing.editor.balance.along
    designing.select("hero_1")
    hands = FormHands(designing)
    was, line = hands.row("health.maximum"), designing.field("health.maximum")
    QTest.mouseClick(line, LEFT, pos=QPoint(line.width() // 2, line.height() // 2))
    designing.wait(line.hasFocus)
    assert was.findChild(CurveStrip) is None
    # When a number is changed by a key, its curve appears, and the next key leaves it as it is
    QTest.keyClick(line, Qt.Key.Key_Up)
    strip = was.findChild(CurveStrip)
    assert strip.isVisible()
    assert along.number is not None
    assert (along.number.value, along.value) == (90.0, 95.0)
    job = along.job
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert (strip.isVisible(), along.value, along.job) == (True, 90.0, job)
    assert line.hasFocus(), "the keys go on"
    # Then it stands there also after the rows were made anew for a narrower panel
    dock = designing.window.docks.dock("inspector")
    designing.window.resizeDocks([dock], [260], Qt.Orientation.Horizontal)
    designing.wait(lambda: hands.row("health.maximum") is not was)
    assert hands.row("health.maximum").findChild(CurveStrip) is strip
    assert strip.isVisible()
    assert along.job is job or along.answer is not None, "nothing is played anew"
    # And something else that is selected takes it away
    editor.selection.set(["friend"])
    designing.wait(lambda: not strip.isVisible())


def test_a_lost_fight_shows_where_it_turned_and_is_branched_there(designing: Designer):
    editor, play = designing.editor, designing.editor.play
    editor.settings.set("balance.chance", "on")
    # Given a fight that the autopilot lost
    editor.run(designing.set("hero_1", "health.maximum", 20.0))
    editor.run(designing.set("hero_1", "health.current", 20.0))
    designing.press("F4")
    designing.play()
    designing.play_until("defeat")
    designing.window.show_panel("timeline")
    designing.wait(lambda: designing.panel("timeline") is not None)
    # When its futures are known
    chance, history = editor.chance, play.history
    first, second = history.kept_ticks[:2]
    chance.is_enabled = True
    chance.pump()
    chance._stop()
    wins = ((first, 50), (second, 4))
    chance._known = {
        tick: Known(history.state_at(tick), chance.skill, Chance(tick, ((count, 64),))) for tick, count in wins
    }
    chance._tell()
    strip = designing.panel("timeline").strip
    designing.wait(lambda: strip.rows.chance is not None and strip.isVisible())
    designing.picture("balance_4_chance")
    # Then a click on the turn goes to the tick before it, and another run begins there
    swing = min(chance.swings, key=lambda each: each.change)
    assert swing.change < -0.5
    QTest.mouseClick(strip, LEFT, pos=QPoint(round(middle(swing, strip.scale)), strip.rows.chance.center().y()))
    designing.wait(lambda: play.tick == first and play.state == "paused")
    assert "from here" in strip.tell(strip.x_of(first), strip.rows.chance.center().y())
    QTest.mouseClick(designing.panel("timeline").buttons["play.branch"], LEFT)
    designing.wait(lambda: play.branches.name == "Branch 1")
    assert play.history.end == first
    # And with a sharper sword and a thicker skin it is won, while the run that was lost stays as it was
    designing.select("hero_1")
    for key in ("health.maximum", "health.current", "melee.damage", "ranged.damage"):
        designing.type_in_inspector(key, "900")
    designing.press("F6")
    designing.play_until("victory")
    assert {(each.name, each.outcome) for each in play.branches.rows()} == {("Run", "defeat"), ("Branch 1", "victory")}
    designing.picture("balance_5_won")
