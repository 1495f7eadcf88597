"""The registry walk: every column, system, static table and named part is found where it is written, listed nowhere."""

import importlib.util
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, ClassVar, Protocol, cast, runtime_checkable

import numpy as np

from engine.walk import walk_modules
from engine.world.columns import Column, column
from engine.world.system import StaticTable, System


class RegistryError(Exception):
    """Two things claim one name, or a part is declared in a way that can't work."""


@runtime_checkable
class Part(Protocol):
    """Anything else that a walk collects: its class says `part_kind` ("action", "fact", "goal", "hud", ...).

    A part may declare columns of its own in an attribute `columns`.
    """

    part_kind: str
    name: str


@dataclass(frozen=True)
class Signal:
    """Something that a project's rules may report once in a run, named by a module-level `SIGNALS = ("bridge_woven",)`.

    The column `signal_<name>` (1,) i4 is its place in the lane column `signals`: 0 not yet, else the tick + 1.
    """

    part_kind: ClassVar[str] = "signal"
    name: str


@dataclass(frozen=True)
class Parts:
    """Everything that a world is made of, as found by `collect`."""

    columns: Mapping[str, Column]
    systems: tuple[System, ...]
    statics: tuple[StaticTable, ...]
    event_kinds: Mapping[str, int]
    by_kind: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])

    def needed_by(self, values: Mapping[str, Any]) -> tuple[System, ...]:
        """The systems that a scene with these row and lane columns needs: not those whose `rows_with` holds nothing."""
        return tuple(
            system
            for system in self.systems
            if not system.rows_with or (system.rows_with in values and np.any(values[system.rows_with]))
        )

    def of(self, kind: str) -> Mapping[str, Any]:
        """Parts of one kind by name, sorted by name; empty when there are none."""
        return self.by_kind.get(kind, {})

    @property
    def actions(self) -> Mapping[str, Any]:
        """What agents can do."""
        return self.of("action")

    @property
    def facts(self) -> Mapping[str, Any]:
        """What agents know."""
        return self.of("fact")

    @property
    def goals(self) -> Mapping[str, Any]:
        """What agents want."""
        return self.of("goal")

    @property
    def hud(self) -> Mapping[str, Any]:
        """Blocks of the head-up display."""
        return self.of("hud")

    @property
    def signals(self) -> Mapping[str, Any]:
        """What rules may report; the order is that of the lane column `signals`."""
        return self.of("signal")

    @property
    def event_names(self) -> Mapping[int, str]:
        """Event kind -> name."""
        return {number: name for name, number in self.event_kinds.items()}


def walk(*packages: str) -> tuple[ModuleType, ...]:
    """Import the packages and every module under them, in name order. A package that does not exist is passed over."""
    present = [name for name in packages if importlib.util.find_spec(name) is not None]
    return tuple(module for name in present for module in walk_modules(name))


def collect(modules: Iterable[ModuleType]) -> Parts:
    """Gather the module-level declarations of these modules.

    RegistryError when two different things claim one name, or a system names a column that nobody declares.
    """
    columns: dict[str, Column] = {}
    systems: dict[str, System] = {}
    statics: dict[str, StaticTable] = {}
    kinds: dict[str, int] = {}
    by_kind: dict[str, dict[str, Any]] = {}
    for module in modules:
        for value in list(vars(module).values()):
            if isinstance(value, Column):
                _claim(columns, value.name, value, "column", module)
            elif isinstance(value, System):
                _claim(systems, value.name, value, "system", module)
            elif isinstance(value, StaticTable):
                _claim(statics, value.name, value, "static table", module)
            elif kind := kind_of(value):
                _claim(by_kind.setdefault(kind, {}), value.name, value, kind, module)
                own = {extra.name: extra for extra in getattr(value, "columns", ())}
                for extra in ({entry.name: entry for entry in _id_column(kind, value.name)} | own).values():
                    _claim(columns, extra.name, extra, "column", module)
        for name in _signals_of(module):
            _claim(by_kind.setdefault("signal", {}), name, Signal(name), "signal", module)
            for extra in _id_column("signal", name):
                _claim(columns, extra.name, extra, "column", module)
        for name, number in getattr(module, "EVENT_KINDS", {}).items():
            if number in kinds.values() and kinds.get(name) != number:
                raise RegistryError(f"{module.__name__}: event kind {number} ({name}) is already taken")
            _claim(kinds, name, number, "event kind", module)
    for system in systems.values():
        try:
            system.check(columns)
        except TypeError as error:
            raise RegistryError(str(error)) from None
    return Parts(
        columns=dict(sorted(columns.items())),
        systems=tuple(sorted(systems.values(), key=lambda system: system.sort_key)),
        statics=tuple(statics[name] for name in sorted(statics)),
        event_kinds=kinds,
        by_kind={kind: dict(sorted(parts.items())) for kind, parts in by_kind.items()},
    )


def kind_of(value: Any) -> str:
    """The kind of a named part, as its class says; empty for everything else."""
    kind = getattr(cast("type[Any]", type(value)), "part_kind", None)
    return kind if isinstance(kind, str) else ""


def _id_column(kind: str, name: str) -> tuple[Column, ...]:
    """Kernels learn an action's id or a fact's bit from a static column, so that they never depend on its number."""
    if kind == "action":
        return (column(f"act_{name}", "static", "i4", doc=f"(1,) id of the action {name}."),)
    if kind == "fact":
        return (column(f"fact_{name}", "static", "u8", doc=f"(2,) bit of the fact {name}, in its word."),)
    if kind == "signal":
        return (column(f"signal_{name}", "static", "i4", doc=f"(1,) place of the signal {name} in `signals`."),)
    return ()


def _signals_of(module: ModuleType) -> tuple[str, ...]:
    """The names in a module's `SIGNALS`. RegistryError when it holds anything but a tuple or list of plain names."""
    names: object = getattr(module, "SIGNALS", ())
    listed = list(cast("Iterable[object]", names)) if isinstance(names, tuple | list) else [names]
    found = tuple(name for name in listed if isinstance(name, str) and name.isidentifier())
    if isinstance(names, str) or len(found) < len(listed):
        raise RegistryError(
            f"{module.__name__}: SIGNALS is {names!r}; expected a tuple of plain names, as ('bridge_woven',)"
        )
    return found


def _claim(taken: dict[str, Any], name: str, value: Any, what: str, module: ModuleType) -> None:
    other = taken.setdefault(name, value)
    if other is not value and other != value:
        first, second = getattr(other, "__module__", ""), getattr(value, "__module__", "")
        places = f" ({first} has one too)" if isinstance(other, System | StaticTable) and first != second else ""
        raise RegistryError(
            f"{module.__name__}: the {what} {name} is declared twice, differently{places}; rename one of them"
        )
