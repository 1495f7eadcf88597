"""Plays one shard in this process: up to 64 seeds of a variant side by side; a system that fails ends only its run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.play.compile.chapters import of_one
from engine.play.compile.compiled import CompiledScene
from engine.play.playtest.outcomes import Ending, RunOutcome
from engine.play.playtest.request import Playtest, Variant
from engine.play.playtest.watching import RunWatch
from engine.play.running.lanes import MOST_RESIDENT, LaneResult, run_lanes
from engine.play.running.ready_schedules import ReadySchedules
from engine.world.schedule import Style, SystemFailure

SHARD_SEEDS = MOST_RESIDENT
"""Seeds of one shard at most: as many lanes as one world holds."""


@dataclass(frozen=True)
class Shard:
    """A piece of a playtest: one variant, one skill, some seeds."""

    variant: Variant
    skill: str
    seeds: tuple[int, ...]


def shards_of(playtest: Playtest, *, size: int = SHARD_SEEDS) -> Iterator[Shard]:
    """The playtest in pieces: every variant and skill with its first seeds, then with the next ones."""
    for first in range(0, len(playtest.seeds), size):
        seeds = tuple(playtest.seeds[first : first + size])
        for variant in playtest.variants:
            for skill in playtest.skills:
                yield Shard(variant, skill, seeds)


def prepare(compiled: CompiledScene) -> None:
    """Compile what the runs need, so that it is found in the cache: by this process, and by others that begin later."""
    ReadySchedules(of_one(compiled), "fused").of(compiled)


def play_seeds(
    compiled: CompiledScene, seeds: Sequence[int], skill: str, *, style: Style = "fused"
) -> list[RunOutcome]:
    """Play seeds to their ends; results in their order. A failed system's run ends as "failed". CompileError."""
    watch = RunWatch(compiled, len(seeds))
    try:
        results = run_lanes(compiled, seeds, skill=skill, style=style, watch=watch)
    except SystemFailure as failure:
        # A world stops in the middle of a tick; the seeds that do not fail are played again without the one that does.
        if len(seeds) == 1:
            return [RunOutcome(seeds[0], "failed", failure.tick, failure=str(failure))]
        half = len(seeds) // 2
        parts = (play_seeds(compiled, part, skill, style=style) for part in (seeds[:half], seeds[half:]))
        return [run for part in parts for run in part]
    return [_outcome(watch, run, result) for run, result in enumerate(results)]


def _outcome(watch: RunWatch, run: int, result: LaneResult) -> RunOutcome:
    endings: dict[str, Ending] = {"victory": "victory", "defeat": "defeat", "timeout": "timeout"}
    return RunOutcome(
        result.seed,
        endings[result.outcome],
        result.ticks,
        result.digest,
        watch.deaths(run),
        watch.used(run),
        watch.came(run),
        watch.fought(run),
        result.stats.get("echo"),
    )
