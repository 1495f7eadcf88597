"""What the window does about changes made outside: toasts, the way to the conflicts, and questions before saving."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from editor.core.links import Links
from editor.core.outside.changes import SaveHeldError
from editor.core.outside.words import Notice
from editor.ui.dialogs.question import Answer, Question
from editor.ui.tr import tr
from engine.document import ChangeSet

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow

ROOM = "conflicts"


class OutsideFlow(QObject):
    """Follows the editor's outside changes for one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._editor = window, window.editor
        self._files: frozenset[str] = frozenset()
        self._links = Links(
            (self._editor.outside.told, self.tell),
            (self._editor.outside.called, self.show_room),
            (self._editor.document_changed, self._follow_files),
            (self._editor.opened, self._take_files),
        )
        window.installEventFilter(self)

    def close(self) -> None:
        """Stop following; the window goes."""
        self._window.removeEventFilter(self)
        self._links.close()

    def tell(self, notice: Notice) -> None:
        """Say it in a corner, and keep it in the console."""
        run = None
        if notice.panel:
            run = partial(self._window.show_panel, notice.panel)
        elif notice.action:
            run = partial(self._window.ui.run, notice.action)
        self._window.ui.toast(tr(notice.title), tr(notice.text), notice.kind, tr(notice.button), run)
        self._editor.log.add(notice.kind, "files", f"{notice.title}. {notice.text}")

    def show_room(self) -> None:
        """Bring the conflicts to the front; the keyboard stays where the user types."""
        docks = self._window.docks
        if ROOM in docks.ids:
            docks.dock(ROOM).show()
            docks.bring_forward([ROOM])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever comes back to the window may have changed files elsewhere."""
        if event.type() == QEvent.Type.WindowActivate:
            self._editor.outside.ask()
        return False

    def _take_files(self) -> None:
        document = self._editor.document
        self._files = frozenset(document.files) if document is not None else frozenset()

    def _follow_files(self, change: ChangeSet) -> None:
        """Scenes and prefabs that came or went change the menus."""
        document = self._editor.document
        if document is None or not change.structure:
            return
        before = self._files
        self._take_files()
        if self._files != before:
            self._window.take_project_actions()


def answer_held(window: QWidget, held: SaveHeldError) -> str:
    """Ask what to do about a save that would bury others' changes: "cancel", "over", "resolve", "merge" or "stop"."""
    text = tr("{what}. Your changes are still here.", what=str(held).rstrip("."))
    answers = [Answer("cancel", tr("Cancel")), Answer("over", tr("Save mine over it"))]
    ways = {"resolve": tr("Resolve"), "merge": tr("Merge both"), "stop": tr("Stop and merge both")}
    if held.way:
        answers.append(Answer(held.way, ways[held.way], "primary"))
    title = {
        "resolve": tr("Not saved: conflicts are open"),
        "merge": tr("Not saved: changed on disk"),
        "stop": tr("Not saved: changed on disk"),
        "": tr("Not saved: broken on disk"),
    }[held.way]
    # Writing over what others wrote is never what Enter gives.
    default = held.way or "cancel"
    return Question(window, title, text, answers, glyph="git-merge", colour="severity.warning", default=default).ask()
