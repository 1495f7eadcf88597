"""A disk that is really full, or can't be written, turns the cache off with the reason, and the ground streams on."""

import errno
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.disk import DiskCache
from engine.terrain.streaming.streamer import TerrainStreamer
from engine.terrain.streaming.virtual import VirtualWorkers
from tests.engine.terrain.streaming.flights import LAND, SMALL, follow, settle, walk

CONFIG: StreamingConfig = SMALL.model_copy(update={"disk_mib": 16.0})


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KiB, where this user may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except OSError:
        pytest.skip("this system has no mount")
    if done.returncode:
        pytest.skip("this user may not mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def streamed(folder: Path) -> tuple[TerrainStreamer, DiskCache]:
    disk = DiskCache(folder / "ground", CONFIG.disk_bytes)
    return TerrainStreamer(LAND, CONFIG, workers=VirtualWorkers(store=disk), disk=disk), disk


def assert_streams_on(streamer: TerrainStreamer) -> None:
    views = list(walk(120, 2))
    settle(streamer, views[-1], follow(streamer, views))
    stats = streamer.stats()
    assert (stats.missing, stats.holes, stats.duplicates, stats.failures) == (0, 0, 0, 0)
    assert stats.generated > 100


def test_a_full_disk_turns_the_cache_off_and_the_ground_streams_on(small_disk: Path):
    streamer, disk = streamed(small_disk)

    assert_streams_on(streamer)

    assert not disk.is_on
    assert os.strerror(errno.ENOSPC) in disk.problem
    assert streamer.stats().disk_problem == disk.problem
    assert not list(small_disk.rglob(".*.chunk.*")), "half a file was left behind"
    streamer.close()


def test_a_disk_that_is_read_only_turns_the_cache_off_and_is_read_no_more(small_disk: Path):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    streamer, disk = streamed(small_disk)

    assert_streams_on(streamer)

    assert not disk.is_on
    assert os.strerror(errno.EROFS) in disk.problem
    streamer.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_file_that_takes_no_byte_turns_the_cache_off(tmp_path: Path):
    """Without the right to mount: every draft is a link to the device that is always full."""
    cache = DiskCache(tmp_path, 1 << 20)
    chunk = LAND.make_chunk(ChunkKey(0, 1, 2))
    place = Path(cache._place(chunk.key, chunk.version))
    place.parent.mkdir(parents=True)
    place.with_name(f".{place.name}.{threading.get_ident():x}").symlink_to("/dev/full")

    cache.write(chunk)

    assert os.strerror(errno.ENOSPC) in cache.problem
    assert not list(tmp_path.rglob("*.chunk*"))
