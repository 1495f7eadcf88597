"""What memory an open project with a large scene holds."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from engine.benchmarks.benchmark import Case, Unavailable, benchmark
from engine.benchmarks.scenes.large_project import write_large_project
from engine.benchmarks.threshold import Baseline, Threshold

# In a process of its own: memory once taken from the system is not all given back.
PROBE = """
import gc, json, os, sys
from pathlib import Path
from engine.benchmarks.scenes.large_project import large_view, write_large_project
from engine.document import Document

def resident():
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

large_view(Document.open(sys.argv[1]))
before = resident()
document = Document.open(sys.argv[2])
scene = large_view(document)
print(json.dumps(resident() - before))
"""
TIMEOUT_S = 120


@benchmark(
    name="scene.memory",
    unit="MB",
    threshold=Threshold("Large projects have to fit.", fail=0.15, baselines=(Baseline(49.0, {"entities": 10_000}),)),
    cases=[{"entities": 1_000}, {"entities": 10_000}],
    seconds=20.0,
    samples=5,
)
def scene_memory(entities: int) -> Case:
    """Resident memory that document and view of a large scene add to a process that had a small one open before."""
    if not Path("/proc/self/statm").is_file():
        raise Unavailable("this system does not tell how much memory a process holds")
    folder = Path(tempfile.mkdtemp(prefix="astraweave-bench-"))
    small, large = write_large_project(folder / "small", 100), write_large_project(folder / "large", entities)
    return Case(run=lambda: _probe(small, large), close=lambda: shutil.rmtree(folder, ignore_errors=True))


def _probe(*folders: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *map(str, folders)],
        cwd=Path(__file__).resolve().parents[3],
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    if done.returncode != 0:
        raise Unavailable(f"the probe process failed: {done.stderr.strip().splitlines()[-1:]}")
    return float(json.loads(done.stdout))
