"""Says that play did not start or had to stop, with the way to what can be done about it."""

from collections.abc import Callable

from editor.tr import tr
from editor.ui.services import Ui


def tell_failed(ui: Ui, text: str, trust: Callable[[], object]) -> None:
    """Show it in a corner; where the project's code is off, that is why, and `trust` is the way."""
    editor = ui.editor
    if editor.play.session is None and editor.is_code_off:
        why = tr("This scene needs the project's own code, which is off until you trust the folder.")
        ui.toast(tr("Not played"), why, "warning", tr("Look at the code…"), trust)
        return
    title = tr("Play paused") if editor.play.session else tr("Not played")
    ui.toast(title, tr(text), "error", tr("Show problems"), lambda: ui.show_panel("problems"))
