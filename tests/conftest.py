"""What every test may rely on: an offscreen Qt, software OpenGL, user folders of its own, nothing left behind."""

import atexit
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("EGL_PLATFORM", "surfaceless")
_home = Path(tempfile.mkdtemp(prefix="astraweave-tests-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
for _variable, _name in (("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state")):
    os.environ[_variable] = str(_home / _name)

# A law holds on a busy machine too: how long one example takes is no part of it.
settings.register_profile("house", settings.default, deadline=None)
settings.load_profile("house")

#: How long a thread that is on its way out may take [s].
GRACE = 2.0
#: How long a test may take that plays a whole game, whose kernels may have to be compiled beside other work [s].
COMPILING = 1_200.0
#: Pools of the standard library keep idle workers on purpose; they end with the process.
POOLS = ("ThreadPoolExecutor", "asyncio_", "pymp-")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give tests that compile a game the time that this takes where the cache holds nothing of it yet."""
    for item in items:
        if item.get_closest_marker("compiles") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(COMPILING))


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread, a running Qt timer or a top-level widget behind."""
    threads = set(threading.enumerate())
    windows = _top_level_widgets()
    yield
    problems = [*_new_threads(threads), *_new_windows(windows), *_running_timers()]
    assert not problems, f"left behind: {', '.join(problems)}"


def _new_threads(before: set[threading.Thread]) -> list[str]:
    deadline = time.monotonic() + GRACE
    for thread in set(threading.enumerate()) - before:
        if not thread.name.startswith(POOLS):
            thread.join(max(0.0, deadline - time.monotonic()))
    return [
        f"thread {thread.name}"
        for thread in set(threading.enumerate()) - before
        if thread.is_alive() and not thread.name.startswith(POOLS)
    ]


def _application() -> object | None:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets else None


def _top_level_widgets() -> set[int]:
    application = _application()
    return {id(widget) for widget in application.topLevelWidgets()} if application else set()


def _new_windows(before: set[int]) -> list[str]:
    application = _application()
    if application is None:
        return []
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    return [
        f"{type(widget).__name__} '{widget.objectName() or widget.windowTitle()}'"
        for widget in application.topLevelWidgets()
        if id(widget) not in before and widget.isVisible()
    ]


def _running_timers() -> list[str]:
    """Timers that still run without a parent that owns them; those of a live window die with it."""
    application = _application()
    if application is None:
        return []
    core = sys.modules["PySide6.QtCore"]
    return [
        f"timer '{timer.objectName() or 'without name'}' of the application"
        for timer in application.findChildren(core.QTimer)
        if timer.isActive()
    ]
