"""Whether a crowd that runs takes memory."""

import gc
import tracemalloc
from collections.abc import Callable

from engine.benchmarks.benchmark import Case, Unavailable, benchmark
from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.benchmarks.threshold import Threshold

TICKS = 1_000
WARM_UP = 200


@benchmark(
    name="physics.allocation",
    unit="per 1,000 ticks",
    threshold=Threshold("A tick that allocates brings the garbage collector into play.", fail=0.5),
    cases=[
        {"what": what, "agents": 2_500, "threads": threads} for what in ("bytes", "page_faults") for threads in (0, 2)
    ],
    samples=3,
    seconds=60.0,
)
def physics_allocation(what: str, agents: int, threads: int) -> Case:
    """A thousand ticks of CROWD-1: bytes that Python holds more afterwards, or page faults on the way."""
    crowd = CrowdOne(agents, threads)
    crowd.aim()

    def run() -> float:
        counter = _bytes_kept if what == "bytes" else _page_faults
        return counter(crowd.tick)

    return Case(run, crowd.aim, crowd.close)


def _bytes_kept(tick: Callable[[], None]) -> float:
    tracemalloc.start()
    try:
        for _ in range(WARM_UP):
            tick()
        gc.collect()
        readings = [_traced(), 0, 0]
        readings[1] = _traced()
        for _ in range(TICKS):
            tick()
        gc.collect()
        readings[2] = _traced()
        # The first reading is itself kept while the second is taken, as the second is while the third is.
        return float((readings[2] - readings[1]) - (readings[1] - readings[0]))
    finally:
        tracemalloc.stop()


def _page_faults(tick: Callable[[], None]) -> float:
    try:
        import resource
    except ImportError:
        raise Unavailable("this system does not tell of page faults") from None
    for _ in range(WARM_UP):
        tick()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(TICKS):
        tick()
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)


def _traced() -> int:
    return tracemalloc.get_traced_memory()[0]
