"""One window on a virtual screen whose every step is measured, from its call until the picture is drawn."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from editor.core.profiling.frames import memory_mb

PATIENCE_S = 60.0
QUIET_S = 0.3


class MeasuredWindow:
    """The program's window with its editor, and the clocks that time what is done in it."""

    def __init__(self, project: Path) -> None:
        from PySide6.QtCore import QEvent

        from editor.app import find_specs, make_application, make_viewport
        from editor.core.editor import Editor
        from editor.screen import prepare_screen
        from editor.ui.loop.stall_watch import StallWatch
        from editor.ui.shell.window import MainWindow
        from editor.ui.theme.apply import apply
        from editor.ui.theme.fonts import prepare_fonts
        from editor.ui.theme.look import look

        prepare_screen()
        prepare_fonts()
        self.application = make_application()
        self.editor = Editor()
        self.editor.warm_up.is_enabled = False
        apply(self.application, look)
        self.window = MainWindow(self.editor, find_specs()[0], lambda: None, make_viewport)
        self.stalls = StallWatch(self.editor.watchdog, self.editor.log)
        self.window.loop.start()
        self.window.resize(1600, 900)
        self.window.show()
        self._deferred = QEvent.Type.DeferredDelete.value
        self._drawing = self._drawing_cpu = 0.0
        self.open(project)
        self.wait(lambda: self._drawn > 0)
        self._time_drawing()
        self.editor.checks.now()
        self.stalls.start()

    def open(self, folder: Path) -> None:
        """Open a project in place of the one before; RuntimeError where it could not be."""
        self.editor.undo.mark_saved()
        if not self.window.open_folder(folder, True):
            raise RuntimeError(f"{folder} could not be opened")

    def memory(self) -> float:
        """Resident memory [MB]."""
        gc.collect()
        return memory_mb() or 0.0

    def measured(self, step: Callable[[], object], *, rest: bool = True) -> dict[str, float]:
        """Take a step and let the window live until its picture is drawn and nothing waits any more.

        shown: until the picture is drawn; work: what the main thread did, without OpenGL's drawing and reading back;
        cpu: the computing in that; call: the step itself. All in ms.
        """
        if rest:
            self.rest()
        drawn = self._drawn
        self._drawing = self._drawing_cpu = 0.0
        began, began_cpu = time.perf_counter(), time.thread_time()
        step()
        called = time.perf_counter()
        self.wait(lambda: self._drawn > drawn)
        shown = time.perf_counter()
        self.application.processEvents()
        ended, ended_cpu = time.perf_counter(), time.thread_time()
        return {
            "shown": (shown - began) * 1000,
            "work": (ended - began - self._drawing) * 1000,
            "cpu": (ended_cpu - began_cpu - self._drawing_cpu) * 1000,
            "call": (called - began) * 1000,
        }

    def timed_call(self, step: Callable[[], object]) -> dict[str, float]:
        """Take a step that needs no new picture: the call itself, and until nothing waits any more."""
        self.rest()
        began, began_cpu = time.perf_counter(), time.thread_time()
        step()
        called = time.perf_counter()
        self.application.processEvents()
        ended, ended_cpu = time.perf_counter(), time.thread_time()
        return {
            "shown": (ended - began) * 1000,
            "work": (ended - began) * 1000,
            "cpu": (ended_cpu - began_cpu) * 1000,
            "call": (called - began) * 1000,
        }

    def rest(self) -> None:
        """Let everything come to an end that goes on in the background."""
        until = time.perf_counter() + QUIET_S
        self.wait(lambda: not self.editor.is_busy and time.perf_counter() > until)
        # Only a loop that runs does so by itself; widgets that should be gone would be dressed and laid out for ever.
        self.application.sendPostedEvents(None, self._deferred)
        gc.collect()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the window live until something is so. TimeoutError after a minute."""
        until = time.perf_counter() + PATIENCE_S
        while not condition():
            self.application.processEvents()
            if time.perf_counter() > until:
                raise TimeoutError(f"the window did not come to an end in {PATIENCE_S:.0f} s")

    def close(self) -> None:
        """Close the window."""
        self.stalls.stop()
        self.window.shut_down()
        self.window.deleteLater()
        self.application.processEvents()

    @property
    def _drawn(self) -> int:
        viewport: Any = self.window.centre.viewport
        return int(viewport.pictures_drawn) if viewport is not None else 0

    def _time_drawing(self) -> None:
        """Take the time that OpenGL takes, so that it can be told apart."""
        canvas: Any = self.window.centre.viewport.canvas  # type: ignore[union-attr]
        renderer = canvas.renderer
        for name in ("draw", "read_pixels"):
            setattr(renderer, name, self._timed(getattr(renderer, name)))

    def _timed(self, function: Callable[..., object]) -> Callable[..., object]:
        def timed(*given: object, **named: object) -> object:
            with self._counted():
                return function(*given, **named)

        return timed

    @contextmanager
    def _counted(self) -> Iterator[None]:
        began, began_cpu = time.perf_counter(), time.thread_time()
        yield
        self._drawing += time.perf_counter() - began
        self._drawing_cpu += time.thread_time() - began_cpu
