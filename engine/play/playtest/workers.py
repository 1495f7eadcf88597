"""Playtests in other processes: worker processes of this machine, or of a Dask cluster; both by way of joblib."""

# Both libraries are imported late, which takes up to two seconds; joblib says nothing of its types.

import socket
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.outcomes import RunOutcome
from engine.play.playtest.packed import PackedStage, packed, play_packed
from engine.play.playtest.playing import Shard
from engine.play.playtest.request import Stage

P = ParamSpec("P")
T = TypeVar("T")
Played = tuple[int, list[RunOutcome]]
"""The number of a shard and its runs."""
WAIT_S = 10
"""How long a cluster may take until its scheduler answers, and until a worker of it is there."""
IDLE_S = 300
"""After how long a worker that stands by ends."""


class Processes:
    """Worker processes of low priority (joblib, loky); they stay for the next playtest until `close`."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.name = f"{count} processes"

    def played(self, stage: Stage, shards: Sequence[Shard]) -> Iterator[Played]:
        """See Backend."""
        joblib = _joblib()
        with joblib.parallel_config(backend="loky", n_jobs=self.count):
            # Nothing is handed over by files that memory is mapped to; without a folder for them joblib would make one.
            no_files = {"max_nbytes": None, "temp_folder": tempfile.gettempdir()}
            yield from _through_joblib(packed(stage), shards, own_process=True, **no_files)

    def close(self) -> None:
        """End the workers, also in the middle of a shard."""
        if "joblib.externals.loky" in sys.modules:
            _joblib().externals.loky.get_reusable_executor().shutdown(wait=True, kill_workers=True)


class StandingWorkers:
    """Worker processes of low priority that stand by for many small playtests, started with the first of them.

    Who gives a playtest up loses only shards that have not begun: a worker finishes its shard and stays, since a new
    one would have to load every kernel anew. Those with nothing to do for a while end, and come when they are asked.
    """

    def __init__(self, count: int = 1) -> None:
        self.count = count
        self.name = f"{count} processes" if count > 1 else "a process beside this one"
        self._executor: Any = None
        self._lock = threading.Lock()
        """Jobs of several threads may ask for the first worker at once."""

    def played(self, stage: Stage, shards: Sequence[Shard]) -> Iterator[Played]:
        """See Backend. OSError or BrokenExecutor where no process can be started, or one was killed."""
        told, waiting = packed(stage), iter(enumerate(shards))
        running: set[Future[Played]] = set()
        try:
            # Few at a time: what waits in the executor's own queue when it is shut down, it stumbles over (loky 3.6).
            while True:
                for number, shard in islice(waiting, 2 * self.count - len(running)):
                    running.add(self.asked(_numbered, number, told, shard, True))
                if not running:
                    return
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        finally:
            for future in running:
                future.cancel()

    def asked(self, function: Callable[P, T], *args: P.args, **named: P.kwargs) -> "Future[T]":
        """Have a function of a module called by a worker. OSError where no process can be started."""
        loky = _joblib().externals.loky
        with self._lock:
            if self._executor is None:
                # Without a context of its own it would start by copying this process, threads and all.
                self._executor = loky.ProcessPoolExecutor(
                    self.count, timeout=IDLE_S, context=loky.backend.get_context("loky")
                )
            asked: Future[T] = self._executor.submit(function, *args, **named)
        return asked

    def close(self) -> None:
        """End the workers, also in the middle of a shard."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=True, kill_workers=True)


class Cluster:
    """A Dask cluster, by the address of its scheduler; a worker that dies loses nothing."""

    def __init__(self, address: str) -> None:
        """PlaytestError when nobody answers there, or no worker is there to play."""
        self.name, self.count = address, 1
        _check_answers(address)
        from distributed import Client

        self._client: Any = Client(address, timeout=WAIT_S, set_as_default=False)
        try:
            self._client.wait_for_workers(1, timeout=WAIT_S)
            self.count = max(1, sum(self._client.nthreads().values()))
        except TimeoutError as error:
            self.close()
            raise PlaytestError(
                f"the scheduler at {address} has no workers; expected at least one. "
                f"Start some with `dask worker {address}`."
            ) from error

    def played(self, stage: Stage, shards: Sequence[Shard]) -> Iterator[Played]:
        """See Backend."""
        joblib = _joblib()
        with joblib.parallel_config(backend="dask", client=self._client, wait_for_workers_timeout=WAIT_S):
            yield from _through_joblib(packed(stage), shards, own_process=False)

    def close(self) -> None:
        """Leave the cluster as it is; what it was asked for and has not done is given up."""
        self._client.close()


def _through_joblib(
    stage: PackedStage, shards: Sequence[Shard], *, own_process: bool, **options: Any
) -> Iterator[Played]:
    joblib = _joblib()
    calls = (joblib.delayed(_numbered)(number, stage, shard, own_process) for number, shard in enumerate(shards))
    running = joblib.Parallel(batch_size=1, return_as="generator_unordered", **options)(calls)
    try:
        for each in running:  # noqa: UP028 - `yield from` would close it where its warning is heard
            yield each
    finally:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # that something was given up is no news
            running.close()


def _check_answers(address: str) -> None:
    """Ask before a client is made: one that reaches nobody leaves its thread behind."""
    place = urlsplit(address)
    try:
        if not place.hostname or not place.port:
            raise ValueError
        socket.create_connection((place.hostname, place.port), timeout=WAIT_S).close()
    except (OSError, ValueError) as error:
        raise PlaytestError(
            f"no Dask scheduler answers at {address}; expected an address such as tcp://scheduler:8786. "
            "Start one with `dask scheduler`, and workers with `dask worker ADDRESS`."
        ) from error


def _joblib() -> Any:
    import joblib  # pyright: ignore[reportMissingTypeStubs]

    return joblib


def _numbered(number: int, stage: PackedStage, shard: Shard, own_process: bool) -> Played:
    return number, play_packed(stage, shard, own_process=own_process)
