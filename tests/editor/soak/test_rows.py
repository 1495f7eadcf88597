"""A soak's figures in the history: each is a row of its own, and none is set aside."""

from editor.soak.rows import remember
from engine.benchmarks.history.reading import read_history


def test_each_process_has_its_own_row_of_memory_and_what_was_not_measured_has_none(tmp_path):
    told = {
        "presenter": "offscreen",
        "minutes": 3.0,
        "frame_ms": {"p99": 21.5},
        "simulation_ms": {"p99": 1.5},
        "planning_ms": None,
        "physics_ms": None,
        "memory": [{"slope_percent_in_10_min": 0.1}, None, {"slope_percent_in_10_min": 0.3}],
    }
    remember(told, tmp_path)
    history = read_history(tmp_path)
    assert history.set_aside == []
    assert {(row.benchmark_name, row.params_of().get("process"), row.value) for row in history.rows} == {
        ("soak.frame_p99", None, 21.5),
        ("soak.simulation_p99", None, 1.5),
        ("soak.memory_growth", 0, 0.1),
        ("soak.memory_growth", 2, 0.3),
    }
