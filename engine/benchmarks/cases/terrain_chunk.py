"""What making ground costs: a chunk of an endless world, beside the bare noise of libraries."""

from collections.abc import Callable, Sequence
from itertools import count
from time import process_time_ns
from typing import Any

import numpy as np

from engine.benchmarks.benchmark import Case, Facts, Params, Row, benchmark
from engine.benchmarks.peers.noise_peers import FIELDS, OCTAVES, noise_field
from engine.benchmarks.peers.noise_peers import ours as our_octaves
from engine.benchmarks.threshold import Baseline, Threshold
from engine.schema.files import TerrainSettings
from engine.terrain.edits import NO_EDITS
from engine.terrain.endless import BORDER, Block
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import MOST_LEVEL, ChunkKey

OURS = "ours"
SIDE = 129
SEED, AMPLITUDE_M = 5, 60.0
WORK = {
    "noise": f"{OCTAVES} octaves of plain noise",
    "heights": "relief: 7 octaves, and 17 noises every 32 points",
    "full": "relief, normals, biomes, bounds",
    "chunk": "what streaming asks for: relief with a border of 2, biomes, bounds",
}
STRIDE_M = 6_151


def chunk_cases(peers: bool = False) -> list[Params]:
    """Ours by work; with `peers` also bare noise at as many octaves, ours and that of the libraries."""
    cases: list[Params] = [_params("full"), _params("heights")]
    cases += [_params("chunk", level=level) for level in range(MOST_LEVEL + 1)]
    if peers:
        cases += [_params("noise", peer) for peer in (OURS, *FIELDS)]
    return cases


def _params(work: str, peer: str = OURS, level: int = 0) -> Params:
    return {"work": work, "side": 65 if work == "chunk" else SIDE, "level": level, "peer": peer}


def beside_ours(rows: Sequence[Row]) -> list[Facts]:
    """Nanoseconds per point; for a peer's bare noise, times ours, and times our whole ground with all that is on it."""
    base = {params["work"]: value for params, value, _ in rows if params["peer"] == OURS and not params["level"]}
    found: list[Facts] = []
    for params, value, _ in rows:
        more: dict[str, Any] = {}
        if value is not None:
            more["ns_per_point"] = round(1e6 * value / params["side"] ** 2, 1)
            if params["peer"] != OURS:
                ratios = (("times_ours", "noise"), ("times_our_full", "full"))
                more |= {name: round(value / of, 2) for name, work in ratios if (of := base.get(work))}
        found.append(more)
    return found


@benchmark(
    name="terrain.chunk",
    unit="ms",
    threshold=Threshold(
        "Chunks are made faster than a camera flies.",
        fail=0.2,
        baselines=(Baseline(0.5, {"side": 129, "peer": "ours"}),),
    ),
    cases=chunk_cases,
    seconds=1.0,
    samples=200,
    compare=beside_ours,
)
def terrain_chunk(work: str, side: int, level: int, peer: str) -> Case:
    """CPU time (of all threads) of one block of ground, or of bare noise at as many points, another place each time."""
    makers = {"noise": _noise, "heights": _heights, "full": _full, "chunk": _chunk}
    make = makers[work](side, level, peer)

    def run() -> float:
        begun = process_time_ns()
        make()
        return (process_time_ns() - begun) / 1e6

    return Case(run=run, facts=lambda: {"of": WORK[work]})


def _noise(side: int, level: int, peer: str) -> Callable[[], object]:
    del level
    return our_octaves(side) if peer == OURS else noise_field(peer, side)


def _heights(side: int, level: int, peer: str) -> Callable[[], object]:
    del level, peer
    places = count(-4)
    return lambda: Block(SEED, AMPLITUDE_M, NO_EDITS, (next(places) * STRIDE_M % 60_000, 2_011), 1, (side, side))


def _full(side: int, level: int, peer: str) -> Callable[[], object]:
    del level, peer
    places = count(-4)
    normals = np.empty((side, side, 3), np.float32)
    wide = side + 2 * BORDER

    def make() -> object:
        low = next(places) * STRIDE_M % 60_000, 2_011
        return Block(SEED, AMPLITUDE_M, NO_EDITS, low, 1, (wide, wide)).cover(1.0, normals)

    return make


def _chunk(side: int, level: int, peer: str) -> Callable[[], object]:
    del side, peer
    land = Landscape(TerrainSettings(kind="endless", seed=SEED, amplitude=AMPLITUDE_M))
    places = count()
    most = 1024 >> level
    return lambda: land.make_chunk(ChunkKey(level, next(places) * 97 % most - most // 2, 3))
