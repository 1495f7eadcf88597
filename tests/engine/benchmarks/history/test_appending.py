"""Several programs measure at once, and each row that they append counts."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from engine.benchmarks.discovery import find_benchmarks
from engine.benchmarks.history.appending import append_history
from engine.benchmarks.history.reading import read_history
from engine.benchmarks.history.writing import append_lines
from engine.benchmarks.runner import Measurement

from .rows import line

ROOT = Path(__file__).resolve().parents[4]
WRITER = """
import sys
from pathlib import Path
from tests.engine.benchmarks.history.test_appending import measured
from engine.benchmarks.history.appending import append_history
print("ready", flush=True)
sys.stdin.readline()
for k in range(15):
    append_history([measured(float(sys.argv[2]) + k)], Path(sys.argv[1]))
"""


def measured(value: float) -> Measurement:
    """One sample of one case."""
    found = find_benchmarks("scene.save")[0]
    return Measurement(found, found.cases[0], (value,))


def test_rows_of_programs_that_append_at_once_are_all_read(tmp_path):
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writers = [
        subprocess.Popen([*command, str(first)], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for first in (100, 200, 300)
    ]
    for each in writers:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    assert [each.communicate("go\n", timeout=120)[0] for each in writers] == ["", "", ""]
    history = read_history(tmp_path)
    assert sorted(row.value for row in history.rows) == [first + k for first in (100, 200, 300) for k in range(15)]
    assert history.set_aside == []


def test_a_clock_that_was_set_back_a_little_costs_no_row_and_a_row_of_the_future_moves_no_clock(tmp_path):
    append_history([measured(1.0)], tmp_path)
    ahead = read_history(tmp_path).rows[0].timestamp + timedelta(seconds=5)
    append_history([measured(2.0)], tmp_path, now=ahead)
    append_history([measured(3.0)], tmp_path)
    assert [row.value for row in read_history(tmp_path).rows] == [1.0, 2.0, 3.0]

    other = tmp_path / "other"
    append_history([], other)
    append_lines(other, [line(4.0, day=-4000)])
    append_history([measured(5.0)], other)
    assert [row.value for row in read_history(other).rows] == [5.0]
