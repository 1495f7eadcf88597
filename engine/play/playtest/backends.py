"""Where shards are played: in this process, in worker processes, or on a Dask cluster; the bits are the same."""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from engine.play.compile.compiled import CompiledScene
from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.cores import cores
from engine.play.playtest.outcomes import Outcomes, RunOutcome
from engine.play.playtest.playing import SHARD_SEEDS, Shard, play_seeds, shards_of
from engine.play.playtest.request import Playtest, Stage, Variant
from engine.play.playtest.workers import Cluster, Played, Processes

Progress = Callable[[float, str], None]
Cancelled = Callable[[], bool]


class PlaytestCancelledError(Exception):
    """The playtest was given up before its end; nothing goes on anywhere."""


PIECES_A_WORKER, LEAST_PIECE = 4, 8
"""A playtest is cut into so many pieces a worker, so that all are busy to the end; none has fewer seeds than that."""


class Backend(Protocol):
    """Plays shards."""

    name: str
    count: int
    """How many of them it plays at a time."""

    def played(self, stage: Stage, shards: Sequence[Shard]) -> Iterator[Played]:
        """Each shard's runs as they come, in any order. Who closes the iterator gives up the rest."""
        ...

    def close(self) -> None:
        """End whatever was started for it."""
        ...


def no_progress(fraction: float, text: str) -> None:
    """Nobody wants to know."""


def play(
    playtest: Playtest,
    backend: Backend,
    *,
    size: int | None = None,
    progress: Progress = no_progress,
    cancelled: Cancelled = lambda: False,
) -> dict[tuple[str, str], Outcomes]:
    """Play a playtest to its end: outcomes by (variant, skill), each in the order of its seeds.

    Its shards have `size` seeds, as many as keep the whole backend busy where it is None; that changes no result.
    `progress(fraction, text)` and `cancelled()` are called between shards, as those of jobs are. PlaytestError and
    CompileError say what can't be played, PlaytestCancelledError that it was given up.
    """
    whole = len(playtest.seeds) * len(playtest.variants) * len(playtest.skills)
    shards = list(shards_of(playtest, size=size or _size_for(whole, backend.count)))
    found: dict[int, list[RunOutcome]] = {}
    done = 0
    played = backend.played(playtest.stage, shards)
    try:
        for number, runs in played:
            if number not in found:
                found[number] = runs
                done += len(runs)
            progress(done / whole, f"{done:,} of {whole:,} runs")
            if cancelled():
                raise PlaytestCancelledError
    finally:
        closing: Any = getattr(played, "close", None)
        if closing is not None:
            closing()
    lost = len(shards) - len(found)
    if lost:
        raise PlaytestError(f"{lost} of {len(shards)} pieces of the playtest never came back from {backend.name}.")
    return _together(playtest, shards, found)


def _size_for(runs: int, workers: int) -> int:
    if workers == 1:
        return SHARD_SEEDS
    return min(SHARD_SEEDS, max(LEAST_PIECE, runs // (workers * PIECES_A_WORKER)))


def _together(
    playtest: Playtest, shards: Sequence[Shard], found: dict[int, list[RunOutcome]]
) -> dict[tuple[str, str], Outcomes]:
    """By variant, skill and seed, never by order of arrival."""
    runs: dict[tuple[str, str], list[RunOutcome]] = {
        (variant.name, skill): [] for variant in playtest.variants for skill in playtest.skills
    }
    for number, shard in enumerate(shards):
        runs[shard.variant.name, shard.skill] += found[number]
    return {(variant, skill): Outcomes.of(variant, skill, each) for (variant, skill), each in runs.items()}


class Serial:
    """One shard after the other, in this process."""

    name = "this process"
    count = 1

    def played(self, stage: Stage, shards: Sequence[Shard]) -> Iterator[Played]:
        """See Backend."""
        ready: dict[Variant, CompiledScene] = {}
        for number, shard in enumerate(shards):
            if shard.variant not in ready:
                ready[shard.variant] = stage.compiled(shard.variant)
            yield number, play_seeds(ready[shard.variant], shard.seeds, shard.skill)

    def close(self) -> None:
        """There is nothing to end."""


def backend_of(processes: int, cluster: str = "") -> Backend:
    """A cluster where one is named; else so many processes, 0 for one on each core, 1 for this one alone."""
    if cluster:
        return Cluster(cluster)
    count = processes or cores()
    return Processes(count) if count > 1 and not getattr(sys, "frozen", False) else Serial()
