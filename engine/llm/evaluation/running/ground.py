"""The worlds of all scenarios: one project in memory, each scenario a scene of it, compiled when it is first played."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from engine.document import Document, view
from engine.llm.evaluation.entity import encounter_text, scene_text
from engine.llm.evaluation.field import Field
from engine.llm.evaluation.scenario import Scenario
from engine.llm.guard.registry import ActionRegistry
from engine.llm.guard.verdict import Verdict
from engine.physics.scheduler import PhysicsScheduler
from engine.play.compile.compiled import CompiledScene
from engine.play.compile.parts import parts_of
from engine.play.compile.scene import compile_scene
from engine.play.running.session import Session
from engine.resources import samples_folder
from engine.schema.vocabulary import Vocabulary
from engine.world.ids import DOWN
from engine.world.project import load_game
from engine.world.schedule import Schedule, Style
from engine.world.world import LaneSpec

SKILL = "expert"
"""Of the autopilot in the player's place, who would else be moved by hands alone."""
PROJECT = 'format = 1\nkind = "project"\ntitle = "Evaluation"\nmain_scene = "{0}"\nmain_encounter = "{0}"\n'


@dataclass(frozen=True, eq=False)
class Ground:
    """A scenario that can be played: its compiled scene, the systems of its world, and what may be asked for."""

    scenario: Scenario
    compiled: CompiledScene
    schedule: Schedule
    style: Style

    @cached_property
    def registry(self) -> ActionRegistry:
        """What may be asked for in this world."""
        return ActionRegistry.of(self.compiled.parts.systems)

    @cached_property
    def probe(self) -> Session:
        """A session of the same scene, in which it is asked whether a call can begin."""
        return Session(self.compiled, autopilot=SKILL, threads=0, style="plain" if self.style == "plain" else "each")

    @cached_property
    def begun(self) -> dict[tuple[int, str], Verdict | None]:
        """Whether calls could begin when a variant began, as far as it was asked: None where they could."""
        return {}

    @cached_property
    def _fields(self) -> dict[int, Field]:
        return {}

    def field(self, variant: int) -> Field:
        """The world of a variant before its first tick."""
        known = self._fields
        if variant not in known:
            known[variant] = Field(self.compiled, self._rows(variant), f"{self.scenario.name}.v{variant}")
        return known[variant]

    def lane(self, variant: int, run: int) -> LaneSpec:
        """A lane of a variant at tick 0."""
        spec = self.compiled.lane_spec(seed_of(self.scenario, variant), run=run, autopilot=SKILL)
        return LaneSpec(spec.count, spec.lane, self.field(variant).rows)

    def _fallen(self) -> Mapping[str, Any]:
        """Columns of life and health in which whoever has fallen is down."""
        life, health = (self.compiled.rows[name].copy() for name in ("life", "health"))
        fallen = [row for each in self.scenario.fallen if (row := self.compiled.row_of(each)) is not None]
        if fallen:
            life[fallen], health[fallen] = DOWN, 0.0
        return {"life": life, "health": health}

    def _rows(self, variant: int) -> Mapping[str, Any]:
        """Starting values with everybody who thinks a little elsewhere; the first variant is as the scenario says."""
        rows = {**self.compiled.rows, **self._fallen()}
        if variant == 0:
            return rows
        draw = np.random.default_rng([zlib.crc32(self.scenario.name.encode()), variant])
        position = rows["position"].copy()
        for row in np.flatnonzero(rows["agent_profile"] >= 0).tolist():
            position[row, [0, 2]] += draw.uniform(-self.scenario.spread, self.scenario.spread, 2).astype(np.float32)
        return {**rows, "position": position}


class Grounds:
    """Every scenario's ground, compiled on demand. `style` as in a session; it never changes a result."""

    def __init__(self, scenarios: Sequence[Scenario], style: Style = "fused") -> None:
        self.scenarios = tuple(scenarios)
        self._style: Style = style
        folder = samples_folder() / "veilweaver"
        self._game = load_game(folder)
        texts = {"project": PROJECT.format(scenarios[0].name)}
        texts |= {
            f"prefabs/{path.stem}": path.read_text("utf-8") for path in sorted((folder / "prefabs").glob("*.toml"))
        }
        for each in scenarios:
            texts[f"scenes/{each.name}"] = scene_text(each.name, each.size, each.entities)
            texts[f"encounters/{each.name}"] = encounter_text(each.name, each.name, each.entities, each.echo)
        vocabulary = Vocabulary.builtin().extended(self._game)
        self._document = Document.from_texts(texts, folder=folder, vocabulary=vocabulary, trusted=True)
        self._within = parts_of(self._game).systems
        self._ready: dict[tuple[str, ...], Schedule] = {}
        self._made: dict[str, Ground] = {}

    def of(self, scenario: Scenario) -> Ground:
        """The ground of a scenario. CompileError when its world can't be played."""
        if scenario.name not in self._made:
            compiled = compile_scene(view(self._document, scenario.name, scenario.name), game=self._game)
            self._made[scenario.name] = Ground(scenario, compiled, self._schedule(compiled), self._style)
        return self._made[scenario.name]

    def _schedule(self, compiled: CompiledScene) -> Schedule:
        key = tuple(system.name for system in compiled.parts.systems)
        if key not in self._ready:
            # One generated loop plays all scenarios, each with the systems that it needs.
            within = self._within if self._style == "fused" else ()
            schedule = self._ready[key] = Schedule(compiled.parts.systems, within=within)
            schedule.prepare(compiled.parts.columns, self._style)
            PhysicsScheduler(0).install(schedule)
        return self._ready[key]


def seed_of(scenario: Scenario, variant: int) -> int:
    """The seed of a variant's world."""
    return zlib.crc32(f"{scenario.name}.{variant}".encode()) & 0x7FFFFFFF
