"""Single functions by pyperf: processes of their own, calibrated, nothing compiled in a timing, unstable ones told."""

import json
import sys

import pytest

from engine.benchmarks.benchmark import Blocks, Case, benchmark
from engine.benchmarks.runner import measure
from engine.benchmarks.single.measuring import SingleError, unstable

WICK = '''"""A wick."""

import os
import sys
from pathlib import Path
from time import perf_counter

from engine.benchmarks.benchmark import Case, Unavailable, benchmark

LOG = Path(__file__).with_name("wick.log")


@benchmark(name="test.wick", unit="us", is_single=True, cases=[{"kind": "dry"}, {"kind": "lit"}])
def wick(kind: str) -> Case:
    """Trims it; the first time in a process takes as long as compiling would."""
    if kind == "dry":
        raise Unavailable("there is no oil")
    runs = []

    def run() -> None:
        runs.append(1)
        until = perf_counter() + (0.3 if len(runs) == 1 else 0.002)
        while perf_counter() < until:
            pass

    def close() -> None:
        is_worker = "--worker" in sys.argv
        with LOG.open("a") as log:
            log.write(f"{os.getpid()} {is_worker} {len(runs)}\\n")

    return Case(run, close=close, facts=lambda: {"trimmed": len(runs)})
'''


@pytest.fixture
def wick(tmp_path, monkeypatch):
    (tmp_path / "lantern_wick.py").write_text(WICK)
    monkeypatch.syspath_prepend(str(tmp_path))
    import lantern_wick  # pyright: ignore[reportMissingImports]

    yield lantern_wick.wick
    del sys.modules["lantern_wick"]


def test_each_value_is_of_a_warm_process_of_its_own(wick, tmp_path):
    dry, lit = measure(wick, scale=0.1)
    assert (dry.samples, dry.why_not) == ((), "there is no oil")
    assert (lit.facts["trimmed"], lit.facts["processes"]) == (1, 2)
    assert lit.facts["loops"] > 1
    assert len(lit.samples) == 10
    assert 2_000 <= lit.fastest < 100_000, "a process that compiled inside a value would tell of 300,000 us"
    log = [line.split() for line in (tmp_path / "wick.log").read_text().splitlines()]
    assert [is_worker for _, is_worker, _ in log] == ["False", "True", "True", "True"]
    assert len({process for process, *_ in log}) == 4
    row = lit.to_row()
    assert (row["unit"], row["samples"], row["params"]) == ("us", 10, {"kind": "lit"})
    json.dumps(row, allow_nan=False)


def test_a_case_that_breaks_in_its_process_is_told_in_its_own_words(wick, tmp_path):
    path = tmp_path / "lantern_wick.py"
    path.write_text(path.read_text().replace("    runs = []", "    raise RuntimeError('the wick is wet')"))
    with pytest.raises(SingleError, match=r"test\.wick: RuntimeError: the wick is wet"):
        measure(wick, scale=0.1)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ((1.0, 1.01, 0.99), None),
        ((1.0, 1.3, 0.8), "the standard deviation is 20 % of the mean"),
        ((*[1.0] * 60, 1.6), "one value is 58 % off the mean"),
    ],
)
def test_what_scatters_too_much_is_flagged(values, why):
    assert unstable(values).get("unstable") == why


@pytest.mark.parametrize("more", [{"unit": "x"}, {"unit": "ms", "blocks": Blocks(lambda _: 1, "k")}])
def test_only_a_time_of_one_function_can_be_single(more):
    def lamp(k: int) -> Case:
        """Burns."""
        return Case(lambda: None)

    with pytest.raises(ValueError, match="single function"):
        benchmark(name="test.lamp", cases=[{"k": 1}], is_single=True, **more)(lamp)
