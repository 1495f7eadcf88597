"""The soaked window: plays by autopilot from seed to seed while every frame and every run is written down."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from editor.soak.hang_watch import HangWatch
from editor.soak.log import SoakLog
from editor.soak.planted import Planted
from editor.soak.report import ABOUT, STACKS
from editor.soak.trace import FrameTrace
from editor.viewport.render.context import SOFTWARE
from engine.telemetry.frame_profile import FrameSample

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from editor.ui.shell.window import MainWindow


class WindowSoak(QObject):
    """Lives as long as the window that it watches."""

    def __init__(self, window: "MainWindow", folder: Path, planted: Planted, trace: Path) -> None:
        super().__init__(window)
        self._window = window
        self._editor: Editor = window.editor
        self._log = SoakLog(folder)
        self._hangs = HangWatch(folder / STACKS)
        self._planted = planted
        self._trace, self._trace_path = FrameTrace(), trace
        self._began = time.monotonic()
        self._has_failed = False
        self._about = folder / ABOUT
        self._editor.frames.listeners.append(self._on_frame)
        self._editor.play.changed.connect(self._on_play)
        self._editor.play.ended.connect(self._on_ended)
        self._editor.play.failed.connect(self._on_failed)

    def close(self) -> None:
        """Write down how far the last run came, and let go."""
        self._editor.frames.listeners.remove(self._on_frame)
        links: list[tuple[Any, Any]] = [
            (self._editor.play.changed, self._on_play),
            (self._editor.play.ended, self._on_ended),
            (self._editor.play.failed, self._on_failed),
        ]
        for signal, slot in links:
            signal.disconnect(slot)
        self._hangs.close()
        session = self._editor.play.session
        if session is not None and not self._editor.play.has_ended and not self._has_failed:
            self._log.run_ended(session, session.outcome)
        self._log.close()
        self._trace.write(self._trace_path)

    def _on_frame(self, sample: FrameSample) -> None:
        self._hangs.beat()
        if not self._about.exists():
            self._tell()
        session = self._editor.play.session
        self._log.frame(sample, session)
        self._trace.frame(sample, session.profile if session is not None else None)
        self._planted.frame(time.monotonic() - self._began)

    def _tell(self) -> None:
        """What draws, known from the first frame on."""
        viewport: Any = self._window.centre.viewport
        size = [viewport.width(), viewport.height()]
        is_software = any(name in viewport.canvas.description.lower() for name in SOFTWARE)
        facts = {"renderer": viewport.canvas.description, "software": is_software, "viewport": size}
        self._about.write_text(json.dumps(facts))

    def _on_play(self) -> None:
        if self._editor.play.state != "playing":
            self._hangs.pause()

    def _on_failed(self, _text: str) -> None:
        """Play stands still from here on; no frame will tell."""
        session = self._editor.play.session
        if session is not None and not self._has_failed:
            self._has_failed = True
            self._log.run_ended(session, "failed")

    def _on_ended(self, outcome: str) -> None:
        session = self._editor.play.session
        if session is not None:
            self._log.run_ended(session, outcome)
