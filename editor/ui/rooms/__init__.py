"""The built-in docks of the window, one folder each, in the shape of panels; found by a walk, as those are."""

from editor.core.panel_spec import PanelSpec, gather, in_packages
from engine.document import Finding
from engine.walk import packages_below


def find_rooms(problems: list[Finding]) -> list[PanelSpec]:
    """The built-in docks; one that cannot be imported is left out and told in `problems`."""
    return gather(in_packages(packages_below(__name__)), problems)
