"""What panels put into the status bar: the part that each names for its slot "status"."""

from collections.abc import Callable, Iterable

from editor.api import Finding, PanelSpec
from editor.ui.docks.panel_host import describe, load
from editor.ui.services import Ui
from editor.ui.shell.status_bar import StatusBar


def filled_status_bar(ui: Ui, specs: Iterable[PanelSpec], show_panel: Callable[[str], None]) -> StatusBar:
    """The status bar with the parts of panels, each made with (editor, ui).

    One that fails is left out and told in Problems.
    """
    status = StatusBar(ui.editor, ui.run, show_panel)
    for spec in specs:
        place = spec.slots.get("status")
        if place is None:
            continue
        try:
            status.add(load(spec.package, place)(ui.editor, ui))
        except Exception as error:
            text = f"The status bar goes without the part of the panel {spec.title}: {describe(error)}"
            ui.editor.findings.add("panels", Finding("panel-failed", "warning", text, None, None))
    return status
