"""Finds the panels: one folder for each question that a designer or an engineer asks, here or in another package.

A panel is a package whose `PANEL` is a PanelSpec. Built-in ones lie beside this file; others are named by the
entry-point group `astraweave.panels`, whose entries point to such a package or to its PanelSpec.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib.metadata import EntryPoint, entry_points

from editor.api import Finding, PanelSpec, gather, in_packages, spec_of
from engine.walk import packages_below

GROUP = "astraweave.panels"


def panel_packages() -> list[str]:
    """Dotted names of the built-in panels' packages, without importing them."""
    return packages_below(__name__)


def find_panels(problems: list[Finding] | None = None, taken: Mapping[str, PanelSpec] | None = None) -> list[PanelSpec]:
    """Every panel, built-in or from another package, by order and title.

    One that cannot be loaded, or whose id is taken (`taken`: by the editor's own), is left out and told in `problems`.
    """
    told = problems if problems is not None else []
    return gather([*in_packages(panel_packages()), *_guests(entry_points(group=GROUP))], told, taken)


def _guests(entries: Iterable[EntryPoint]) -> list[tuple[str, Callable[[], PanelSpec]]]:
    ordered = sorted(entries, key=lambda entry: entry.name)
    return [(entry.name, partial(_loaded, entry)) for entry in ordered]


def _loaded(entry: EntryPoint) -> PanelSpec:
    return spec_of(entry.load(), entry.module)
