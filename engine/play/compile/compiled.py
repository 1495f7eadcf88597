"""A compiled scene: everything that a world of it starts from."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import ModuleType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.minds import agent_words_of, mind_of_rows
from engine.ai.goap.tables import Mind, domain_of
from engine.document import Finding, SceneView
from engine.nav.ways_repair import WalledWays
from engine.play.agent_words import AgentWords, words_by_entity
from engine.play.commands import Populate
from engine.play.compile.convert import to_column
from engine.play.compile.row_names import RowNames
from engine.schema.numbered import Words
from engine.terrain.landscape import Landscape
from engine.terrain.of_scene import landscape_of
from engine.terrain.pinned.ground import PinnedGround
from engine.world import digest
from engine.world.ids import SKILL_NAMES
from engine.world.registry import Parts
from engine.world.roster import RosterRow
from engine.world.world import LaneSpec, World

Array = NDArray[Any]
AROUND_GROUPS_M = 48.0
MOST_GROUPS = 256
"""Groups of rows whose ids are remembered."""
_OF_ANY_MIND = (
    "entity_of_row", "_entities", "mesh_of_row", "shining_rows", "_row_by_entity", "landscape", "own_words",
)  # fmt: skip


class CompileError(Exception):
    """A scene that can't be played; `findings` say where and why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(finding.text for finding in findings))
        self.findings = tuple(findings)


@dataclass(frozen=True)
class Prototype:
    """What a kind of actor is called and looks like. `tint` is three factors on the mesh's own colours."""

    name: str
    mesh: str
    prefab: str
    scale: float = 1.0
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class CompiledScene:
    """Templates and tables of one scene and encounter.

    A world copies rows and lane values; the tables are shared by all sessions and refuse a store.

    `rows` maps each row column to its starting values (reserve, *width); `lane` each lane column that does not start at
    its default; `statics` the shared tables; `sizes` the named widths; `threads` how many are asked for;
    `population` who wanders about, in further rows, and `ways` what it walks by, one session's own; `minds` what agents
    think with in place of their components.
    """

    view: Any
    parts: Parts
    roster: tuple[RosterRow, ...]
    prototypes: tuple[Prototype, ...]
    rows: Mapping[str, Array]
    lane: Mapping[str, Any]
    statics: Mapping[str, Array]
    sizes: Mapping[str, int]
    game: tuple[ModuleType, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    threads: int = 0
    population: Populate | None = None
    ways: WalledWays | None = None
    minds: AgentWords = ()

    @property
    def scene(self) -> SceneView:
        """The scene as its files describe it; what was spawned into it by command is in `view` alone."""
        return getattr(self.view, "base", self.view)

    @property
    def reserve(self) -> int:
        """Rows of each lane: the roster's, then the population's."""
        return len(self.roster) + self.people

    @property
    def people(self) -> int:
        """How many of the last rows are the population's, which has no roster."""
        return self.population.count if self.population is not None else 0

    @cached_property
    def entity_of_row(self) -> RowNames:
        """Local id -> (entity id, display name)."""
        return RowNames([(row.entity, row.name) for row in self.roster], self.people)

    def entities_of(self, rows: Array) -> tuple[str, ...]:
        """Entity ids of some rows, ascending; the same rows give the same tuple, since a crowd is drawn every frame."""
        key = rows.tobytes()
        known = self._entities.get(key)
        if known is None:
            if len(self._entities) > MOST_GROUPS:
                self._entities.clear()
            names = self.entity_of_row
            numbers: list[int] = rows.tolist()
            known = self._entities[key] = tuple(names[row][0] for row in numbers)
        return known

    @cached_property
    def _entities(self) -> dict[bytes, tuple[str, ...]]:
        return {}

    @cached_property
    def mesh_of_row(self) -> tuple[str, ...]:
        """Local id -> mesh name."""
        return tuple(self.prototypes[int(index)].mesh for index in self.rows["prototype"].tolist())

    @cached_property
    def shining_rows(self) -> tuple[int, ...]:
        """Local ids of the rows that give light by a lamp or a glowing body."""
        looks = [(row.local_id, row.view.components) for row in self.roster]
        return tuple(k for k, look in looks if "light" in look or getattr(look.get("appearance"), "glow", 0.0) > 0.0)

    @cached_property
    def _row_by_entity(self) -> Mapping[str, int]:
        return {row.entity: row.local_id for row in self.roster}

    def row_of(self, entity: str) -> int | None:
        """Local id of an entity, or None when it is nothing that is in play."""
        known = self._row_by_entity.get(entity)
        return known if known is not None else self.entity_of_row.row_of(entity)

    @cached_property
    def own_words(self) -> Mapping[str, Words]:
        """Entity id -> what its component says, for each row that is an agent."""
        found = ((row.entity, agent_words_of(row)) for row in self.roster)
        return {entity: words for entity, words in found if words is not None}

    @cached_property
    def mind(self) -> Mind:
        """What planning in this scene rests on."""
        return mind_of_rows(domain_of(self.parts), self.roster, words_by_entity(self.minds))[0]

    def thinking(self, minds: AgentWords, mind: Mind, tables: Mapping[str, Array], profile_of: Array) -> Self:
        """The same scene with other minds; what was worked out of it so far stays, but for its fingerprint.

        `tables` are the static columns of `mind`; `profile_of` (k,) i4 the profile of each row of the roster.
        """
        profiles = self.rows["agent_profile"].copy()
        profiles[: len(profile_of)] = profile_of
        rows, statics = {**self.rows, "agent_profile": profiles}, {**self.statics, **tables}
        made = replace(self, rows=rows, statics=statics, minds=minds)
        vars(made).update({name: vars(self)[name] for name in _OF_ANY_MIND if name in vars(self)}, mind=mind)
        return made

    @cached_property
    def fingerprint(self) -> str:
        """Digest of all starting values: two scenes with the same one start from the same bits."""
        tables = [*sorted(self.rows.items()), *sorted(self.statics.items())]
        return digest.of_arrays([*tables, *((name, np.asarray(value)) for name, value in sorted(self.lane.items()))])

    def lane_spec(
        self, seed: int, *, run: int = 0, autopilot: str | None = None, tick_limit: int | None = None
    ) -> LaneSpec:
        """One lane at tick 0. ValueError for an unknown skill."""
        if autopilot is not None and autopilot not in SKILL_NAMES[1:]:
            raise ValueError(f'there is no skill "{autopilot}"; expected {", ".join(SKILL_NAMES[1:])}')
        lane = {**self.lane, "seed": seed, "run": run, "autopilot": SKILL_NAMES.index(autopilot or "none")}
        if tick_limit is not None:
            lane["tick_limit"] = min(tick_limit, int(lane.get("tick_limit", tick_limit)))
        return LaneSpec(self.reserve, lane, self.rows)

    @cached_property
    def landscape(self) -> Landscape:
        """The ground, with the edits that the scene had when it was compiled."""
        return landscape_of(self.view)

    def pinned_ground(self) -> PinnedGround | None:
        """Ground for one world of an endless scene, with what its groups appear on; None for a patch."""
        if self.landscape.kind == "patch":
            return None
        places = self.statics.get("spawn_place", np.zeros((0, 3), np.float32))
        # As far around as somebody who has just appeared there will need it.
        return PinnedGround(self.landscape, places=places + np.array([0.0, 0.0, AROUND_GROUPS_M], np.float32))

    def world(self, lanes: int = 1, *, log_capacity: int | None = None, ground: PinnedGround | None = None) -> World:
        """An empty world with room for that many lanes; of an endless scene on `ground`, or on some of its own."""
        made = World(
            self.parts.columns,
            rows=max(1, lanes * self.reserve),
            lanes=lanes,
            sizes=self.sizes,
            statics=self.statics,
            log_capacity=log_capacity,
        )
        ground = ground or self.pinned_ground()
        if ground is not None:
            ground.attach(made)
        return made

    def overridden(self, overrides: Mapping[str, float]) -> "CompiledScene":
        """The same scene with other starting values: "PREFAB_OR_ENTITY.COMPONENT.FIELD" -> value in the field's unit.

        CompileError when a key names nothing that fills a column.
        """
        if not overrides:
            return self
        rows = dict(self.rows)
        for key, value in overrides.items():
            name, values = self._override(key, value, rows)
            rows[name] = values
        return replace(self, rows=rows)

    def _override(self, key: str, value: float, rows: Mapping[str, Array]) -> tuple[str, Array]:
        # A part of an instance has points in its id.
        who, component_id, field_name = (["", "", *key.rsplit(".", 2)])[-3:]
        chosen = [row.local_id for row in self.roster if who in (row.prefab, row.entity)]
        component = self.view.vocabulary.components.get(component_id)
        specs = {spec.name: spec for spec in component.fields()} if component else {}
        spec = specs.get(field_name)
        if not chosen or spec is None or spec.column not in rows:
            known = sorted({row.prefab or row.entity for row in self.roster})
            what = (
                f'nobody is called "{who}"; there are {", ".join(known)}'
                if not chosen
                else f'there is no component "{component_id}"'
                if component is None
                else f'"{field_name}" is no number of {component_id} that play knows'
            )
            text = f'override "{key}": {what}. Expected PREFAB.COMPONENT.FIELD, such as stalker.health.current.'
            raise CompileError([Finding("override", "error", text, None, None)])
        column, values = self.parts.columns[spec.column], rows[spec.column].copy()
        try:
            if spec.kind not in {"float", "int", "bool"}:
                raise ValueError(f"{component_id}.{field_name} is no single number")
            if not math.isfinite(value) or not spec.is_inside(value):
                raise ValueError(f"{component_id}.{field_name} is {value:g}; expected {spec.range_text or 'a number'}")
            values[chosen] = to_column(value, spec, column)
        except (ValueError, OverflowError) as error:
            raise CompileError([Finding("override", "error", f'override "{key}": {error}.', None, None)]) from error
        return spec.column, values
