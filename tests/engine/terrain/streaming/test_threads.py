"""The streamer on real threads: a view fills, failures are survived, and nothing is left behind."""

import sys
import threading
from pathlib import Path

import pytest

from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.disk import DiskCache
from engine.terrain.streaming.faults import Faults
from engine.terrain.streaming.streamer import TerrainStreamer
from engine.terrain.streaming.threads import ThreadWorkers
from engine.terrain.streaming.viewpoint import ViewPoint
from engine.terrain.streaming.work import Job, Result
from tests.engine.terrain.streaming.flights import LAND, SMALL

VIEW = ViewPoint((10.0, 40.0, -3.0))
PACE = threading.Event()


def until_settled(streamer: TerrainStreamer, view: ViewPoint, frame: int = 0) -> int:
    """Frames until nothing is missing but what was given up."""
    for number in range(frame + 1, frame + 20_000):
        streamer.update(view, number)
        stats = streamer.stats()
        if number > frame + 3 and stats.missing == stats.failed_now and not stats.is_hole:
            return number
        # Frames come at a pace; a loop without one would keep the processor from the workers.
        PACE.wait(0.001)
    raise AssertionError(f"never settled: {streamer.stats()}")


def test_the_switch_interval_and_all_threads_are_as_before_after_it():
    usual = sys.getswitchinterval()
    sys.setswitchinterval(before := 0.004)
    first, second = (TerrainStreamer(LAND, SMALL) for _ in range(2))
    assert sys.getswitchinterval() == pytest.approx(0.0005)

    until_settled(first, VIEW)
    first.close()
    assert sys.getswitchinterval() == pytest.approx(0.0005)
    second.close()
    second.close()

    assert sys.getswitchinterval() == pytest.approx(before)
    sys.setswitchinterval(usual)
    assert not [thread for thread in threading.enumerate() if thread.name == "terrain"]


def test_all_parts_failing_now_and_then_on_threads_leave_the_view_whole(tmp_path: Path):
    faults = Faults(noise=0.1, jobs=0.1, cache=0.1, upload=0.1, seed=3)
    disk = DiskCache(tmp_path, 64 << 20, faults=faults)
    streamer = TerrainStreamer(LAND, SMALL, disk=disk, faults=faults)

    frame = until_settled(streamer, VIEW)
    until_settled(streamer, ViewPoint((900.0, 40.0, 400.0)), frame)
    streamer.close()

    stats = streamer.stats()
    assert stats.retries > 20
    assert stats.duplicates == 0
    assert stats.failed_now < 8


def test_a_second_run_takes_its_chunks_from_the_disk(tmp_path: Path):
    for _ in range(2):
        disk = DiskCache(tmp_path, 64 << 20)
        streamer = TerrainStreamer(LAND, SMALL, disk=disk)
        until_settled(streamer, VIEW)
        streamer.close()
    stats = streamer.stats()

    assert stats.generated == 0
    assert stats.hits_disk > 80
    assert stats.disk_problem == ""


def test_a_cache_full_of_rubbish_is_made_again(tmp_path: Path):
    streamer = TerrainStreamer(LAND, SMALL, disk=DiskCache(tmp_path, 64 << 20))
    until_settled(streamer, VIEW)
    streamer.close()
    for path in tmp_path.rglob("*.chunk"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    disk = DiskCache(tmp_path, 64 << 20)
    again = TerrainStreamer(LAND, SMALL, disk=disk)
    until_settled(again, VIEW)
    again.close()

    assert disk.corrupt > 80
    assert again.stats().hits_disk == 0
    assert again.stats().failures == 0


def gathered(workers: ThreadWorkers, count: int) -> list[Result]:
    found: list[Result] = []
    for frame in range(20_000):
        found += workers.take(frame, 64)
        if len(found) >= count:
            return found
        PACE.wait(0.001)
    raise AssertionError(f"{len(found)} of {count} came back")


def jobs(count: int) -> list[Job]:
    keys = [ChunkKey(0, number % 4, number // 4) for number in range(count)]
    return [Job(key, LAND.chunk_version(key), LAND) for key in keys]


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_what_is_made_does_not_depend_on_the_threads(threads: int):
    workers = ThreadWorkers(threads)
    workers.offer(jobs(16))
    results = gathered(workers, 16)
    workers.close()

    made = {result.key: result.chunk.digest() for result in results if result.chunk is not None}
    assert made == {job.key: LAND.make_chunk(job.key).digest() for job in jobs(16)}


def test_a_worker_that_dies_is_replaced_and_its_chunk_told():
    workers = ThreadWorkers(2, faults=Faults(jobs=1.0))
    workers.offer(jobs(6))
    results = gathered(workers, 6)
    workers.close()

    assert {result.error for result in results} == {"the worker died"}
    assert workers.deaths == 6
    assert workers.in_flight == 0


def test_what_is_no_longer_on_offer_is_never_begun():
    workers = ThreadWorkers(1)
    workers.offer(jobs(16))
    workers.offer([])
    workers.resize(4)
    begun = workers.in_flight
    results = gathered(workers, begun)
    workers.close()

    assert len(results) <= 1 + begun
    assert not workers.flying()
