"""Watching runs: who fell where and by what, which abilities were used, and which groups came and fought."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.play.compile.compiled import CompiledScene
from engine.play.playtest.outcomes import Death, owner
from engine.world.events import ABILITY, DAMAGE, DEATH, DOWNED, REVIVED, SPAWNED
from engine.world.ids import PARTY
from engine.world.world import World

Array = NDArray[Any]
READY, COOLDOWN, DAMAGES = "_ready", "_cooldown", "_damage"
"""An ability NAME is a row column NAME_ready [tick]: how long until it may begin again; others tell what it can do."""
SELDOM, OFTEN = 30, 10
"""Ticks between two looks, at most and at least: half a second, or less where an ability may be used more often."""
REVIVE, AREA = "revive", "area"
RUN, TICK, KIND, SOURCE, TARGET = range(5)


class RunWatch:
    """Follows the runs of one scene, called 0 to `runs` - 1 by the column `run`, each from its first tick on."""

    def __init__(self, compiled: CompiledScene, runs: int) -> None:
        self._compiled, self._reserve = compiled, compiled.reserve
        columns = compiled.parts.columns
        self.abilities = tuple(
            name.removesuffix(READY)
            for name, column in columns.items()
            if name.endswith(READY) and column.table == "row" and not column.width
        )
        self._able = np.array([_able(compiled, name) for name in self.abilities], np.bool_).reshape(-1, self._reserve)
        cooldowns = [self._start(f"{name}{COOLDOWN}") for name in self.abilities]
        shortest = min((int(each[each > 0].min()) for each in cooldowns if (each > 0).any()), default=SELDOM)
        self.every = int(np.clip(shortest - 2, OFTEN, SELDOM))
        start = [self._start(f"{name}{READY}") for name in self.abilities]
        self._ready = np.tile(np.array(start, np.int32).reshape(1, len(start), self._reserve), (runs, 1, 1))
        self._used = np.zeros(self._ready.shape, np.int32)
        self._ticks = np.zeros(runs, np.int64)
        groups = [entity.id for entity in compiled.view.with_component("spawn_group")]
        self._groups = groups
        none = np.full(self._reserve, -1)
        # One more entry stands for nobody: local id -1.
        self._group_of = np.append(compiled.rows.get("spawn_group", none), -1).astype(np.int64)
        self._came = np.zeros((runs, len(groups) + 1), np.bool_)
        self._fought = np.zeros((runs, len(groups) + 1), np.bool_)
        self._deaths: list[list[Death]] = [[] for _ in range(runs)]
        self._revived = np.zeros((runs, self._reserve), np.int32)

    def look(self, world: World, events: Array) -> None:
        """Take in how the lanes stand and what happened since the last look."""
        view, runs = world.view, world.view["run"]
        if self.abilities:
            ready = np.stack([view[f"{name}{READY}"].reshape(-1, self._reserve) for name in self.abilities], axis=1)
            # It only runs off, or stands still with who is down: it has grown where the ability began anew. That shows
            # since less time has gone than any cooldown takes.
            self._used[runs] += ready > self._ready[runs]
            self._ready[runs] = ready
        self._ticks[runs] = view["tick"]
        if len(events):
            self._hear(world, events)

    def deaths(self, run: int) -> tuple[Death, ...]:
        """Who fell in a run, in the order in which it happened."""
        return tuple(self._deaths[run])

    def used(self, run: int) -> Mapping[str, int]:
        """How often each ability was used, "kael.taunt", with 0 for one that its owner never used."""
        found: dict[str, int] = {}
        names = [owner(self._compiled.entity_of_row[row][0]) for row in range(self._reserve)]
        for ability, row in np.argwhere(self._able | (self._used[run] > 0)).tolist():
            key = f"{names[row]}.{self.abilities[ability]}"
            found[key] = found.get(key, 0) + int(self._used[run, ability, row])
        for row in np.flatnonzero(self._revived[run]).tolist():
            key = f"{names[row]}.{REVIVE}"
            found[key] = found.get(key, 0) + int(self._revived[run, row])
        return dict(sorted(found.items()))

    def came(self, run: int) -> tuple[str, ...]:
        """The spawn groups of which somebody came, by id in file order."""
        return tuple(group for number, group in enumerate(self._groups) if self._came[run, number])

    def fought(self, run: int) -> tuple[str, ...]:
        """The spawn groups of which somebody struck or was struck."""
        return tuple(group for number, group in enumerate(self._groups) if self._fought[run, number])

    def _start(self, name: str) -> Array:
        column = self._compiled.parts.columns.get(name)
        if column is None or column.table != "row":
            return np.zeros(self._reserve, np.int32)
        return self._compiled.rows[name]

    def _hear(self, world: World, events: Array) -> None:
        kind = events[:, KIND]
        hits, came, helped = events[kind == DAMAGE], events[kind == SPAWNED], events[kind == REVIVED]
        # Number -1, nobody's group, is the last column, which nobody reads.
        self._fought[hits[:, RUN], self._group_of[hits[:, SOURCE]]] = True
        self._fought[hits[:, RUN], self._group_of[hits[:, TARGET]]] = True
        self._came[came[:, RUN], self._group_of[came[:, SOURCE]]] = True
        np.add.at(self._revived, (helped[:, RUN], helped[:, SOURCE]), 1)
        fallen: list[list[int]] = events[(kind == DEATH) | (kind == DOWNED)].tolist()
        if not fallen:
            return
        where: Array = world.view["position"]
        slots = {int(number): slot for slot, number in enumerate(world.view["run"].tolist())}
        shocks = {(event[RUN], event[TICK], event[SOURCE]) for event in events[kind == ABILITY].tolist()}
        for number, tick, _, source, target in fallen:
            first = int(world.view["first"][slots[number]])
            x, _, z = where[first + target].tolist()
            self._deaths[number].append(
                Death(
                    tick,
                    self._name(target),
                    self._name(source),
                    round(x, 3),
                    round(z, 3),
                    AREA if (number, tick, source) in shocks else self._ability(number, source, tick),
                    bool(world.view["team"][first + target] == PARTY),
                )
            )

    def _name(self, row: int) -> str:
        return self._compiled.entity_of_row[row][0] if 0 <= row < self._reserve else ""

    def _ability(self, run: int, row: int, tick: int) -> str:
        """The harmful ability that a row began last before a tick; "" where that can't be told."""
        if not 0 <= row < self._reserve:
            return ""
        harmful = [name for name in self.abilities if self._start(f"{name}{DAMAGES}")[row] > 0]
        if len(harmful) == 1:
            return harmful[0]
        ago = int(self._ticks[run]) - tick
        begun = {name: since - ago for name, since in self._since(run, row, harmful) if since >= ago}
        return min(begun, key=lambda name: begun[name]) if begun else ""

    def _since(self, run: int, row: int, names: list[str]) -> Iterator[tuple[str, int]]:
        """How many ticks ago each ability began that is not ready again."""
        for name in names:
            ready = int(self._ready[run, self.abilities.index(name), row])
            whole = int(self._start(f"{name}{COOLDOWN}")[row])
            if 0 < ready <= whole:
                yield name, whole - ready


def _able(compiled: CompiledScene, ability: str) -> Array:
    """Which rows have the ability when the run begins: some number of theirs says what it does, (reserve,)."""
    about = [
        compiled.rows[name] > 0
        for name, column in compiled.parts.columns.items()
        if name.startswith(f"{ability}_") and not name.endswith(READY) and column.table == "row" and not column.width
    ]
    return np.any(about, axis=0) if about else np.zeros(compiled.reserve, np.bool_)
