"""The same bits for every instruction set that the compiler may choose, so a recording plays on another machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROBE = """
from tests.engine.physics.test_determinism import digests
print(digests(3, 0)[-1])
"""


def digest_for(target: str, cache: Path) -> str:
    environment = {
        **os.environ,
        "NUMBA_CPU_NAME": target,
        "NUMBA_CPU_FEATURES": "",
        "ASTRAWEAVE_CACHE_DIR": str(cache),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_plain_and_a_wide_instruction_set_end_in_the_same_bits(tmp_path):
    # NUMBA_CPU_FEATURES is empty, so the named processor alone decides: SSE2 for "generic", AVX2 and FMA for the other
    plain = digest_for("generic", tmp_path / "generic")
    assert digest_for("x86-64-v3", tmp_path / "wide") == plain
