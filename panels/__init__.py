"""Finds the panels: one folder for each question that a designer or an engineer asks, here or in another package.

A panel is a package whose `PANEL` is a PanelSpec. Built-in ones lie beside this file; others are named by the
entry-point group `astraweave.panels`, whose entries point to such a package or to its PanelSpec.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any

from editor.api import Finding, PanelSpec

GROUP = "astraweave.panels"


def panel_packages() -> list[str]:
    """Dotted names of the built-in panels' packages, without importing them; the frozen build asks for the same."""
    return sorted(f"{__name__}.{info.name}" for info in pkgutil.iter_modules(__path__) if info.ispkg)


def find_panels(problems: list[Finding] | None = None) -> list[PanelSpec]:
    """Every panel, built-in or from another package, by order and title.

    One that cannot be loaded, or whose id is taken, is left out and told in `problems`.
    """
    told = problems if problems is not None else []
    found: dict[str, PanelSpec] = {}
    for name, spec in (*_built_in(told), *_guests(entry_points(group=GROUP), told)):
        if spec.id in found:
            told.append(_problem(name, f"the panel id “{spec.id}” is already taken by {found[spec.id].package}"))
        else:
            found[spec.id] = spec
    return sorted(found.values(), key=lambda spec: (spec.order, spec.title))


def _built_in(told: list[Finding]) -> Iterator[tuple[str, PanelSpec]]:
    for name in panel_packages():
        try:
            yield name, _spec_of(importlib.import_module(name))
        except Exception as error:
            told.append(_problem(name, f"{type(error).__name__}: {error}"))


def _guests(entries: Iterable[EntryPoint], told: list[Finding]) -> Iterator[tuple[str, PanelSpec]]:
    for entry in sorted(entries, key=lambda entry: entry.name):
        try:
            yield entry.name, _spec_of(entry.load(), entry.module)
        except Exception as error:
            told.append(_problem(entry.name, f"{type(error).__name__}: {error}"))


def _spec_of(target: Any, package: str = "") -> PanelSpec:
    """The PanelSpec of a package, or the one given, with the package in which its model and view are looked up."""
    spec = getattr(target, "PANEL", None) if isinstance(target, ModuleType) else target
    if not isinstance(spec, PanelSpec):
        raise TypeError("expected a package with PANEL = PanelSpec(...)")
    return replace(spec, package=target.__name__ if isinstance(target, ModuleType) else package)


def _problem(name: str, why: str) -> Finding:
    text = f"The panel {name} could not be loaded: {why}. The editor runs without it; correct or remove the panel."
    return Finding(rule="panel-load", severity="warning", text=text, where=None, entity=None)
