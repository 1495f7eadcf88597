"""Where the window's playtests are played: a process of low priority, or in this one with rests where none can be."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor

from engine.play.compile.compiled import CompiledScene
from engine.play.playtest.backends import PlaytestCancelledError
from engine.play.playtest.outcomes import RunOutcome
from engine.play.playtest.playing import Shard, play_seeds
from engine.play.playtest.request import Stage, Variant
from engine.play.playtest.workers import Played, StandingWorkers
from engine.resources import is_frozen

PIECE, REST_S = 4, 0.01
"""In this process so few seeds are played at a time, and then the window gets its turn."""


class Workers:
    """Worker processes that stand by, started with the first playtest; else this process."""

    def __init__(self, count: int = 1) -> None:
        self._count = count
        self._standing: StandingWorkers | None = None
        self._is_refused = is_frozen()
        self._lock = threading.Lock()

    @property
    def count(self) -> int:
        """How many play at a time."""
        return 1 if self._is_refused else self._count

    def standing(self) -> StandingWorkers | None:
        """The processes; None where this process has to play itself."""
        with self._lock:
            if self._standing is None and not self._is_refused:
                self._standing = StandingWorkers(self._count)
            return self._standing

    def refuse(self) -> None:
        """No process can be started here, or the system ended one: from now on this process plays, more slowly."""
        self._is_refused = True
        self.close()

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            standing, self._standing = self._standing, None
        if standing is not None:
            standing.close()


class JobBackend:
    """What one job plays on: the workers, for as long as it is not cancelled. A Backend."""

    def __init__(self, workers: Workers, cancelled: Callable[[], bool]) -> None:
        self._workers, self._cancelled = workers, cancelled
        self.name, self.count = "the window's workers", workers.count

    def played(self, stage: Stage, shards: Sequence[Shard]) -> Iterator[Played]:
        """See Backend; PlaytestCancelledError when it was given up in this process."""
        if self._cancelled():
            raise PlaytestCancelledError  # before processes are started for it
        done: set[int] = set()
        standing = self._workers.standing()
        if standing is not None:
            try:
                for number, runs in standing.played(stage, shards):
                    done.add(number)
                    yield number, runs
                return
            except (OSError, BrokenExecutor):
                if self._cancelled():
                    raise PlaytestCancelledError from None
                self._workers.refuse()
        yield from self._here(stage, shards, done)

    def close(self) -> None:
        """The workers stand by for the next job."""

    def _here(self, stage: Stage, shards: Sequence[Shard], done: set[int]) -> Iterator[Played]:
        ready: dict[Variant, CompiledScene] = {}
        for number, shard in enumerate(shards):
            if number in done:
                continue
            if shard.variant not in ready:
                ready[shard.variant] = stage.compiled(shard.variant)
            runs: list[RunOutcome] = []
            for start in range(0, len(shard.seeds), PIECE):
                if self._cancelled():
                    raise PlaytestCancelledError
                runs += play_seeds(ready[shard.variant], shard.seeds[start : start + PIECE], shard.skill)
                time.sleep(REST_S)
            yield number, runs
