"""How long a new process takes until its crowd has moved once, imports apart."""

import shutil
import tempfile
from pathlib import Path

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.probe_process import seconds_of
from engine.benchmarks.threshold import Threshold

PROBE = """
import json
from time import perf_counter
from engine.benchmarks.scenes.crowd_one import CrowdOne, crowd_parts
crowd_parts()
begun = perf_counter()
crowd = CrowdOne(2500, {threads}, settle=0)
crowd.tick()
print(json.dumps(perf_counter() - begun))
crowd.close()
"""


@benchmark(
    name="physics.cold_start",
    unit="s",
    threshold=Threshold("The first start after an installation compiles."),
    cases=[{"cache": cache, "threads": threads} for cache in ("empty", "filled") for threads in (0, 2)],
    seconds=600.0,
    samples=2,
)
def physics_cold_start(cache: str, threads: int) -> Case:
    """A new process from its imports to the first tick of 2,500 agents, with an empty or a filled kernel cache."""
    folder = Path(tempfile.mkdtemp(prefix="astraweave-bench-"))
    environment = {"ASTRAWEAVE_CACHE_DIR": str(folder)}
    code = PROBE.format(threads=threads)
    if cache == "filled":
        seconds_of(code, environment)

    def before() -> None:
        if cache == "empty":
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()

    return Case(
        run=lambda: seconds_of(code, environment),
        before=before,
        close=lambda: shutil.rmtree(folder, ignore_errors=True),
    )
