"""What the shell does for views: run actions, show panels, say that something finished."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from editor.core.actions.registry import ActionRefusedError
from editor.core.editor import Editor
from editor.tr import tr
from editor.ui.fields.prose import ProseField
from editor.ui.loop.first_paint import FirstPaint
from editor.ui.theme.look import Look, look

ToastKind = Literal["ok", "info", "warning", "error"]
TAKES_TYPED = ("project.", "file.", "play.")
"""Actions that what is being typed belongs to: it is saved, played and asked about like what was entered."""

ENDS_PLAY = "play.stop"
GOES_WITH_PLAY = "goes_with_play"
"""Set on a field that vanishes when play stops: what is half typed in it then is let go, since nobody sees it."""


class Ui:
    """Given to every view. The window fills in what it does; without a window, as in tests, nothing happens.

    `editor` gives the services, `look` the colours and sizes; `window` is the parent for dialogs.
    """

    def __init__(self, editor: Editor, window: QWidget | None = None) -> None:
        self.editor = editor
        self.look: Look = look
        self.window = window
        self.show_panel: Callable[[str], None] = lambda _id: None
        self.show_help: Callable[[str], None] = lambda _topic: None
        self.parts: Callable[[str], list[QWidget]] = lambda _slot: []
        """Makes what panels put into a slot of the window."""
        self.show_toast: Callable[..., None] = lambda *_args, **_named: None
        self.first_paint = FirstPaint()
        if window is None:
            self.first_paint.note()

    def run(self, action: str) -> None:
        """Run an action by its id; when it is off, its reason is shown, with the panel that it speaks of."""
        if action.startswith(TAKES_TYPED) and not (action == ENDS_PLAY and _goes_with_play()):
            take_typed()
        try:
            self.editor.actions.run(action)
        except ActionRefusedError as refusal:
            if refusal.panel:
                self.show_panel(refusal.panel)
            self.editor.status(str(refusal))
            if str(refusal) == self.editor.context.key("active").unless:
                self._offer_stop(action, str(refusal))

    def _offer_stop(self, action: str, why_not: str) -> None:
        """Who looks at the game reads no status bar: say there that an edit waits, and offer the way to it."""
        title = tr(self.editor.actions.title(action))
        self.toast(title, tr(why_not), "info", tr("Stop"), lambda: self.run(ENDS_PLAY))

    def open_file(self, path: Path, line: int = 1, column: int = 1) -> None:
        """Open a file at a place in the user's text editor, else with what the system has for it.

        Where nothing opens, the place is in the clipboard, and a toast says why and leads to the setting.
        """

        def failed(why: str) -> None:
            QApplication.clipboard().setText(f"{path}:{line}:{column}")
            text = tr("{why} File and line are in the clipboard.", why=tr(why))
            title, open_settings = tr("{name} was not opened", name=path.name), lambda: self.run("app.settings")
            self.toast(title, text, "warning", tr("Settings"), open_settings, about="open_file")

        if not path.is_file():
            failed(f"{path} is not there any more.")
        elif not self.editor.text_editor.open(path, line, column, failed):
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                failed("The settings name no text editor, and none is found.")

    def toast(
        self,
        title: str,
        text: str = "",
        kind: ToastKind = "ok",
        action: str = "",
        run: Callable[[], object] | None = None,
        about: str = "",
    ) -> None:
        """Say in a corner what finished, with perhaps one thing to do about it.

        What was said before `about` the same goes then: it is no longer true.
        """
        self.show_toast(title, text, kind, action, run, about)


def take_typed() -> None:
    """Enter what is typed in a field but not entered yet, as leaving the field does; the keyboard stays there."""
    field = QApplication.focusWidget()
    if isinstance(field, (QLineEdit, ProseField)) and field.isModified():
        field.clearFocus()
        field.setFocus()


def _goes_with_play() -> bool:
    field = QApplication.focusWidget()
    return field is not None and bool(field.property(GOES_WITH_PLAY))
