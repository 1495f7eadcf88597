"""Laws of any file at all: it is read, or refused in words; it never ends the process, hangs, or fills the memory."""

import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.laws.fuzz_bombs import bombs
from tests.laws.fuzz_mutations import damaged
from tests.laws.fuzz_targets import ROOT, TARGETS

law = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
MOST_MIB = 256
BOMBED = """
import sys
from tests.laws.peak import peak_mib
from tests.laws.fuzz_bombs import bombs
from tests.laws.fuzz_targets import TARGETS
before = peak_mib()
for bomb in bombs():
    TARGETS[sys.argv[1]].read(bomb)
print(peak_mib() - before)
"""


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.data())
@law
def test_a_damaged_file_is_read_or_refused_in_words(name: str, data: st.DataObject):
    TARGETS[name].read(data.draw(damaged((*TARGETS[name].seeds, *TARGETS[name].found()))))


@pytest.mark.parametrize("name", TARGETS)
def test_what_once_broke_a_reader_no_longer_does(name: str):
    for data in (*TARGETS[name].found(), *TARGETS[name].seeds, b"", b"\x00", b"\xff\xfe", b"[]", b"{}", b"null"):
        TARGETS[name].read(data)


@pytest.mark.skipif(sys.platform != "linux", reason="tells no peak of this program alone")
@pytest.mark.parametrize(
    "name",
    [
        # One reader of each sort: prefabs and encounters are read as scenes are.
        *("command", "state", "recording"),
        pytest.param("scene", marks=pytest.mark.slow),
        pytest.param("journal", marks=pytest.mark.slow),
        pytest.param("merge", marks=pytest.mark.slow),
    ],
)
def test_bombs_take_no_more_than_256_mib(name: str):
    done = subprocess.run(
        [sys.executable, "-c", BOMBED, name],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )

    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) < MOST_MIB


def test_there_are_bombs_of_each_sort():
    assert sum(1 for _ in bombs()) > 30


@pytest.mark.slow
def test_coverage_guided_fuzzing_finds_nothing():
    """A minute over all targets, or ASTRAWEAVE_FUZZ_MINUTES."""
    pytest.importorskip("atheris")
    minutes = os.environ.get("ASTRAWEAVE_FUZZ_MINUTES", "1")
    # In a process of its own: the peak of memory that libFuzzer sees begins with that of whoever started it.
    done = subprocess.run(
        [sys.executable, "-m", "tests.laws.fuzz_files", "--minutes", minutes],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("inputs") == len(TARGETS)
