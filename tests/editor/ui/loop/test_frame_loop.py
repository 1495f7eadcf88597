"""The window's heartbeat: quick in play, steady while work goes on, slow while there is none."""

import threading
from typing import Any

import pytest

from editor.core.editor import Editor
from editor.core.settings.settings import Settings
from editor.ui.loop.frame_loop import BUSY_MS, IDLE_MS, FrameLoop


@pytest.fixture
def editor(tmp_path: Any) -> Any:
    services = Editor(Settings(tmp_path / "settings.json"))
    yield services
    services.shut_down()


def test_nothing_to_do_is_looked_at_seldom_and_work_often(editor: Editor, qapp: Any):
    loop = FrameLoop(editor, lambda: None)
    go_on = threading.Event()
    loop.beat()
    assert loop.interval_ms == IDLE_MS

    job = editor.jobs.submit("Counting", lambda _progress, _cancelled: go_on.wait(5))
    loop.beat()
    assert loop.interval_ms == BUSY_MS

    go_on.set()
    editor.jobs.wait(job)
    loop.beat()
    assert loop.interval_ms == IDLE_MS


def test_play_keeps_the_frame_limit(editor: Editor, qapp: Any):
    editor.settings.view.frame_limit = 50
    editor.play.state = "playing"
    loop = FrameLoop(editor, lambda: None)

    loop.adapt()

    assert loop.interval_ms == 20
    editor.play.state = "stopped"
