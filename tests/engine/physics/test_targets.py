"""The same bits for every instruction set that the compiler may choose, so a recording plays on another machine."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.physics.test_golden import GOLDEN

CPUINFO = Path("/proc/cpuinfo")
ROOT = Path(__file__).resolve().parents[3]
PROBE = """
import json
from tests.engine.physics.golden import all_digests
print(json.dumps(all_digests()))
"""


def digests_for(target: str, cache: Path) -> dict[str, list[str]]:
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
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("target", ["generic", "x86-64-v3", "skylake-avx512"])
def test_every_instruction_set_ends_in_the_golden_bits(target, tmp_path):
    # NUMBA_CPU_FEATURES is empty, so the named processor alone decides: SSE2, AVX2 with FMA, AVX-512
    if target == "skylake-avx512" and "avx512f" not in CPUINFO.read_text(encoding="utf-8"):
        pytest.skip("this machine has no AVX-512")
    assert digests_for(target, tmp_path) == GOLDEN
