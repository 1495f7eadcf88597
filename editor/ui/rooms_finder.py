"""Finds the panels of the window: the editor's own rooms and the panels of any package, by one shape."""

import importlib
import pkgutil
from dataclasses import replace

from editor.api import Finding, PanelSpec

ROOMS = "editor.ui.rooms"
ORDER = {"outliner": 10, "inspector": 20, "problems": 30, "console": 40, "history": 50, "assets": 60}


def find_rooms(problems: list[Finding]) -> list[PanelSpec]:
    """The built-in docks; one that cannot be imported is left out and told in `problems`."""
    try:
        package = importlib.import_module(ROOMS)
    except ImportError as error:
        problems.append(_problem(ROOMS, error))
        return []
    found: list[PanelSpec] = []
    for info in pkgutil.iter_modules(package.__path__):
        if not info.ispkg:
            continue
        name = f"{ROOMS}.{info.name}"
        try:
            spec = getattr(importlib.import_module(name), "DOCK", None)
        except Exception as error:
            problems.append(_problem(name, error))
            continue
        if isinstance(spec, PanelSpec):
            found.append(replace(spec, package=name))
    return sorted(found, key=lambda spec: (ORDER.get(spec.id, spec.order), spec.title))


def _problem(name: str, error: BaseException) -> Finding:
    text = f"The panel {name} could not be loaded: {type(error).__name__}: {error}. The editor runs without it."
    return Finding(rule="panel-load", severity="warning", text=text, where=None, entity=None)
