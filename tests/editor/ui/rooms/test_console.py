"""The console: lines by severity and words, copied and cleared."""

import logging
import threading

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor.core.log import LogHandler
from editor.ui.rooms.console.model import ConsoleModel
from editor.ui.rooms.console.view import ConsoleView


def fill(editor):
    editor.log.clear()
    editor.log.add("info", "play", "Started", 0)
    editor.log.add("warning", "goap", "Kael: no plan", 12, "kael")
    editor.log.add("warning", "goap", "Kael: no plan", 13, "kael")
    editor.log.add("error", "physics", "Left the arena", 40)


def test_newest_lines_come_first_and_repeats_are_counted(editor):
    model = ConsoleModel(editor)
    fill(editor)

    assert [(line.text, line.times) for line in model.lines()] == [
        ("Left the arena", 1),
        ("Kael: no plan", 2),
        ("Started", 1),
    ]
    model.close()


def test_severities_and_words_narrow_the_list(editor):
    model = ConsoleModel(editor)
    fill(editor)

    model.show("error", False)
    model.search("kael")

    assert [line.text for line in model.lines()] == ["Kael: no plan"]
    assert (model.count("error"), model.count("warning"), model.count("info")) == (1, 1, 1)
    model.close()


def test_the_view_copies_selects_and_clears(editor, show):
    model = ConsoleModel(editor)
    view = show(ConsoleView, model, 660, 220)
    fill(editor)

    view.copy()
    assert QApplication.clipboard().text().splitlines()[0] == "0\tinfo\tplay\tStarted\tx1"
    view.table.doubleClicked.emit(view.rows.index(1, 2))
    assert editor.selection.ids == ("kael",)
    view.clear_button.click()

    assert not editor.log.lines
    assert view._stack.currentIndex() == 1


def test_it_works_without_a_project(closed_editor, show):
    view = show(ConsoleView, ConsoleModel(closed_editor), 660, 220)

    assert view.buttons["error"].text() == "0 errors"


def test_how_the_program_itself_fares_is_left_out_until_asked_for(editor, show):
    model = ConsoleModel(editor)
    view = show(ConsoleView, model, 660, 220)
    fill(editor)
    editor.log.add("detail", "watchdog", "The window stood still for 55 ms")

    assert "watchdog" not in {line.source for line in model.lines()}
    assert view.buttons["detail"].text() == "1 detail"

    view.buttons["detail"].click()

    assert model.lines()[0].source == "watchdog"


def test_what_other_threads_log_is_shown_by_the_window_s_own(editor, show):
    model, shown_in = ConsoleModel(editor), []
    view = show(ConsoleView, model, 660, 220)
    editor.log.clear()
    view.rows.modelReset.connect(
        lambda: shown_in.append(threading.current_thread()), Qt.ConnectionType.DirectConnection
    )
    logger, handler = logging.getLogger("tests.elsewhere"), LogHandler(editor.log)
    logger.addHandler(handler)
    assert view._attention.is_on

    speaking = threading.Thread(target=lambda: [logger.warning("No answer %d", number) for number in range(20)])
    speaking.start()
    speaking.join()
    logger.removeHandler(handler)

    assert (view.rows.rows(), shown_in) == ((), [])
    editor.pump()
    assert [line.text for line in view.rows.rows()][:2] == ["No answer 19", "No answer 18"]
    assert view.buttons["warning"].text() == "20 warnings"
    editor.log.add("info", "play", "Started")
    assert view.rows.rows()[0].text == "Started"
    assert set(shown_in) == {threading.main_thread()}
