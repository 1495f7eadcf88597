"""Recordings at the window: files to save to and to open, by the menu or dragged in, and what is said afterwards."""

import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from editor.core.play.past.last_run import LONG_S, LastRun
from editor.core.play.past.recordings import open_recording, save_recording
from editor.tr import tr
from editor.ui.services import Ui
from engine.play import RECORDING_SUFFIX


class RecordingFlow(QObject):
    """The window takes a recording that is dropped on it, wherever no part of it takes the drop itself."""

    def __init__(self, editor: Editor, ui: Ui, window: QWidget) -> None:
        super().__init__(window)
        self._editor, self._ui, self._window = editor, ui, window
        self._last = ""
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        editor.actions.add(*self._actions())
        self._offered: LastRun | None = None
        self._later = QTimer(window)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._offer_last)
        editor.play.changed.connect(self._played)

    def close(self) -> None:
        """Offer nothing more; the window goes."""
        self._later.stop()
        self._editor.play.changed.disconnect(self._played)

    def _played(self) -> None:
        # Whoever stops to begin again at once keeps nothing.
        self._later.start()

    def _offer_last(self) -> None:
        """A long run that was stopped can still be saved; nothing is said when the next one has begun meanwhile."""
        last = self._editor.play.branches.last
        if last is self._offered:
            return
        self._offered = last
        if last is not None and last.seconds > LONG_S:
            seconds = f"{last.seconds:.0f}"
            text = tr("{seconds} s were played; they are kept until the next run begins.", seconds=seconds)
            save = "play.save_last_run"
            self._ui.toast(tr("Stopped"), text, "info", tr("Save last run…"), lambda: self._ui.run(save))

    def _actions(self) -> tuple[Action, ...]:
        return (
            Action(
                "play.save_recording", "Save recording…", self.ask_save, "", "active and not preparing", "floppy-disk",
                "Play/6", description="Write the run to a small file that gives it again, bit for bit.",
            ),
            Action(
                "play.save_last_run", "Save last run…", self.ask_save, "", "has_project and last_run and not active",
                "floppy-disk", "Play/6",
                description="Write the run that was stopped last to a file; it is kept until the next one begins.",
            ),
            Action(
                "play.open_recording", "Open recording…", self.ask_open, "", "has_project and not preparing",
                "film-strip", "Play/6",
                description="Play a recorded run again, with its timeline and the reasons of its agents.",
            ),
        )  # fmt: skip

    @property
    def _folder(self) -> str:
        """Where files are looked for: where one was last, else at the project."""
        document = self._editor.document
        return self._last or (str(document.folder) if document is not None else "")

    def ask_save(self) -> None:
        """Ask for a file and save the run that plays, or the last one."""
        last = self._editor.play.branches.last
        place = self._editor.encounter or self._editor.scene if last is None else last.encounter or last.scene
        name = f"{place}_{time.strftime('%Y%m%d_%H%M%S')}{RECORDING_SUFFIX}"
        chosen, _kind = QFileDialog.getSaveFileName(
            self._window, tr("Save the recording"), str(Path(self._folder) / name), _kinds()
        )
        if chosen:
            self.save(Path(chosen))

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        chosen, _kind = QFileDialog.getOpenFileName(self._window, tr("Open a recording"), self._folder, _kinds())
        if chosen:
            self.open(Path(chosen))

    def save(self, path: Path) -> None:
        """Save the run that plays, or the last one."""
        path = path if path.suffix else path.with_suffix(RECORDING_SUFFIX)
        self._last = str(path.parent)
        save_recording(self._editor, path, lambda why_not: self._saved(path, why_not))

    def open(self, path: Path) -> None:
        """Open a recording; what plays goes on until it has turned out to be good."""
        self._last = str(path.parent)
        open_recording(self._editor, path, lambda why_not: self._opened(path, why_not))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A recording is dragged over the window, or dropped on it."""
        if isinstance(event, QDropEvent):  # entering and moving are drops to Qt, too
            path = _recording_of(event)
            if path is None or self._editor.document is None:
                return False
            event.acceptProposedAction()
            if not isinstance(event, (QDragEnterEvent, QDragMoveEvent)):
                self.open(path)
            return True
        return super().eventFilter(watched, event)

    def _saved(self, path: Path, why_not: str) -> None:
        if why_not:
            self._ui.toast(tr("The recording was not saved"), why_not, "error")
        else:
            self._ui.toast(tr("Recording saved"), str(path))

    def _opened(self, path: Path, why_not: str) -> None:
        if why_not:
            self._ui.toast(tr("The recording was not opened"), why_not, "error")
            return
        self._ui.show_panel("timeline")
        self._ui.toast(tr("Recording opened"), tr("Space plays it again as it was."), "info")


def _kinds() -> str:
    return tr("Recordings (*{suffix});;All files (*)", suffix=RECORDING_SUFFIX)


def _recording_of(event: QDropEvent) -> Path | None:
    """The one recording among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    found = [path for path in paths if path.suffix == RECORDING_SUFFIX]
    return found[0] if len(found) == 1 else None
