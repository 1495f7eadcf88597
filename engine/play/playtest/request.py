"""What a playtest is asked: of which encounter, with which numbers set otherwise, by which skills, with which seeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType

from engine.document import Path, SceneView, Snapshot, view
from engine.document.state.draft import Draft
from engine.play.compile.compiled import CompiledScene
from engine.play.compile.scene import compile_scene
from engine.play.playtest.asked_numbers import PlaytestError, number_at
from engine.world.ids import SKILLS

AS_IT_IS = "as it is"
"""The variant in which nothing is changed."""
LARGEST_SEED = 2**62
MOST_SEEDS = 10_000_000


@dataclass(frozen=True)
class Change:
    """A number set otherwise: a path of the document ("encounters/duel/entities/foe/health/maximum") and its value."""

    path: str
    value: float


@dataclass(frozen=True)
class Variant:
    """The encounter with some numbers set otherwise."""

    name: str = AS_IT_IS
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Stage:
    """What is played: a state of a project, one of its encounters, and the project's own Python."""

    snapshot: Snapshot
    scene: str
    encounter: str
    game: tuple[ModuleType, ...] = ()
    trusted: bool = False

    @cached_property
    def view(self) -> SceneView:
        """The encounter as the project has it."""
        return view(self.snapshot, self.scene, self.encounter)

    def varied(self, variant: Variant) -> Snapshot:
        """The project with the numbers of a variant in it. PlaytestError for one that nothing can be set to."""
        if not variant.changes:
            return self.snapshot
        state = self.snapshot
        draft = Draft(state, {})
        for change in variant.changes:
            path, value = number_at(self.view, change.path, change.value)
            draft.set(path, Snapshot(draft.files, state.vocabulary, state.folder).value(path), value)
        draft.finish()
        # Views of its own: what the project itself is shown by must not be made anew for each variant.
        return Snapshot(draft.files, state.vocabulary, state.folder, state.revision, dict(state.views))

    def compiled(self, variant: Variant) -> CompiledScene:
        """The variant ready to be played. PlaytestError, or CompileError with its Findings."""
        return compile_scene(view(self.varied(variant), self.scene, self.encounter), game=self.game)


@dataclass(frozen=True)
class Playtest:
    """Every variant, played by every skill, with every seed."""

    stage: Stage
    variants: tuple[Variant, ...]
    skills: tuple[str, ...]
    seeds: Sequence[int]

    def check(self) -> CompiledScene:
        """PlaytestError or CompileError when it can't be played; else the encounter as it is, compiled."""
        if not self.seeds:
            raise PlaytestError("there are no seeds to play; expected at least one.")
        if len(self.seeds) > MOST_SEEDS:
            raise PlaytestError(f"{len(self.seeds):,} seeds were asked for; expected at most {MOST_SEEDS:,}.")
        if max(map(abs, (self.seeds[0], self.seeds[-1]))) > LARGEST_SEED:
            raise PlaytestError("a seed is too large; expected whole numbers of at most 62 bits.")
        if not self.skills:
            raise PlaytestError(f"nobody is asked to play; expected some of {', '.join(SKILLS)}.")
        for skill in self.skills:
            if skill not in SKILLS:
                raise PlaytestError(f'there is no skill "{skill}"; expected some of {", ".join(SKILLS)}.')
        names = [variant.name for variant in self.variants]
        for name in names:
            if names.count(name) > 1:
                raise PlaytestError(f'two variants are called "{name}"; expected names of their own.')
        if not names:
            raise PlaytestError("there is no variant to play; expected at least the encounter as it is.")
        for variant in self.variants:
            for change in variant.changes:
                number_at(self.stage.view, change.path, change.value)
        compiled = self.stage.compiled(self.variants[0])
        check_end(self.stage.view, compiled)
        return compiled


def check_end(scene: SceneView, compiled: CompiledScene) -> None:
    """PlaytestError for an encounter that nothing ends: no victory, no defeat, no time limit, no rule of its own."""
    has_rule = any(next(scene.with_component(name), None) is not None for name in ("victory", "defeat"))
    has_own = any("outcome" in system.writes for system in compiled.parts.systems if _is_of_project(system.fn))
    has_limit = scene.snapshot.value(Path(f"encounters/{scene.encounter}", ("time_limit_s",))) is not None
    if not (has_rule or has_own or has_limit):
        raise PlaytestError(
            f'encounters/{scene.encounter}.toml: nothing ends "{scene.encounter}"; expected a victory, a defeat or '
            "time_limit_s. Add what wins it, and what loses it."
        )


def _is_of_project(function: object) -> bool:
    return not str(getattr(function, "__module__", "")).startswith("engine.")


def seeds_from(first: int, count: int) -> range:
    """So many seeds, one after the other."""
    return range(first, first + count)
