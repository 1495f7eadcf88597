"""Says that play did not start or had to stop, with the way to what can be done about it."""

from typing import TYPE_CHECKING

from editor.ui.tr import tr

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow


def tell_failed(window: "MainWindow", text: str) -> None:
    """Show it in a corner; where the project's code is off, that is why, and trusting it is the way."""
    editor = window.editor
    if editor.play.session is None and editor.is_code_off:
        why = tr("This scene needs the project's own code, which is off until you trust the folder.")
        window.toasts.show(tr("Not played"), why, "warning", tr("Look at the code…"), window.flow.trust)
        return
    title = tr("Play paused") if editor.play.session else tr("Not played")
    window.toasts.show(title, tr(text), "error", tr("Show problems"), lambda: window.show_panel("problems"))
