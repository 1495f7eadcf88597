"""Finds the editor's own panels: one folder under `rooms` for each, by the same shape as the panels of any package."""

from editor.core.panel_spec import PanelSpec, gather, in_packages
from engine.document import Finding
from engine.walk import packages_below

ROOMS = "editor.ui.rooms"


def find_rooms(problems: list[Finding]) -> list[PanelSpec]:
    """The built-in docks; one that cannot be imported is left out and told in `problems`."""
    return gather(in_packages(packages_below(ROOMS)), problems)
