"""The ways of the party through lost runs of the shown results: played again by the worker once an overlay asks."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from typing import TYPE_CHECKING, Protocol

from psygnal import Signal

if TYPE_CHECKING:
    from concurrent.futures import Future as Call

    from editor.core.balance.measured import Measured
    from editor.core.balance.workers import Workers
    from editor.core.jobs import Job, Progress
    from editor.core.workbench import Workbench
    from engine.play.playtest.request import Stage
    from engine.play.playtest.tracing import Trace, Ways

LOOK_S = 0.05
REMEMBERED = 12
Key = tuple[str | int, tuple[tuple[str, tuple[int, ...]], ...]]


class Host(Protocol):
    """Who knows what is open and what was measured of it."""

    shown: "Measured | None"
    is_stale: bool

    @property
    def workers(self) -> "Workers":
        """What plays beside the window."""
        ...

    @property
    def why_resting(self) -> str:
        """Why nothing is played now; "" when nothing stands in the way."""
        ...

    def stage(self) -> "Stage | None":
        """What is open."""
        ...


class LostWays:
    """`changed` fires when ways are known, or can't be. What is known is kept by the content of the encounter."""

    changed = Signal()

    def __init__(self, bench: "Workbench", balance: Host) -> None:
        self._bench, self._balance = bench, balance
        self.error = ""
        """Why they can't be played; "" where nothing stands in the way."""
        self._known: dict[Key, Ways] = {}
        self._failed: Key | None = None
        self._is_wanted = False
        self._job: Job | None = None

    @property
    def shown(self) -> "Ways | None":
        """The ways through lost runs of the shown results; None where they are not known."""
        key = _key(self._balance.shown)
        return self._known.get(key) if key is not None else None

    @property
    def is_playing(self) -> bool:
        """Whether they are worked out now."""
        return self._job is not None

    def ask(self) -> None:
        """Somebody looks at them: they are worked out where they are not known."""
        self._is_wanted = True

    def pump(self) -> None:
        """Begin what is wanted; called for each frame."""
        if not self._is_wanted or self._job is not None or self._balance.why_resting:
            return
        self._is_wanted = False
        shown, stage = self._balance.shown, self._balance.stage()
        key = _key(shown)
        if shown is None or stage is None or key is None or self._balance.is_stale or self.shown is not None:
            return
        if key == self._failed:
            return  # it would fail again
        lost, workers = dict(shown.happened.lost), self._balance.workers

        def work(_progress: "Progress", cancelled: Callable[[], bool]) -> "Ways":
            return _played(workers, stage, lost, cancelled)

        def done(job: "Job") -> None:
            if job is not self._job:
                return
            self._job = None
            self.error = str(job.error) if job.state == "failed" else ""
            self._failed = key if job.state == "failed" else None
            if job.state == "done":
                self._known = {key: job.result, **self._known}
                self._known = dict(list(self._known.items())[:REMEMBERED])
            self.changed.emit()

        self._job = self._bench.jobs.submit("Following lost runs", work, done, quiet=True)

    def close(self) -> None:
        """Forget them."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._known, self._failed, self._is_wanted, self.error = {}, None, False, ""


def _key(shown: "Measured | None") -> Key | None:
    if shown is None:
        return None
    return shown.content or id(shown.state), tuple(sorted(shown.happened.lost.items()))


def _played(
    workers: "Workers", stage: "Stage", lost: Mapping[str, Sequence[int]], cancelled: Callable[[], bool]
) -> "Ways":
    """Have a worker play the lost seeds of each skill; in this process, with rests, where none can be started."""
    from editor.core.balance.workers import PIECE, REST_S
    from editor.core.jobs import CancelledError
    from engine.play.playtest.packed import packed
    from engine.play.playtest.request import AS_IT_IS, Variant
    from engine.play.playtest.tracing import Ways, play_traced, play_traced_packed

    found: list[Trace] = []
    standing = workers.standing()
    told = packed(stage) if standing is not None else None
    compiled = stage.compiled(Variant(AS_IT_IS)) if standing is None else None
    for skill, seeds in lost.items():
        if standing is not None and told is not None:
            try:
                call: Call[list[Trace]] = standing.asked(play_traced_packed, told, seeds, skill, own_process=True)
                found += _awaited(call, cancelled)
                continue
            except (OSError, BrokenExecutor):
                if cancelled():
                    raise CancelledError from None
                workers.refuse()
                standing, compiled = None, stage.compiled(Variant(AS_IT_IS))
        assert compiled is not None
        for first in range(0, len(seeds), PIECE):
            if cancelled():
                raise CancelledError
            found += play_traced(compiled, seeds[first : first + PIECE], skill)
            time.sleep(REST_S)
    return Ways(tuple(found))


def _awaited(call: "Call[list[Trace]]", cancelled: Callable[[], bool]) -> "list[Trace]":
    from editor.core.jobs import CancelledError

    while not cancelled():
        try:
            return call.result(timeout=LOOK_S)
        except TimeoutError:
            continue
    call.cancel()
    raise CancelledError
