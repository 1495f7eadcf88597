"""What panels put into other parts of the window: a widget for a slot, made with (editor, ui)."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from editor.api import Finding, PanelSpec
from editor.ui.docks.panel_host import describe, load
from editor.ui.services import Ui


def parts_of(slot: str, ui: Ui, specs: Iterable[PanelSpec]) -> list[QWidget]:
    """The parts that panels name for a slot, in the order of the panels.

    One that fails is left out and told in Problems.
    """
    found: list[QWidget] = []
    for spec in specs:
        place = spec.slots.get(slot)
        if place is None:
            continue
        try:
            found.append(load(spec.package, place)(ui.editor, ui))
        except Exception as error:
            text = f"The window goes without a part of the panel {spec.title} ({slot}): {describe(error)}"
            ui.editor.findings.add("panels", Finding("panel-failed", "warning", text, None, None))
    return found
