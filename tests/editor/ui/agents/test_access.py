"""The light and the window of agent access: both say what is so, also where access has ended by itself."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.core.agents.serving import DIED
from editor.ui.shell.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
MOMENT_MS = 60_000


def test_an_end_that_nobody_asked_for_is_told_and_errands_wait_for_no_beat(window: MainWindow, qtbot: Any) -> None:
    agents, light = window.editor.agents, window.status.agents
    window.loop.start()
    window.ui.run("tools.agent_access")
    dialog = window.agents.dialog
    assert dialog is not None
    assert (light.isVisible(), dialog.start.text()) == (False, "Let agents connect")
    QTest.mouseClick(dialog.start, LEFT)
    qtbot.waitUntil(lambda: agents.standing == "on", timeout=MOMENT_MS)
    dialog.close()
    serving: Any = agents.serving
    serving._loop.call_soon_threadsafe(setattr, serving._access._server, "should_exit", True)
    qtbot.waitUntil(lambda: agents.standing == "ended", timeout=MOMENT_MS)
    assert light.isVisible()
    assert light.words.text() == light.accessibleName() == "Agent access has ended"
    assert light.toolTip() == f"{DIED} Click to start it again"
    assert [each.accessibleName() for each in window.toasts.shown][-1].startswith("Agent access has ended")
    QTest.mouseClick(light, LEFT)
    dialog = window.agents.dialog
    assert dialog is not None
    assert dialog.state.text() == DIED
    assert dialog.start.text() == "Let agents connect again"
    QTest.mouseClick(dialog.start, LEFT)
    qtbot.waitUntil(lambda: agents.standing == "on", timeout=MOMENT_MS)
    assert light.words.text() == "Agents can connect"
    # What an agent asks of the window is done at once, without a beat
    window.loop._timer.stop()
    serving = agents.serving
    with ThreadPoolExecutor(1) as beside:
        picture = beside.submit(serving.source.asked, threading.current_thread)
        qtbot.waitUntil(picture.done, timeout=MOMENT_MS)
    assert picture.result() is threading.main_thread()
    dialog.close()
