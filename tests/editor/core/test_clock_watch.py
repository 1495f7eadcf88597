"""A clock that goes back is told, and nothing depends on it."""

from pathlib import Path

import pytest

from editor.core.clock_watch import ClockWatch
from editor.core.editor import Editor
from editor.core.history.undo import Entry
from tests.editor.core.recovery.dying import die, editors, opened, own_state, project, rename, texts

__all__ = ["editors", "own_state", "project"]


class Clocks:
    """A clock on the wall and a steady one, both in seconds."""

    def __init__(self) -> None:
        self.wall = self.steady = 1000.0

    def go(self, seconds: float, back: float = 0.0) -> None:
        self.steady += seconds
        self.wall += seconds - back


@pytest.mark.parametrize(("back", "words"), [(3600.0, "1 h"), (5400.0, "1.5 h"), (12.0, "12 s"), (172800.0, "2 d")])
def test_a_clock_that_goes_back_is_told(back: float, words: str):
    editor, clocks = Editor(), Clocks()
    watch = ClockWatch(editor.log, editor.status, lambda: clocks.wall, lambda: clocks.steady)
    said: list[str] = []
    editor.said.connect(said.append)

    clocks.go(1.0)
    watch.pump()
    clocks.go(1.0, back)
    watch.pump()
    watch.pump()
    clocks.go(1.0)
    watch.pump()

    assert said == [f"The computer's clock went back by {words}. History and recovery keep their order."]
    editor.shut_down()


def test_small_steps_and_leaps_ahead_are_no_news():
    editor, clocks = Editor(), Clocks()
    watch = ClockWatch(editor.log, editor.status, lambda: clocks.wall, lambda: clocks.steady)
    for back in (1.5, -3600.0, 0.0):
        clocks.go(2.0, back)
        watch.pump()

    assert [line for line in editor.log.lines if line.source == "clock"] == []
    editor.shut_down()


def test_lost_work_keeps_its_order_though_the_clock_went_back(
    project: Path, editors: list[Editor], monkeypatch: pytest.MonkeyPatch
):
    now = 2_000_000_000.0
    monkeypatch.setattr("editor.core.history.undo.Entry", lambda *told: Entry(*told, time=now))
    first = opened(project, editors)
    rename(first, "Boulder")
    rename(first, "Menhir")
    last = die(first)
    now -= 86400.0
    second = opened(project, editors)
    rename(second, "Cairn")
    die(second)

    after = opened(project, editors)
    newest, oldest = after.recovery.pending()
    after.recovery.recover(oldest)

    assert [told.sentence for told in newest.entries] == ["Rename Rock to Cairn"]
    assert newest.last < oldest.last
    assert texts(after.document) == last
