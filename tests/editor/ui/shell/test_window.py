"""The window: rows, pages, reasons, names."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from editor.glyphs import has_glyph
from editor.ui.kit.action_buttons import ActionButton
from editor.ui.shell.window import MainWindow
from editor.ui.theme.look import look
from engine.document import AddEntity, Set
from engine.document import Path as At


def rename_rock(window: MainWindow, new: str = "Boulder") -> None:
    window.editor.run(Set(path=At.entity("scenes/glade", "rock", "name"), old="Rock", new=new))


def test_rows_have_the_heights_of_the_token_table(window: MainWindow):
    heights = (window.menuBar().height(), window.toolbar.height(), window.status.height())

    assert heights == (28, 36, 26)


def test_play_controls_stand_in_the_middle_and_never_move(window: MainWindow, qtbot: Any):
    well = window.toolbar.findChildren(QWidget, "well")[0]
    before = well.geometry().center().x()

    window.editor.play.start(1)
    qtbot.waitUntil(lambda: window.editor.play.state == "playing")

    assert abs(before - window.toolbar.width() // 2) <= 2
    assert well.geometry().center().x() == before


def test_a_toast_takes_the_place_of_what_it_makes_untrue(window: MainWindow):
    window.ui.toast("Merging in git is not set up", "There is no repository.", "error", about="merging")
    window.ui.toast("Saved")
    window.ui.toast("Git merges this project by entity", about="merging")
    assert [each.accessibleName() for each in window.toasts.shown] == ["Saved. ", "Git merges this project by entity. "]


def test_what_tells_of_its_failure_itself_is_told_once(window: MainWindow):
    def work(_progress: object, _cancelled: object) -> None:
        raise ValueError("no")

    told: list[str] = []
    jobs = window.editor.jobs
    jobs.wait(jobs.submit("Opening", work, lambda job: told.append(str(job.error)), tells_itself=True))
    assert (told, window.toasts.shown) == (["no"], [])
    jobs.wait(jobs.submit("Looking", work))
    assert [each.accessibleName() for each in window.toasts.shown] == ["Looking failed. no"]


def test_a_disabled_button_says_why(window: MainWindow):
    buttons = window.toolbar.findChildren(ActionButton)
    off = [button for button in buttons if not button.isEnabled()]

    assert {button.action for button in off} >= {"play.pause", "play.step", "play.stop"}
    for button in off:
        reason = window.editor.actions.enabled(button.action)[1]
        assert reason
        assert reason in button.toolTip()


def test_every_button_and_field_has_a_name_for_screen_readers(window: MainWindow):
    silent = [
        f"{type(widget).__name__} in {widget.parent().objectName()}"
        for kind in (QAbstractButton, QLineEdit)
        for widget in window.findChildren(kind)
        if widget.isVisible() and not (widget.accessibleName() or getattr(widget, "text", str)() or widget.toolTip())
    ]

    assert silent == []


def test_every_button_can_be_reached_by_keyboard(window: MainWindow):
    unreachable = [
        widget.accessibleName()
        for widget in window.toolbar.findChildren(QAbstractButton)
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]

    assert unreachable == []


def test_no_default_keys_conflict_in_the_whole_window(window: MainWindow):
    assert window.editor.actions.conflicts() == {}


def test_all_default_keys_mean_something_to_qt(window: MainWindow):
    for action in window.editor.actions:
        if action.keys:
            assert not QKeySequence(action.keys).isEmpty(), action.id


def test_every_glyph_of_actions_and_panels_exists(window: MainWindow):
    named = {action.id: action.icon for action in window.editor.actions if action.icon}
    named |= {spec.id: spec.icon for spec in window.specs}

    assert [id_ for id_, glyph in named.items() if not has_glyph(glyph)] == []


def test_every_glyph_that_the_code_names_exists():
    root = Path(__file__).resolve().parents[4]
    call = re.compile(
        r"(?:icon|pixmap|icon_label|IconLabel|tool_button|ToolButton|EmptyState|set_glyph)\(\s*\"([a-z-]+)\""
    )
    named = {
        (glyph, path.name)
        for folder in ("editor", "panels")
        for path in (root / folder).rglob("*.py")
        for glyph in call.findall(path.read_text(encoding="utf-8"))
    }

    assert len(named) > 20
    assert sorted(pair for pair in named if not has_glyph(pair[0])) == []


def test_a_shortcut_runs_its_action(window: MainWindow, qtbot: Any):
    rename_rock(window)

    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert window.editor.undo.index == 0


def test_a_shortcut_of_an_action_that_is_off_says_why(window: MainWindow, qtbot: Any):
    said: list[str] = []
    window.editor.said.connect(said.append)

    qtbot.keyClick(window, Qt.Key.Key_Delete)

    assert said == ["Select something first."]


def test_unsaved_changes_show_and_go_with_saving(window: MainWindow, qtbot: Any):
    rename_rock(window)
    qtbot.waitUntil(window.isWindowModified)

    window.ui.run("project.save")

    qtbot.waitUntil(lambda: not window.isWindowModified())


def test_changes_are_not_counted_once_the_files_hold_no_state_of_the_history(window: MainWindow, monkeypatch: Any):
    rename_rock(window)
    bar = window.status
    bar.refresh()
    assert "1 unsaved change" in _texts(bar)
    window.editor.undo.mark_unsaved()

    bar.refresh()

    assert "Unsaved changes" in _texts(bar)
    told: list[str] = []
    monkeypatch.setattr("editor.ui.dialogs.question.Question.ask", lambda self: told.append(self.text) or "cancel")
    window.close_project()
    assert told == ["The files on disk are not what is open here."]


def _texts(bar: QWidget) -> str:
    return " ".join(each.text() for each in bar.findChildren(QLabel))


def test_a_change_while_a_copy_plays_is_refused_in_words(window: MainWindow, qtbot: Any):
    window.editor.play.start(1)
    window.faults.install()

    with qtbot.captureExceptions():
        window.faults.handle(_refusal(window))

    assert window.toasts.shown[-1].accessibleName().startswith("Not changed. Stop playing first")


def _refusal(window: MainWindow) -> BaseException:
    try:
        rename_rock(window)
    except Exception as error:
        return error
    raise AssertionError("the change was not refused")


def test_the_start_screen_shows_the_sample_and_recent_projects(make_window: Any, glade: Path, qtbot: Any):
    window = make_window(glade)
    window.close_project()
    cards = window.start.findChildren(QWidget, "card")
    names = {card.accessibleName() for card in cards}

    recent = next(card for card in cards if card.accessibleName() == "Glade")
    assert recent.accessibleDescription().endswith(str(glade)), "two projects of one title are told apart"
    assert "Glade" in names
    assert "Veilweaver" in names
    assert not any(window.docks.is_open(id_) for id_ in window.docks.ids)


def test_a_card_opens_its_project_by_keyboard(make_window: Any, glade: Path, qtbot: Any):
    window = make_window(glade)
    window.close_project()
    card = next(card for card in window.start.findChildren(QWidget, "card") if card.accessibleName() == "Glade")

    qtbot.keyClick(card, Qt.Key.Key_Return)

    assert window.editor.title == "Glade"


def test_a_folder_without_a_project_is_refused_in_words(make_window: Any, tmp_path: Path, monkeypatch: Any):
    asked: list[str] = []
    monkeypatch.setattr(
        "editor.ui.dialogs.question.Question.ask", lambda self: asked.append(self.windowTitle()) or "close"
    )
    window = make_window()

    assert not window.open_folder(tmp_path, True)
    assert asked == ["The project cannot be opened"]


@pytest.mark.parametrize(
    ("answer", "stays", "saved"), [("cancel", True, False), ("discard", False, False), ("save", False, True)]
)
def test_unsaved_changes_are_asked_about(
    window: MainWindow, glade: Path, monkeypatch: Any, answer: str, stays: bool, saved: bool
):
    rename_rock(window)
    monkeypatch.setattr("editor.ui.dialogs.question.Question.ask", lambda _self: answer)

    window.close_project()

    assert (window.editor.document is not None) == stays
    assert ("Boulder" in (glade / "scenes/glade.toml").read_text()) == saved


def test_theme_and_text_size_reach_every_part(window: MainWindow):
    window.editor.settings.set("appearance.theme", "light")
    window.editor.settings.set("appearance.text_scale", 150)

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    assert application.palette().window().color().name() == look.colour("surface.panel") == "#f3f4f6"
    assert window.toolbar.height() == 54
    assert application.font().pixelSize() == 18


def test_another_theme_leaves_the_panels_as_large_as_the_user_made_them(window: MainWindow, qtbot: Any):
    outliner = window.docks.dock("outliner")
    usual = outliner.width()
    window.docks.resize(["outliner"], [usual + 90], across=True)
    qtbot.waitUntil(lambda: outliner.width() == usual + 90)

    window.editor.settings.set("appearance.theme", "light")
    QApplication.processEvents()

    assert outliner.width() == usual + 90
    window.editor.settings.set("appearance.theme", "dark")


def test_the_panels_at_the_bottom_grow_with_the_text_and_shrink_again(window: MainWindow, qtbot: Any):
    bottom, before = window.workspaces.bottom()
    assert before

    window.editor.settings.set("appearance.text_scale", 125)
    qtbot.wait(0)

    dock = window.docks.dock(bottom)
    assert dock.height() == round(before * 1.25)
    window.editor.settings.set("appearance.text_scale", 100)
    qtbot.wait(0)
    assert dock.height() == before


def test_a_folder_for_pictures_that_cannot_be_made_keeps_no_project_open(
    window: MainWindow, tmp_path: Path, monkeypatch: Any
):
    taken = tmp_path / "a file"
    taken.touch()
    monkeypatch.setattr(window.editor.recents, "_folder", taken)

    window.close_project()

    assert window.editor.document is None


def test_calls_of_qt_do_not_lose_references(window: MainWindow):
    """A release of the binding lost one reference of None with each call and died after some thousands."""
    application = QApplication.instance()
    assert application is not None
    before = sys.getrefcount(None)

    for _ in range(200):
        application.processEvents()

    assert sys.getrefcount(None) > before - 50


def test_the_window_closes_without_a_trace_of_work(window: MainWindow):
    window.shut_down()

    assert window.editor.jobs.running == []
    assert window.editor.document is None


def test_tooltips_of_the_toolbar_name_the_keys_that_the_user_chose(window: MainWindow):
    button = window.toolbar.workspace_buttons["Play"]
    assert button.toolTip().endswith("(Ctrl+2)")

    window.editor.actions.rebind({"view.workspace_play": "Alt+9"})
    window.refresh()

    assert button.toolTip().endswith("(Alt+9)")


def test_play_that_errors_keep_from_starting_shows_problems_and_counts_them(window: MainWindow, qtbot: Any):
    window.docks.focus("history")
    said: list[str] = []
    window.editor.said.connect(said.append)
    for entity in ("one", "two"):
        block = {"name": entity, "spawn_group": {"prefab": "nobody"}}
        window.editor.run(AddEntity(file="encounters/ambush", id=entity, block=block, index=0))
    window.editor.checks.now()

    window.ui.run("play.start")

    assert said[-1] == "The scene has 2 errors; correct them in Problems first."
    qtbot.waitUntil(lambda: window.docks.is_visible("problems"))
    assert not window.editor.play.is_active
