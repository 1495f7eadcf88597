"""Worker processes of one server: lent to each playtest of an agent, and ended with the server alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor

from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.playing import Shard
from engine.play.playtest.request import Stage
from engine.play.playtest.workers import Played, StandingWorkers
from engine.resources import is_frozen


class LentWorkers:
    """A Backend for several playtests at once; none of them ends the processes under the hands of another."""

    # joblib's own processes are one set for the whole program: whoever closed them would end everybody's.

    def __init__(self, count: int) -> None:
        self.count = 1 if is_frozen() else count
        self._standing = StandingWorkers(self.count)
        self.name = self._standing.name

    def played(self, stage: Stage, shards: Sequence[Shard]) -> Iterator[Played]:
        """See Backend. PlaytestError where a process was ended, or none can be started; the next begins anew."""
        try:
            yield from self._standing.played(stage, shards)
        except (OSError, BrokenExecutor) as error:
            self._standing.close()
            raise PlaytestError("the processes that play were ended; expected them to play to the end") from error

    def close(self) -> None:
        """They stand by for the next playtest."""

    def end(self) -> None:
        """End them, also in the middle of a shard."""
        self._standing.close()
