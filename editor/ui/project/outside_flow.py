"""What the window does about changes made outside: toasts, and the way to the conflicts."""

from functools import partial

from PySide6.QtCore import QEvent, QObject

from editor.core.links import Links
from editor.core.outside.words import Notice
from editor.tr import tr
from editor.ui.shell.shell import Shell
from engine.document import ChangeSet

ROOM = "conflicts"


class OutsideFlow(QObject):
    """Follows the editor's outside changes for one window."""

    def __init__(self, window: Shell) -> None:
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
