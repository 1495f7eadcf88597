"""The encounter board: rows in the order of the flow, links by dragging, repairs, the budget, a trial over time."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.core.encounters.flow import START
from editor.core.encounters.trial import Beat, Trial
from editor.ui.rooms.encounter.lane import spot_at, spots
from editor.ui.rooms.encounter.model import EncounterModel
from editor.ui.rooms.encounter.rows import FIX, LANE, THREAT
from editor.ui.rooms.encounter.view import EncounterView
from editor.ui.rooms.encounter.words import beat_words, ended
from editor.ui.services import Ui
from engine.document import Path as Place
from engine.document import Set
from tests.projects.shipped import copied

LINK = Qt.DropAction.LinkAction


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    services = Editor()
    install(services)
    services.warm_up.is_enabled = False
    services.open_project(copied("starter", tmp_path))
    yield services
    services.shut_down()


@pytest.fixture
def board(editor: Editor, qtbot: QtBot) -> Iterator[EncounterView]:
    """The board with an ambush on it, shown."""
    editor.actions.run("encounter.begin_ambush")
    model = EncounterModel(editor)
    ui = Ui(editor)
    ui.run = editor.actions.run  # type: ignore[method-assign]
    view = EncounterView(model, ui)
    qtbot.addWidget(view)
    view.resize(1000, 260)
    view.show()
    qtbot.waitUntil(view.isVisible)
    yield view
    model.close()


def row_of(board: EncounterView, name: str) -> int:
    return [str(board.rows.index(line, 0).data()) for line in range(board.rows.rowCount())].index(name)


def card_of(board: EncounterView, name: str) -> Any:
    return board.rows.item(board.rows.index(row_of(board, name), 0))


def drop(board: EncounterView, name: str, onto: str) -> bool:
    """Drop a row on another one; whether it may be."""
    data = board.rows.mimeData([board.rows.index(row_of(board, name), 0)])
    parent = board.rows.index(row_of(board, onto), 0)
    if not board.rows.canDropMimeData(data, LINK, -1, -1, parent):
        return False
    board.rows.dropMimeData(data, LINK, -1, -1, parent)
    return True


def written(editor: Editor, entity: str, *keys: str) -> Any:
    assert editor.document is not None
    return editor.document.value(Place.entity(editor.view.entity(entity).file, entity, *keys))


def trial_of(editor: Editor, **beats: tuple[Beat, ...]) -> Trial:
    assert editor.document is not None
    place = (editor.scene, editor.encounter)
    return Trial(beats, "defeat", "The whole party is down.", 600, 3, editor.document.revision, place)


def test_rows_stand_in_the_order_of_what_sets_off_what(board: EncounterView):
    cards = [(card.kind, card.depth) for card in board.rows.rows()]

    assert cards == [
        ("start", 0), ("trigger", 0), ("line", 1), ("wave", 1), ("wave", 1), ("objective", 0), ("line", 1),
        ("victory", 1), ("defeat", 0),
    ]  # fmt: skip


def test_a_drop_links_and_what_may_not_hang_there_takes_none(board: EncounterView, editor: Editor):
    before = len(editor.undo.entries)

    assert drop(board, "Wave 2", "Ambush")
    assert (written(editor, "wave_2", "spawn_group", "when"), written(editor, "wave_2", "spawn_group", "trigger")) == (
        "trigger",
        "ambush",
    )
    assert len(editor.undo.entries) == before + 1
    assert drop(board, "Wave 2", "Start")
    assert written(editor, "wave_2", "spawn_group", "when") == "start"
    assert not drop(board, "Defeat", "Ambush")
    assert not drop(board, "Wave 1", "Line")
    assert len(editor.undo.entries) == before + 2


def test_a_drop_between_rows_gives_the_place_and_the_cause_of_the_row_below(board: EncounterView, editor: Editor):
    before = len(editor.undo.entries)
    data = board.rows.mimeData([board.rows.index(row_of(board, "Wave 2"), 0)])
    row = row_of(board, "Wave 1")
    assert board.rows.canDropMimeData(data, LINK, row, 0, QModelIndex())

    board.rows.dropMimeData(data, LINK, row, 0, QModelIndex())

    assert row_of(board, "Wave 2") == row_of(board, "Wave 1") - 1
    assert written(editor, "wave_2", "spawn_group", "trigger") == "ambush"
    assert len(editor.undo.entries) == before + 1
    ends = board.rows.mimeData([board.rows.index(row_of(board, "Defeat"), 0)])
    assert not board.rows.canDropMimeData(ends, LINK, row, 0, QModelIndex())
    assert not board.rows.canDropMimeData(data, LINK, board.rows.rowCount(), 0, QModelIndex())


def test_the_selection_is_that_of_the_editor_both_ways(board: EncounterView, editor: Editor):
    editor.selection.set(["wave_2"])
    assert [index.row() for index in board.board.selectionModel().selectedRows()] == [row_of(board, "Wave 2")]

    ambush = board.board.visualRect(board.rows.index(row_of(board, "Ambush"), 0)).center()
    QTest.mouseClick(board.board.viewport(), Qt.MouseButton.LeftButton, pos=ambush)
    assert editor.selection.ids == ("ambush",)


def test_a_broken_link_has_its_repair_in_its_row(board: EncounterView, editor: Editor):
    assert board.board.isColumnHidden(FIX)
    after = Place.entity("encounters/first_fight", "wave_2", "spawn_group", "after")
    editor.run(Set(path=after, old="wave_1", new="wave_2"))
    editor.checks.now()

    assert not board.board.isColumnHidden(FIX)
    board.show_cards()  # as its timer does soon, which else may be between press and release, with other widths
    index = board.rows.index(row_of(board, "Wave 2"), FIX)
    assert index.data() == 'Follow "Wave 1"'
    QTest.mouseClick(board.board.viewport(), Qt.MouseButton.LeftButton, pos=board.board.visualRect(index).center())
    assert written(editor, "wave_2", "spawn_group", "after") == "wave_1"


def test_the_budget_is_typed_told_and_undone(board: EncounterView, editor: Editor):
    threat = sum(int(str(board.rows.index(row_of(board, name), THREAT).data())) for name in ("Wave 1", "Wave 2"))
    assert board.budget.words.text() == f"Threat {threat}, party 64"
    assert not board.budget.bar.isVisible()

    board.budget.field.setFocus()
    QTest.keyClicks(board.budget.field, "50")
    QTest.keyClick(board.budget.field, Qt.Key.Key_Return)

    assert editor.view.encounter_header is not None
    assert editor.view.encounter_header.budget == 50.0
    assert board.budget.words.text() == f"Threat {threat}, over 50"
    assert board.budget.bar.isVisible()
    assert [finding.rule for finding in editor.checks.now()] == ["over-budget"]
    editor.undo.undo()
    assert editor.view.encounter_header.budget == 0.0


class Paints(QObject):
    """Counts how often a widget is drawn."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_the_axis_over_the_lane_is_that_of_the_last_trial(board: EncounterView, editor: Editor):
    for _turn in range(3):  # until everything has its place
        editor.trials.last = trial_of(editor)
        editor.trials.changed.emit()
        QApplication.processEvents()
    paints = Paints(board.board.header().viewport())

    editor.trials.last = replace(editor.trials.last, ticks=3600)
    editor.trials.changed.emit()
    QApplication.processEvents()

    assert paints.count


def test_the_lane_shows_beats_where_they_were_and_says_when_they_are_out_of_date(board: EncounterView, editor: Editor):
    assert board.board.isColumnHidden(LANE)
    editor.trials.last = trial_of(
        editor, ambush=(Beat(60, "led"), Beat(240, "fired")), wave_2=(Beat(300, "called", 0), Beat(480, "came", 3))
    )
    editor.trials.changed.emit()

    assert not board.board.isColumnHidden(LANE)
    assert board.trial.words.whole() == "Lost after 10.0 s. The whole party is down. Seed 3, autopilot “average”."
    assert not board.trial.stale.isVisible()
    index = board.rows.index(row_of(board, "Wave 2"), LANE)
    rect, card = board.board.visualRect(index), card_of(board, "Wave 2")
    called, came = spots(board._model, card, rect)
    assert rect.left() < called.x < came.x < rect.right()
    assert spot_at(board._model, card, rect, came.x + 2) == came
    assert spot_at(board._model, card, rect, rect.left()) is None
    assert beat_words(card, came.beat) == "Wave 2, 8.0 s: 3 came"
    board.grab()
    editor.actions.run("encounter.add_line")
    assert board.trial.stale.isVisible()


def test_play_begins_at_parts_and_at_what_others_hang_on(board: EncounterView):
    model = board._model
    began = {card.name: model.beat_of(card) for card in board.rows.rows()}

    assert began["Wave 2"] == "wave_2"
    assert began["Line"] == "ambush"
    assert began["Victory"] == "defeat_all_enemies"
    assert began["Defeat"] == ""
    assert "triggers, waves and objectives" in model.why_not_play(card_of(board, "Defeat"))


@pytest.mark.parametrize(("outcome", "how"), [("victory", "Won"), ("timeout", "Time over"), ("failed", "Stopped")])
def test_an_outcome_is_told_in_words(outcome: str, how: str):
    assert ended(Trial({}, outcome, "So it was.", 90, 1, 1)) == f"{how} after 1.5 s. So it was."


def test_without_parts_it_teaches_and_offers_starters(editor: Editor, qtbot: QtBot):
    model = EncounterModel(editor)
    ui = Ui(editor)
    ui.run = editor.actions.run  # type: ignore[method-assign]
    view = EncounterView(model, ui)
    qtbot.addWidget(view)
    view.show()
    assert view._stack.currentWidget() is view._empty

    QTest.mouseClick(view._empty.button, Qt.MouseButton.LeftButton)

    assert view._stack.currentWidget() is view._page
    assert view.rows.rowCount() == 9
    assert card_of(view, "Start").id == START
    assert not view.rows.canDropMimeData(view.rows.mimeData([view.rows.index(1, 0)]), LINK, -1, -1, QModelIndex())
    model.close()


def test_the_next_seed_is_a_click_at_the_result_and_at_the_button(board: EncounterView, editor: Editor):
    editor.trials.last = trial_of(editor)
    editor.trials.changed.emit()
    (again,) = board.trial.again
    seed = editor.settings.play.seed
    assert again.text() == f"Seed {seed + 1}"
    assert [title for title, _, _ in board.trying.ways() if title][:2] == [
        f"Try with seed {seed + 1}",
        f"Seed {seed}: choose another…",
    ]

    again.click()

    assert editor.settings.play.seed == seed + 1
    assert editor.trials.is_running
    editor.trials.cancel()
    editor.jobs.close()


def test_no_budget_reads_as_none_and_not_as_a_limit_of_nothing(board: EncounterView):
    assert board.budget.field.text() == "none"
    board.budget.field.setFocus()
    assert board.budget.field.text() == "0"
