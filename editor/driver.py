"""Does in the open window what the command line asked for: open, play, take pictures, write telemetry, quit."""

import gc
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from editor.core.profiling.telemetry_file import summary, telemetry
from editor.core.project.opening import encounters_of
from editor.process_age import age_before
from editor.ui.dialogs.question import Question
from editor.waiting import PATIENCE_S, Waiting
from engine.collection import keep_out_of_collection
from engine.telemetry.exporters import write_json

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow
    from editor.wish import Wish

SETTLE_MS = 400
END_SHOWN_MS = 1500
"""A run that ended is looked at for so long before its picture is taken, or before the next one begins."""


class Driver:
    """Runs the steps one after the other on the window's own clock."""

    def __init__(self, wish: "Wish", started: float) -> None:
        self._wish, self._started = wish, started
        self.window: MainWindow | None = None
        self.exit_code = 0
        self.watch: Callable[[], None] = lambda: None
        self._first_frame_ms = 0.0
        self._deadline = 0.0
        self._waiting: Waiting | None = None
        self._is_settled = False
        self._outcomes: list[str] = []

    def after_first_paint(self) -> None:
        """The window stands: open what was asked for."""
        window, wish = self._window, self._wish
        painted = window.ui.first_paint.at
        assert painted is not None
        keep_out_of_collection()
        gc.enable()
        self._first_frame_ms = (painted - self._started + age_before(self._started)) * 1000
        if wish.measure:
            self._wish.say(f"first frame after {self._first_frame_ms:.0f} ms")
        window.loop.start()
        self.watch()
        wish.attend(window)
        if wish.quit_after:
            Question.answerer = self._answer
        folder = wish.project
        if folder is None and window.editor.settings.files.reopen_last and window.editor.recents.items:
            folder = Path(window.editor.recents.items[0].folder)
        # A run that is asked for is the same wherever somebody was last.
        goes_back = not (wish.play or wish.quit_after or wish.encounter)
        if folder is not None and not window.open_folder(folder, wish.trusted, goes_back=goes_back):
            self._end(2)
            return
        if wish.scene:
            document = window.editor.document
            # As when the project opens: a scene shows with what takes place in it.
            first = encounters_of(document, wish.scene)[:1] if document is not None else []
            window.editor.open_scene(wish.scene, wish.encounter or next(iter(first), None))
        elif wish.encounter and window.editor.scene:
            window.editor.open_scene(window.editor.scene, wish.encounter)
        if wish.select and not self._select(wish.select):
            self._end(2)
            return
        if wish.workspace:
            window.show_workspace(wish.workspace)
        if wish.viewport:
            _fit_viewport(window, wish.viewport)
        if wish.play:
            QTimer.singleShot(0, window, self._play)
        else:
            QTimer.singleShot(max(SETTLE_MS, round(wish.seconds * 1000)), window, self._finish)

    def _select(self, id_: str) -> bool:
        editor = self._window.editor
        if not editor.has_scene or editor.view.get(id_) is None:
            self._wish.complain(f"nothing selected: the scene has no entity with the id {id_}")
            return False
        editor.selection.set([id_])
        return True

    @property
    def _window(self) -> "MainWindow":
        assert self.window is not None
        return self.window

    def _play(self) -> None:
        editor = self._window.editor
        editor.play.autopilot = self._wish.autopilot
        editor.play.ended.connect(self._on_ended)
        editor.checks.now()
        if editor.findings.errors_of_scene:
            first = editor.findings.errors_of_scene[0]
            self._wish.complain(f"not played: {first.text}")
            self._end(1)
            return
        editor.play.start(self._wish.seed, whole_slice=self._wish.whole_slice)
        self._waiting = Waiting(self._wish.complain)
        QTimer.singleShot(50, self._window, self._wait_for_play)

    def _wait_for_play(self) -> None:
        play = self._window.editor.play
        assert self._waiting is not None
        if play.state == "preparing" and self._waiting.goes_on():
            QTimer.singleShot(50, self._window, self._wait_for_play)
        elif play.session is None:
            reasons = [finding.text for finding in self._window.editor.findings.from_source("play")]
            late = f"kernels were not compiled after {PATIENCE_S:g} s of work"
            self._wish.complain(f"not played: {'; '.join(reasons) or late}")
            self._end(1)
        else:
            if self._wish.populate:
                play.populate(self._wish.populate)
            play.speed = self._wish.speed
            self._window.editor.frames.clear()
            if self._wish.until_end:
                return
            QTimer.singleShot(round(self._wish.seconds * 1000), self._window, self._finish)

    def _on_ended(self, outcome: str) -> None:
        """The run ended before the time was up: the next seed, so that there is something to measure."""
        self._outcomes.append(outcome)
        if self._wish.until_end:
            QTimer.singleShot(END_SHOWN_MS, self._window, self._finish)
            return
        if self._wish.quit_after:
            QTimer.singleShot(END_SHOWN_MS, self._window, self._again)

    def _again(self) -> None:
        play = self._window.editor.play
        if play.has_ended:
            seed = (play.seed or 0) + 1
            play.stop()
            play.start(seed, whole_slice=self._wish.whole_slice)

    def _finish(self) -> None:
        window, wish = self._window, self._wish
        editor = window.editor
        if wish.screenshot is not None and not wish.play and self._is_ground_coming():
            QTimer.singleShot(50, window, self._finish)
            return
        if wish.screenshot is not None and not wish.play and not self._is_settled:
            # The first picture of a scene holds the window up, and what comes bit by bit, such as a form, comes after.
            self._is_settled = True
            QTimer.singleShot(SETTLE_MS, window, self._finish)
            return
        if wish.screenshot is not None:
            QApplication.processEvents()
            wish.screenshot.parent.mkdir(parents=True, exist_ok=True)
            if not window.grab().save(str(wish.screenshot)):
                self._wish.complain(f"{wish.screenshot} could not be written")
                self.exit_code = 1
        data = telemetry(editor, self._first_frame_ms, self._outcomes)
        viewport = window.centre.viewport
        data["summary"]["viewport"] = None if viewport is None else [viewport.width(), viewport.height()]
        wish.leave(window)
        if wish.telemetry is not None:
            write_json(wish.telemetry, data)
        if wish.play or wish.as_json:
            left = [
                f"{name} {path}" for name, path in (("picture", wish.screenshot), ("telemetry", wish.telemetry)) if path
            ]
            line = "; ".join((summary(data), *left))
            self._wish.say(json.dumps(data["summary"]) if wish.as_json else line)
        if wish.quit_after:
            errors = [finding.text for finding in editor.findings.from_source("play") if finding.severity == "error"]
            for text in errors:
                self._wish.complain(text)
            self._end(self.exit_code or (1 if errors or window.faults.count else 0))

    def _is_ground_coming(self) -> bool:
        """Whether a picture of the edited scene would lack some of an endless ground that is on its way."""
        viewport = self._window.centre.viewport
        if viewport is None or not (self._window.editor.terrain.is_endless and viewport.source.endless.is_settling):
            return False
        self._deadline = self._deadline or time.perf_counter() + PATIENCE_S
        if time.perf_counter() < self._deadline:
            return True
        self._wish.complain(f"the ground was not whole after {PATIENCE_S:g} s; the picture shows what there was")
        return False

    def _answer(self, question: Question) -> str:
        """Nobody can be asked: the question goes to the terminal, and the answer that loses nothing is given."""
        self._wish.complain(f"{question.windowTitle()}: {question.text}")
        return question.answer

    def _end(self, code: int) -> None:
        self.exit_code = code
        if self._wish.quit_after:
            Question.answerer = None
            self._window.editor.play.stop()
            QApplication.exit(code)


def _fit_viewport(window: "MainWindow", wanted: tuple[int, int]) -> None:
    """Make the window as much larger or smaller as the viewport is too small or too large.

    Docks may give or take a few pixels of what the window gains, so it takes a few steps.
    """
    for _ in range(4):
        QApplication.processEvents()
        viewport = window.centre.viewport
        if viewport is None or (viewport.width(), viewport.height()) == wanted:
            return
        window.resize(window.width() + wanted[0] - viewport.width(), window.height() + wanted[1] - viewport.height())
