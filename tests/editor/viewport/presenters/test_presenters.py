"""Presenters: which one is chosen, and that all show the same scene; no OpenGL leaves a message, not a crash."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.core.editor import Editor
from editor.viewport.presenters import choose
from editor.viewport.presenters.message import MessageCanvas
from editor.viewport.render.context import NoOpenGLError
from editor.viewport.widget import ViewportWidget

SCRIPT = """
import sys
from pathlib import Path
from editor.app import make_application
application = make_application()
from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.viewport.widget import ViewportWidget
from tests.editor.viewport.yard import write_yard
editor = Editor()
install(editor)
editor.settings.view.presenter = sys.argv[2]
editor.open_project(write_yard(Path(sys.argv[1])))
editor.selection.set(["guard"])  # its handles are drawn last: what is bound then is what Qt's painter finds
widget = ViewportWidget(editor)
widget.resize(480, 270)
widget.show()
for _ in range(20):
    application.processEvents()
image = widget.grab().toImage()
colours = {image.pixel(x, y) for x in range(0, 480, 8) for y in range(60, 200, 8)}
x, y, _ = widget.camera().project([(-3.0, 1.0, 0.0)], (480, 270))[0]
print(widget.presenter, len(colours), widget.pick(x, y))
widget.shut_down()
editor.shut_down()
"""


def show(tmp_path: Path, presenter: str, **environment: str) -> list[str]:
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), presenter],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **environment},
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.split()


def test_without_a_window_system_pictures_are_read_back(viewport: ViewportWidget) -> None:
    assert viewport.presenter == "egl"


@pytest.mark.skipif(not Path("/usr/bin/Xvfb").exists(), reason="needs Xvfb for a window system")
def test_both_presenters_draw_and_pick_under_a_window_system(tmp_path: Path) -> None:
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout is not None
        display = f":{server.stdout.readline().strip()}"
        for presenter, expected in (("gl", "gl"), ("auto", "egl")):
            folder = tmp_path / presenter
            folder.mkdir()
            kind, colours, picked = show(folder, presenter, DISPLAY=display, QT_QPA_PLATFORM="xcb")
            assert kind == expected
            assert int(colours) > 100
            assert picked == "guard"
    finally:
        server.terminate()
        server.wait()


def test_no_opengl_leaves_a_message_and_a_working_editor(
    editor: Editor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise NoOpenGLError("There is no OpenGL driver. Install one.")

    monkeypatch.setattr(choose, "ReadBackCanvas", fail)
    widget = ViewportWidget(editor)
    qtbot.addWidget(widget)
    widget.show()

    assert isinstance(widget.canvas, MessageCanvas)
    assert "Install one" in widget.canvas.description
    editor.selection.set(["guard"])
    widget.shut_down()


def test_trying_again_brings_the_picture_back(editor: Editor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise NoOpenGLError("There is no OpenGL driver.")

    monkeypatch.setattr(choose, "ReadBackCanvas", fail)
    widget = ViewportWidget(editor)
    qtbot.addWidget(widget)
    widget.resize(320, 180)
    widget.show()
    monkeypatch.undo()

    widget.canvas.retry.emit()

    qtbot.waitUntil(lambda: widget.pictures_drawn > 0)
    assert widget.presenter == "egl"
    widget.shut_down()
