"""Who held the window is told in the console, once for each place until it is much worse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.core.editor import Editor
from editor.core.log import LogModel
from editor.core.profiling.watchdog import Stall, Watchdog
from editor.core.settings.settings import Settings
from editor.ui.loop.stall_watch import StallWatch

STACK = ("editor/core/history/undo.py:12 push", "engine/document/state/draft.py:68 set")


@pytest.fixture
def log() -> LogModel:
    return LogModel()


@pytest.fixture
def watch(qtbot: QtBot, log: LogModel) -> Iterator[StallWatch]:
    watchdog = Watchdog()
    stalls = StallWatch(watchdog, log)
    yield stalls
    stalls.stop()


def test_the_window_s_loop_beats_while_it_is_watched(qtbot: QtBot, log: LogModel, monkeypatch: pytest.MonkeyPatch):
    beats: list[float] = []
    watchdog = Watchdog()
    monkeypatch.setattr(watchdog, "beat", lambda: beats.append(0.0))
    stalls = StallWatch(watchdog, log)
    stalls.start()
    qtbot.waitUntil(lambda: len(beats) > 3)
    stalls.stop()


def test_a_stall_is_one_line_that_names_the_place(watch: StallWatch, log: LogModel):
    watch._watchdog.told(Stall(0.123, 0.1, STACK))
    (line,) = log.lines
    assert (line.severity, line.source) == ("detail", "watchdog")
    assert "123 ms (100 ms of them computing)" in line.text
    assert line.text.endswith("editor/core/history/undo.py:12 push > engine/document/state/draft.py:68 set")


def test_the_same_place_is_told_again_only_when_it_is_twice_as_long(watch: StallWatch, log: LogModel):
    for seconds in (0.1, 0.15, 0.1, 0.2):
        watch._watchdog.told(Stall(seconds, seconds, STACK))
    watch._watchdog.told(Stall(0.06, 0.01, ("editor/ui/shell/window.py:9 refresh",)))
    assert ["100 ms" in line.text or "200 ms" in line.text for line in log.lines] == [True, True, False]


def test_a_stall_without_a_stack_says_so(watch: StallWatch, log: LogModel):
    watch._watchdog.told(Stall(0.1, 0.0, ()))
    assert log.lines[0].text.endswith("nobody that could be seen")


def test_what_held_a_running_game_is_one_line_by_cause_once_it_is_over(qtbot: QtBot, log: LogModel, tmp_path: Path):
    editor = Editor(Settings(tmp_path / "settings.json"))
    play = editor.play
    stalls = StallWatch(Watchdog(), log, play)
    play.state = "playing"
    for line, seconds in ((12, 0.052), (13, 0.07), (14, 0.061)):
        stalls._watchdog.told(Stall(seconds, seconds, (f"editor/viewport/widget.py:{line} frame",)))
    stalls._watchdog.told(Stall(0.06, 0.01, ()))
    play.changed.emit()
    assert log.lines == ()

    play.state = "stopped"
    play.changed.emit()
    play.changed.emit()
    (line,) = log.lines
    assert "stood still 4 times, 70 ms at most, 0.2 s in all" in line.text
    assert line.text.endswith("editor/viewport/widget.py frame 3 times, nobody that could be seen 1 times")
    stalls._watchdog.told(Stall(0.1, 0.1, STACK))
    assert len(log.lines) == 2
    stalls.stop()
    editor.shut_down()
