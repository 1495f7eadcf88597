"""A recording as data: what was said to a session and when, checkpoints of its digest, and keyframes to seek from."""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import zstandard

from engine.play.agent_words import AgentWords, packed, unpacked
from engine.play.commands import PlayCommand, Populate, Spawn, as_data, from_data
from engine.play.orders import read_standing, standing_data
from engine.play.recording.stay_data import Taker, pack_arrays, pack_stay, read_stay
from engine.play.running.state import SessionSnapshot
from engine.play.spoken import read_spoken, spoken_data
from engine.world.world import WorldSnapshot

DIGEST_EVERY = 60
KEYFRAME_EVERY = 300
IN_MEMORY = 16 * 1024 * 1024
LARGEST = 64 * 1024 * 1024
"""Bytes of one keyframe, unpacked; 10,000 actors take about 9 MiB."""
MOST_VALUES_OF_MINDS = 1_500_000
"""Lists and words that are read of one keyframe's minds."""
_DTYPE = re.compile(r"[<|][iuf][1248]")


class RecordingError(Exception):
    """A file that is no recording, or no longer a whole one."""


def pack_snapshot(snapshot: SessionSnapshot) -> tuple[dict[str, Any], bytes]:
    """A snapshot as plain data (names, types, shapes) and the raw bytes of its arrays, little-endian, in that order."""
    world = snapshot.world
    entries, raw = pack_arrays(world.arrays)
    stay, stay_raw = pack_stay(snapshot.stay)
    # Behind the arrays: there they are compressed, and a crowd's do not fill the head of a file.
    minds = json.dumps(packed(snapshot.minds), separators=(",", ":")).encode() if snapshot.minds else b""
    spawns = [as_data(spawn) for spawn in snapshot.spawns]
    facts: dict[str, Any] = {"lanes": world.lanes, "rows": world.rows, "spawns": spawns, "arrays": entries}
    if stay:
        facts["stay"] = stay
    if minds:
        facts["minds"] = len(minds)
    if snapshot.population is not None:
        facts["population"] = as_data(snapshot.population)
    if snapshot.orders:
        facts["orders"] = standing_data(snapshot.orders)
    if snapshot.spoken is not None:
        facts["spoken"] = spoken_data(snapshot.spoken)
    return facts, raw + stay_raw + minds


def unpack_snapshot(facts: Mapping[str, Any], raw: bytes) -> SessionSnapshot:
    """The snapshot again. RecordingError when facts and bytes do not fit together."""
    take = Taker(raw, _is_type)
    try:
        arrays = take(facts["arrays"])
        stay = read_stay(facts.get("stay"), take)
        spawns = tuple(spawn for data in facts["spawns"] if isinstance(spawn := from_data(data), Spawn))
        said = from_data(facts["population"]) if facts.get("population") is not None else None
        population = said if isinstance(said, Populate) else None
        minds = _minds(facts.get("minds", 0), memoryview(raw)[take.start :])
        orders, spoken = read_standing(facts.get("orders", [])), read_spoken(facts.get("spoken"))
        if facts["lanes"] != 1 or not isinstance(facts["rows"], int) or facts["rows"] < 1:
            raise ValueError("it is not of one run")
        world = WorldSnapshot(1, facts["rows"], arrays)
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise RecordingError(f"a keyframe is damaged ({error})") from error
    return SessionSnapshot(world, spawns, population, minds, stay, orders=orders, spoken=spoken)


def _is_type(dtype: Any) -> bool:
    return isinstance(dtype, str) and _DTYPE.fullmatch(dtype) is not None


def _minds(size: Any, packed_words: memoryview) -> AgentWords:
    """What agents think with, from its bytes. ValueError for what is none."""
    if size == 0:
        return ()
    raw = bytes(packed_words)
    if size != len(raw) or raw.count(b",") + raw.count(b"[") > MOST_VALUES_OF_MINDS:
        raise ValueError(f"minds of {len(raw)} bytes")
    return unpacked(json.loads(raw))


@dataclass(frozen=True)
class _Frame:
    facts: Mapping[str, Any]
    start: int
    size: int


class Keyframes:
    """Snapshots by tick, compressed; in memory while they are few, in a temporary file when they are many."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - lives as long as the object
        self._frames: dict[int, _Frame] = {}
        self._end = 0

    def __del__(self) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._frames)

    @property
    def ticks(self) -> tuple[int, ...]:
        """Ticks that have a keyframe, ascending."""
        return tuple(sorted(self._frames))

    def add(self, tick: int, snapshot: SessionSnapshot) -> None:
        """Keep a snapshot, in place of an older one of the same tick.

        One that is larger than what a reader unpacks is left out: the run is then played to its ticks instead.
        """
        facts, raw = pack_snapshot(snapshot)
        if len(raw) > LARGEST:
            return
        self.add_packed(tick, facts, zstandard.ZstdCompressor(level=3).compress(raw))

    def add_packed(self, tick: int, facts: Mapping[str, Any], packed: bytes) -> None:
        """Keep a snapshot that is already compressed."""
        self._file.seek(self._end)
        self._file.write(packed)
        self._frames[tick] = _Frame(facts, self._end, len(packed))
        self._end += len(packed)

    def packed(self) -> Iterator[tuple[int, Mapping[str, Any], bytes]]:
        """Every keyframe as (tick, facts, compressed bytes), ascending."""
        for tick, frame in sorted(self._frames.items()):
            self._file.seek(frame.start)
            yield tick, frame.facts, self._file.read(frame.size)

    def at(self, tick: int) -> SessionSnapshot:
        """The snapshot of exactly this tick. KeyError when there is none; RecordingError when it is damaged."""
        frame = self._frames[tick]
        self._file.seek(frame.start)
        return unpack_snapshot(frame.facts, decompress(self._file.read(frame.size)))

    def before(self, tick: int) -> int | None:
        """The last tick at or before `tick` that has a keyframe."""
        return max((known for known in self._frames if known <= tick), default=None)

    def cut(self, tick: int) -> None:
        """Forget what lies after a tick."""
        self._frames = {known: frame for known, frame in self._frames.items() if known <= tick}
        # What follows takes the room of what was forgotten: going to and fro makes no file grow.
        self._end = max((frame.start + frame.size for frame in self._frames.values()), default=0)


def decompress(packed: bytes, largest: int = LARGEST) -> bytes:
    """Undo zstd. RecordingError for bytes that are none, or that would unpack to more than `largest` bytes."""
    try:
        size = zstandard.frame_content_size(packed)
        if size < 0:
            raise RecordingError("a block does not say how large it is unpacked")
        if size > largest:
            raise RecordingError(f"a block would unpack to {size} bytes; the limit is {largest}")
        return zstandard.ZstdDecompressor().decompress(packed)
    except zstandard.ZstdError as error:
        raise RecordingError(f"a block is damaged ({error})") from error


@dataclass
class Recording:
    """A run: how it began, what was said to it before which tick, and how it looked on the way.

    `fingerprint` names the compiled scene that it began from; `slice` the encounters of a slice, () for a single scene,
    and scene and encounter are then those of its first chapter. `commands[t]` were applied before tick t was played.
    """

    project: str
    scene: str
    encounter: str | None
    seed: int
    autopilot: str | None = None
    overrides: dict[str, float] = field(default_factory=dict[str, float])
    tick_limit: int | None = None
    fingerprint: str = ""
    ticks: int = 0
    outcome: str = "running"
    commands: dict[int, tuple[PlayCommand, ...]] = field(default_factory=dict[int, tuple[PlayCommand, ...]])
    digests: dict[int, str] = field(default_factory=dict[int, str])
    keyframes: Keyframes = field(default_factory=Keyframes)
    slice: tuple[str, ...] = ()

    def cut(self, tick: int) -> None:
        """Forget what lies after a tick, so that another future can be recorded from there."""
        self.ticks = min(self.ticks, tick)
        self.outcome = "running"
        self.commands = {at: said for at, said in self.commands.items() if at < tick}
        self.digests = {at: value for at, value in self.digests.items() if at <= tick}
        self.keyframes.cut(tick)
