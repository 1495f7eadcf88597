"""A panel as data, and the one finder: the editor's own rooms and the panels of any package have the same shape."""

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import ModuleType
from typing import Literal, get_args

from engine.document import Finding

Area = Literal["left", "right", "bottom", "centre"]
WORKSPACES = ("Author", "Play", "Profile", "Review")


@dataclass(frozen=True)
class PanelSpec:
    """A panel as data: the question it answers, where its model and view are, and where it is docked.

    `model` and `view` are "module:Class" below the panel's package. The model is made with the editor and has
    `close()`; the view is made with (model, ui) and is a widget. `slots` maps a slot ("overlay", "status",
    "inspector_below", "timeline_track") to "module:Class", made with (editor, ui). What stands in "inspector_below" has
    `follow(paths)`, told where the number stands that begins to be dragged; it answers whether it has something to show
    below its field. Panels stand by `order`, then by title; in the workspaces of
    `leads` the panel comes before all others of its area, since its question is what the workspace is for.
    """

    id: str
    title: str
    question: str
    icon: str
    model: str
    view: str
    dock: Area
    workspaces: tuple[str, ...]
    help: str = ""
    slots: dict[str, str] = field(default_factory=dict[str, str])
    order: int = 50
    leads: tuple[str, ...] = ()
    package: str = ""

    def __post_init__(self) -> None:
        """Refuse what would show nowhere.

        Raises:
            ValueError: A dock or a workspace that there is not, or a place that is no "module:Class".
        """
        if self.dock not in get_args(Area):
            raise ValueError(f"dock is {self.dock!r}; expected one of {', '.join(get_args(Area))}")
        for name in (*self.workspaces, *self.leads):
            if name not in WORKSPACES:
                raise ValueError(f"there is no workspace {name!r}; expected some of {', '.join(WORKSPACES)}")
        for place in (self.model, self.view, *self.slots.values()):
            module, _, cls = place.partition(":")
            if not (module and cls.isidentifier()):
                raise ValueError(f'{place!r} names no class; expected "module:Class", as "view:{self.id.title()}View"')


Source = tuple[str, Callable[[], PanelSpec]]


def in_packages(names: Iterable[str]) -> list[Source]:
    """Sources of the panels of packages, to be imported by `gather`."""
    return [(name, partial(_imported, name)) for name in names]


def gather(
    sources: Iterable[Source], problems: list[Finding], taken: Mapping[str, PanelSpec] | None = None
) -> list[PanelSpec]:
    """Every panel of the sources, by order and title.

    One that cannot be loaded, or whose id another source or `taken` has, is left out and told in `problems`.
    """
    others = taken or {}
    found: dict[str, PanelSpec] = {}
    for name, load in sources:
        try:
            spec = load()
        except Exception as error:
            problems.append(_problem(name, f"{type(error).__name__}: {error}"))
            continue
        other = found.get(spec.id) or others.get(spec.id)
        if other is None:
            found[spec.id] = spec
        else:
            problems.append(_problem(name, f"the panel id “{spec.id}” is already taken by {other.package}"))
    return sorted(found.values(), key=lambda spec: (spec.order, spec.title))


def spec_of(target: object, package: str = "") -> PanelSpec:
    """The PanelSpec of a package, or the one given, with the package in which its model and view are looked up.

    Raises TypeError when there is none.
    """
    spec: object = getattr(target, "PANEL", None) if isinstance(target, ModuleType) else target
    if not isinstance(spec, PanelSpec):
        raise TypeError("expected a package with PANEL = PanelSpec(...)")
    return replace(spec, package=target.__name__ if isinstance(target, ModuleType) else package)


def _imported(name: str) -> PanelSpec:
    return spec_of(importlib.import_module(name))


def _problem(name: str, why: str) -> Finding:
    text = f"The panel {name} could not be loaded: {why}. The editor runs without it; correct or remove the panel."
    return Finding(rule="panel-load", severity="warning", text=text, where=None, entity=None)
