"""One chunk's way through a worker: from the disk when it is there, else made; and what is told of it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from engine.terrain.chunk import Chunk
from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.faults import Faults, InjectedFaultError
from engine.terrain.streaming.source import ChunkSource

Origin = Literal["disk", "made"]


class ChunkStore(Protocol):
    """Where made chunks are kept between runs; asked from any thread, and never raising."""

    @property
    def nbytes(self) -> int:
        """Bytes that it takes, as far as is known."""
        ...

    @property
    def most_buffer_bytes(self) -> int:
        """The most that reading and writing has held at a time."""
        ...

    @property
    def problem(self) -> str:
        """Why it is off; empty while it works."""
        ...

    def read(self, key: ChunkKey, token: int) -> Chunk | None:
        """The chunk with that token, or None."""
        ...

    def write(self, chunk: Chunk) -> None:
        """Keep a chunk."""
        ...


class Job(NamedTuple):
    """A chunk to make: its generation token, from what, and which attempt it is (0 is the first)."""

    key: ChunkKey
    token: int
    source: ChunkSource
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job: the chunk, or why there is none.

    ms: time that making or reading took [ms]; started: frame at which a worker took it up.
    """

    key: ChunkKey
    token: int
    chunk: Chunk | None
    error: str = ""
    origin: Origin = "made"
    ms: float = 0.0
    started: int = 0


class Workers(Protocol):
    """Makes chunks beside the main thread, which alone calls these."""

    @property
    def is_virtual(self) -> bool:
        """Whether time is counted in frames, so that no clock may change what happens."""
        ...

    @property
    def in_flight(self) -> int:
        """How many jobs are taken up and not yet given back by `take`."""
        ...

    def flying(self) -> set[ChunkKey]:
        """The chunks in flight."""
        ...

    def offer(self, jobs: Sequence[Job]) -> None:
        """What is to be made, most urgent first, in place of all that was offered before and is not taken up yet.

        A job whose chunk and token are in flight already is passed over.
        """
        ...

    def take(self, frame: int, most: int) -> list[Result]:
        """What has ended since the last call, at most so many; called once a frame. What waits stays in flight."""
        ...

    def resize(self, jobs: int) -> None:
        """How many jobs run at the same time from now on."""
        ...

    def close(self) -> None:
        """End; what is in flight is thrown away. Nothing runs any more when this returns."""
        ...


def run_job(job: Job, store: ChunkStore | None, faults: Faults, started: int) -> Result:
    """Read or make one chunk; every error becomes a result that tells it."""
    begun = time.perf_counter()
    try:
        found = store.read(job.key, job.token) if store is not None else None
        if found is not None:
            return Result(job.key, job.token, found, "", "disk", _ms_since(begun), started)
        if faults.strikes("noise", job.key, job.attempt):
            raise InjectedFaultError("making the chunk was told to fail")
        chunk = job.source.make_chunk(job.key)
    except Exception as error:
        told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return Result(job.key, job.token, None, told, "made", _ms_since(begun), started)
    return Result(job.key, job.token, chunk, "", "made", _ms_since(begun), started)


def _ms_since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000.0
