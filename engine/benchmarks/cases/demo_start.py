"""How long the slice takes to start in a new process when its kernels are compiled already."""

import shutil
import tempfile
from pathlib import Path

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.demo import compile_demo_slice
from engine.benchmarks.probe_process import seconds_of
from engine.benchmarks.threshold import Threshold

# From a project that is known by path to a session at tick 1; imports are told apart, as the editor has made them.
PROBE = """
import json
from time import perf_counter
begun = perf_counter()
from pathlib import Path
from engine.cli.console import open_project
from engine.benchmarks.demo import demo_folder
from engine.play.compile.chapters import compile_slice
from engine.play.running.session import Session
import engine.play.compile.parts
imported = perf_counter()
document, game = open_project(demo_folder(), trust=True)
opened = perf_counter()
session = Session(compile_slice(document, game=game), 1, autopilot="expert")
session.step()
done = perf_counter()
print(json.dumps(done - {since}))
"""


@benchmark(
    name="demo.start",
    unit="s",
    threshold=Threshold("Play begins when somebody presses Play."),
    cases=[{"since": "opened"}, {"since": "begun"}],
    seconds=120.0,
    samples=6,
)
def demo_start(since: str) -> Case:
    """A new process with a filled cache until the slice's first tick is played: from the opened project, and in all."""
    compile_demo_slice()
    folder = Path(tempfile.mkdtemp(prefix="astraweave-bench-"))
    probe = PROBE.replace("{since}", since)
    seconds_of(probe, {"ASTRAWEAVE_CACHE_DIR": str(folder)})
    return Case(
        run=lambda: seconds_of(probe, {"ASTRAWEAVE_CACHE_DIR": str(folder)}),
        close=lambda: shutil.rmtree(folder, ignore_errors=True),
    )
