"""A Dask cluster on loopback, with a worker that is killed half-way: nothing is lost, and nothing counts twice."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.backends import Serial, play
from engine.play.playtest.workers import Cluster
from tests.engine.play.playtest.brawl import playtest_of, stage_of

ROOT = Path(__file__).parents[4]
QUIET = {
    **os.environ,
    "PYTHONWARNINGS": "ignore",
    "DASK_DISTRIBUTED__WORKER__DAEMON": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "1h",
}
DRIVER = """
import json, os, signal, sys
from pathlib import Path
from engine.play.playtest.backends import play
from engine.play.playtest.workers import Cluster
from tests.engine.play.playtest.brawl import playtest_of, stage_of

folder, address, victim = sys.argv[1], sys.argv[2], int(sys.argv[3])
told = []

def progress(fraction, text):
    if not told:
        os.kill(victim, signal.SIGKILL)
    told.append(fraction)

cluster = Cluster(address)
found = play(playtest_of(stage_of(Path(folder)), seeds=12), cluster, size=1, progress=progress)
cluster.close()
runs = [[*key, [run.to_data() for run in outcomes.runs]] for key, outcomes in found.items()]
print(json.dumps({"runs": runs, "told": told}))
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and two workers of it, each a process."""
    with ExitStack() as stack:

        def start(module: str, *options: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", f"distributed.cli.{module}", *options, "--no-dashboard"]
            process = subprocess.Popen(command, cwd=ROOT, env=QUIET, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
            stack.callback(process.wait)
            stack.callback(process.kill)
            if process.stderr is not None:
                stack.callback(process.stderr.close)
            return process

        scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", "0")
        address = heard(scheduler, b"Scheduler at:").split()[-1].decode()
        common = (address, "--no-nanny", "--nthreads", "1", "--host", "127.0.0.1", "--local-directory", str(tmp_path))
        workers = [start("dask_worker", *common) for _ in range(2)]
        for worker in workers:
            heard(worker, b"Registered to:")
        yield address, workers


def heard(process: subprocess.Popen[bytes], words: bytes) -> bytes:
    """The line in which a process says so."""
    assert process.stderr is not None
    said = b""
    for line in process.stderr:
        said += line
        if words in line:
            return line
    raise AssertionError(said.decode())


def test_a_worker_that_is_killed_half_way_loses_nothing_and_counts_nothing_twice(cluster, brawl_folder):
    address, workers = cluster
    driver = subprocess.run(
        [sys.executable, "-c", DRIVER, str(brawl_folder), address, str(workers[0].pid)],
        cwd=ROOT, env=QUIET, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert driver.returncode == 0, driver.stderr
    found = json.loads(driver.stdout)

    assert workers[0].wait() < 0
    assert found["told"] == sorted(found["told"])
    assert found["told"][-1] == 1.0
    alone = play(playtest_of(stage_of(brawl_folder), seeds=12), Serial())
    assert json.dumps(found["runs"]) == json.dumps(
        [[*key, [run.to_data() for run in outcomes.runs]] for key, outcomes in alone.items()]
    )


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:1", "tcp://127.0.0.1:99999"])
def test_an_address_where_nobody_answers_is_told(address):
    with pytest.raises(PlaytestError, match=f"no Dask scheduler answers at {address}; expected an address such as"):
        Cluster(address)
