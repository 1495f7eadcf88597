"""Chunks on the disk come back bit for bit; whatever is wrong with a file or the disk is told, and work goes on."""

import errno
import os
import resource
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from engine.terrain.chunk import Chunk
from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.chunk_code import ChunkCodeError, pack_chunk, unpack_chunk
from engine.terrain.streaming.disk import DiskCache
from engine.terrain.streaming.faults import Faults
from tests.engine.terrain.streaming.flights import LAND

KEY = ChunkKey(1, 2, -3)
CHUNK = LAND.make_chunk(KEY)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    arrays.arrays(np.uint32, (69, 69), elements=st.integers(0, 2**32 - 1)),
    arrays.arrays(np.uint8, (65, 65, 4), elements=st.integers(0, 255)),
)
def test_any_bits_come_back(bits, weights):
    chunk = Chunk(KEY, -5, bits.view(np.float32), weights, -1.5, 2.5)

    again = unpack_chunk(pack_chunk(chunk), KEY, -5)

    assert again.heights.tobytes() == chunk.heights.tobytes()
    assert np.array_equal(again.weights, weights)
    assert (again.low, again.high) == (-1.5, 2.5)


def test_real_ground_takes_less_than_half_of_its_bytes():
    packed = [len(pack_chunk(LAND.make_chunk(ChunkKey(level, 3, 5)))) for level in range(6)]

    assert sum(packed) < 6 * CHUNK.nbytes / 2, packed
    assert packed[0] < CHUNK.nbytes / 3, packed


@pytest.mark.parametrize("at", [0, 2, 5, 12, 40, 500, -1])
def test_a_changed_byte_is_found_out(at: int):
    data = bytearray(pack_chunk(CHUNK))
    data[at] ^= 0x55

    with pytest.raises(ChunkCodeError):
        unpack_chunk(bytes(data), KEY, CHUNK.version)


def test_another_chunk_or_version_is_not_taken():
    data = pack_chunk(CHUNK)

    for key, version in ((KEY, CHUNK.version + 1), (ChunkKey(1, 2, -4), CHUNK.version)):
        with pytest.raises(ChunkCodeError, match="another chunk"):
            unpack_chunk(data, key, version)


def test_what_was_written_is_read_and_other_versions_are_not(tmp_path: Path):
    cache = DiskCache(tmp_path, 1 << 20)
    cache.write(CHUNK)

    found = cache.read(KEY, CHUNK.version)

    assert found is not None
    assert found.digest() == CHUNK.digest()
    assert cache.read(KEY, CHUNK.version ^ 1) is None
    assert cache.nbytes == files(tmp_path)[0].stat().st_size
    assert not cache.reports


@pytest.mark.parametrize("damage", [b"", b"AWC1", b"\x00" * 100_000, b"not a chunk", None])
def test_a_bad_file_is_removed_and_told(tmp_path: Path, damage: bytes | None):
    cache = DiskCache(tmp_path, 1 << 20)
    cache.write(CHUNK)
    (path,) = files(tmp_path)
    path.write_bytes(path.read_bytes()[:-700] if damage is None else damage)

    assert cache.read(KEY, CHUNK.version) is None

    assert not files(tmp_path)
    assert cache.corrupt == 1
    assert path.name in cache.reports[0]
    assert "the chunk is made again" in cache.reports[0]
    assert cache.is_on


def test_the_oldest_files_go_when_there_is_no_room(tmp_path: Path):
    cache = DiskCache(tmp_path, 60_000)
    for number in range(12):
        chunk = LAND.make_chunk(ChunkKey(0, number, 0))
        cache.write(chunk)
        for path in files(tmp_path):
            if path.name.startswith(f"{number}_"):
                os.utime(path, ns=(number, number))

    left = files(tmp_path)

    assert cache.nbytes == sum(path.stat().st_size for path in left) <= 60_000
    assert sorted(int(path.name.split("_")[0]) for path in left)[-1] == 11
    assert not any(path.name.startswith("0_") for path in left)


def test_a_new_run_counts_what_is_there(tmp_path: Path):
    DiskCache(tmp_path, 1 << 20).write(CHUNK)
    again = DiskCache(tmp_path, 1 << 20)

    again.write(LAND.make_chunk(ChunkKey(0, 0, 0)))

    assert again.nbytes == sum(path.stat().st_size for path in files(tmp_path))


def test_a_disk_that_takes_no_more_turns_the_cache_off_with_the_reason(tmp_path: Path):
    cache = DiskCache(tmp_path, 1 << 20)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        cache.write(CHUNK)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert not cache.is_on
    assert f"The disk cache is off: {tmp_path} can't be written: {os.strerror(errno.EFBIG)}" in cache.problem
    assert not files(tmp_path)
    cache.write(CHUNK)
    assert cache.read(KEY, CHUNK.version) is None


def test_a_folder_that_is_a_file_turns_it_off(tmp_path: Path):
    (tmp_path / "taken").write_text("")
    cache = DiskCache(tmp_path / "taken", 1 << 20)

    cache.write(CHUNK)

    assert not cache.is_on
    assert "can't be written" in cache.problem


def test_a_failure_now_and_then_is_told_and_a_row_of_them_turns_it_off(tmp_path: Path):
    sometimes = DiskCache(tmp_path / "a", 1 << 20, faults=Faults(cache=0.1))
    for number in range(60):
        sometimes.write(LAND.make_chunk(ChunkKey(0, number % 7, number)))
    assert sometimes.is_on
    assert sometimes.reports

    always = DiskCache(tmp_path / "b", 1 << 20, faults=Faults(cache=1.0))
    for _ in range(10):
        always.write(CHUNK)
    assert not always.is_on


def test_a_failure_among_many_chunks_that_were_read_turns_nothing_off(tmp_path: Path):
    DiskCache(tmp_path, 1 << 20).write(CHUNK)
    # A fifth of all reading fails: far more often in all than would turn it off in a row.
    cache = DiskCache(tmp_path, 1 << 20, faults=Faults(cache=0.2, seed=2))

    read = [cache.read(KEY, CHUNK.version) is not None for _ in range(200)]

    assert 120 < sum(read) < 190
    assert len(cache.reports) > 8
    assert cache.is_on


def test_what_older_versions_of_the_program_kept_goes_but_for_the_last_written(tmp_path: Path):
    for number, name in enumerate(("00000000000000aa", "00000000000000bb", "00000000000000cc", "00000000000000dd")):
        other = tmp_path / name / "0"
        other.mkdir(parents=True)
        (other / "0_0_0.chunk").write_bytes(b"x")
        os.utime(other, (1_000 - number, 1_000 - number))
    (tmp_path / "somebody's own").mkdir()
    cache = DiskCache(tmp_path / "00000000000000ee", 1 << 20)

    cache.write(CHUNK)

    names = {"00000000000000aa", "00000000000000bb", "00000000000000ee", "somebody's own"}
    assert {path.name for path in tmp_path.iterdir()} == names
    assert cache.read(KEY, CHUNK.version) is not None
