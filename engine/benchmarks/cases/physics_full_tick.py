"""What one tick of CROWD-1 costs, by number of agents, threads and iterations, and beside other engines."""

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

import numpy as np

from engine.benchmarks.benchmark import Blocks, Case, Facts, Params, Row, alias, benchmark
from engine.benchmarks.capacity import CapacityProbe
from engine.benchmarks.peers.peer import PEERS, PeerCrowd
from engine.benchmarks.scenes.crowd_capture import capture_crowd
from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.benchmarks.scenes.crowd_scene import CrowdScene
from engine.benchmarks.scenes.crowd_watch import CrowdWatch
from engine.benchmarks.threshold import Baseline, Threshold
from engine.benchmarks.tick_facts import TickFacts
from engine.physics.profile import write_profile

OURS = "ours"
EQUAL_QUALITY = 8
"""Iterations of ours whose overlap is at most that of the peers."""
MANY, FEW_TURNS, TURNS = 100_000, 8, 20
MOST_TO_SETTLE = 16
"""Threads that a very large crowd settles on; the bits are those of one."""


def tick_cases(
    agents: Sequence[int] = (2_500, 5_000),
    threads: Sequence[int] = (0, 1, 2),
    iterations: Sequence[int] = (4,),
    peers: bool = False,
) -> list[Params]:
    """Ours by agents, iterations and threads; with `peers` also at equal quality, and the peers after it."""
    if peers and EQUAL_QUALITY not in iterations:
        iterations = (*iterations, EQUAL_QUALITY)
    cases: list[Params] = []
    for many in agents:
        cases += [_params(many, count, rounds, OURS) for rounds in iterations for count in threads]
        if peers and 0 not in threads:
            cases += [_params(many, 0, EQUAL_QUALITY, OURS)]
        cases += [_params(many, 1, None, peer) for peer in PEERS if peers]
    return cases


def _params(agents: int, threads: int, iterations: int | None, peer: str) -> Params:
    return {"agents": agents, "threads": threads, "iterations": iterations, "peer": peer}


def turns(params: Params) -> int:
    """Blocks for a crowd of this size: the same for everybody who steps it, since overlap grows with time."""
    return TURNS if params["agents"] <= MANY else FEW_TURNS


class _Ours(NamedTuple):
    median: float
    fastest: float
    exchange: float


def beside_ours(rows: Sequence[Row]) -> list[Facts]:
    """Nanoseconds per agent; for threads, times the speed of serial; for peers, times our time at equal quality.

    A peer is compared with its data exchange against ours with an exchange, and by its step against our tick; on a
    machine that others use, read the ratio of the fastest: the longer a tick, the more of it they take.
    """
    found: dict[tuple[Any, ...], _Ours] = {
        (params["agents"], params["iterations"], params["threads"]): _Ours(value, facts["min"], facts["exchange_ms"])
        for params, value, facts in rows
        if value is not None and params["peer"] == OURS
    }
    return [_beside_ours(row, found) for row in rows]


def _beside_ours(row: Row, found: Mapping[tuple[Any, ...], _Ours]) -> Facts:
    params, value, facts = row
    own = params["peer"] == OURS
    base = found.get((params["agents"], params["iterations"] if own else EQUAL_QUALITY, 0))
    if value is None:
        return {}
    more: dict[str, Any] = {"ns_per_agent": round(1e6 * value / params["agents"], 2)}
    if base is not None and not own:
        more["times_ours"] = round(value / (base.median + base.exchange), 2)
        more["times_ours_step_only"] = round(facts["step_ms"] / base.median, 2)
        more["times_ours_fastest"] = round(facts["min"] / (base.fastest + base.exchange), 2)
    elif base is not None and params["threads"]:
        more["speed_up"] = round(base.median / value, 3)
    return more


BLOCKS = Blocks(turns=turns, group="agents")


@lru_cache(maxsize=1)
def _scene(agents: int) -> CrowdScene:
    return CrowdScene(agents)


@lru_cache(maxsize=2)
def _settled(agents: int, iterations: int) -> CrowdOne:
    threads = min(os.cpu_count() or 0, MOST_TO_SETTLE) if agents > MANY else 0
    crowd = CrowdOne(agents, threads, iterations, scene=_scene(agents))
    crowd.close()
    return crowd


def _forget() -> None:
    _settled.cache_clear()
    _scene.cache_clear()


def _step_ms(crowd: PeerCrowd) -> float:
    return float(np.median(BLOCKS.timed_only(crowd.step_ns))) * 1e-6


@benchmark(
    name="physics.full_tick",
    unit="ms",
    threshold=Threshold(
        "5,000 people have half a millisecond.",
        fail=0.2,
        critical=True,
        baselines=(
            Baseline(0.170, {"agents": 2_500, "threads": 0, "iterations": 4, "peer": "ours"}),
            Baseline(0.289, {"agents": 5_000, "threads": 0, "iterations": 4, "peer": "ours"}),
        ),
    ),
    cases=tick_cases,
    blocks=BLOCKS,
    compare=beside_ours,
)
def physics_full_tick(agents: int, threads: int, iterations: int | None, peer: str) -> Case:
    """One tick of CROWD-1: broad phase, narrow phase, integration; of a peer: velocities in, a step, positions out."""
    if peer != OURS:
        crowd = PeerCrowd(peer, _scene(agents))
        watch = CrowdWatch(crowd)
        return Case(crowd.tick, watch.before, _forget, lambda: {**watch.facts(), "step_ms": _step_ms(crowd)})
    assert iterations is not None
    ours = CrowdOne(agents, threads, iterations, like=_settled(agents, iterations))
    facts = TickFacts(ours, CapacityProbe(threads) if threads > 1 else None)

    def close() -> None:
        write_profile(ours.physics.get_last_step_profile())
        facts.close()
        _forget()

    return Case(ours.tick, facts.before, close, facts.facts, partial(capture_crowd, ours))


physics_async_full_tick = alias(
    "physics_async_full_tick",
    physics_full_tick,
    [_params(agents, 0, 4, OURS) for agents in (2_500, 5_000)],
    Threshold("What the engine before this one promised and missed.", fail=0.2, baselines=(Baseline(4.0, {}),)),
)
physics_async_batch = alias(
    "physics_async_batch", physics_full_tick, [_params(5_000, threads, 4, OURS) for threads in (1, 2, 4, 8, 16)]
)
