"""Cases that grow from options, turns by a fixed plan, and the names that benchmarks had before."""

import json

import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.benchmarks.benchmark import Blocks, Case, alias, benchmark
from engine.benchmarks.discovery import find_benchmarks, with_aliases
from engine.benchmarks.runner import measure


def sized(order=None):
    """A benchmark whose cases grow from sizes and colours, measured in blocks by size."""

    def cases(sizes=(1, 2), colours=("red",)):
        return [{"size": size, "colour": colour} for size in sizes for colour in colours]

    @benchmark(
        name="test.sized",
        unit="ms",
        cases=cases,
        blocks=Blocks(turns=lambda params: params["size"], group="size", warm=1, timed=2),
        compare=lambda rows: [{"place": place} for place in range(len(rows))],
    )
    def sized_case(size: int, colour: str) -> Case:
        """One iteration notes its colour."""
        noted = [] if order is None else order
        return Case(run=lambda: noted.append((size, colour)), facts=lambda: {"was": colour})

    return sized_case


def test_options_replace_what_the_cases_grow_from():
    entry = sized()
    assert entry.options == {"sizes", "colours"}
    assert [case["size"] for case in entry.cases] == [1, 2]
    assert entry.grown({"sizes": (5,), "colours": ("red", "blue")}).cases == (
        {"size": 5, "colour": "red"},
        {"size": 5, "colour": "blue"},
    )


def test_options_of_others_change_nothing():
    entry = sized()
    assert entry.grown({"threads": (1,)}) is entry


def test_options_that_leave_no_case_are_refused():
    with pytest.raises(ValueError, match="leave no case"):
        sized().grown({"sizes": ()})


def test_blocks_take_the_same_turns_for_every_case_of_a_group_one_group_after_the_other():
    order = []
    measure(sized(order).grown({"sizes": (1, 2), "colours": ("red", "blue")}))
    block = [(1, "red")] * 3 + [(1, "blue")] * 3
    assert order == block + [(2, colour) for _ in range(2) for colour in ["red"] * 3 + ["blue"] * 3]


def test_only_the_timed_iterations_of_a_block_are_samples():
    assert [len(entry.samples) for entry in measure(sized())] == [2, 4]


def test_a_row_says_beside_its_result_what_the_case_and_the_comparison_tell():
    rows = [entry.to_row() for entry in measure(sized())]
    assert [(row["was"], row["place"]) for row in rows] == [("red", 0), ("red", 1)]


def test_an_alias_answers_to_its_full_name_alone():
    assert "physics_async_full_tick" not in {entry.name for entry in find_benchmarks("physics")}
    (full,) = find_benchmarks("physics_async_full_tick")
    assert full.alias_of == "physics.full_tick"
    assert full.system == "physics"
    assert [case["agents"] for case in full.cases] == [2_500, 5_000]
    (batch,) = find_benchmarks("physics_async_batch")
    assert [case["threads"] for case in batch.cases] == [1, 2, 4, 8, 16]


def test_with_its_aliases_a_benchmark_is_measured_under_all_its_names():
    names = [each.name for each in with_aliases(find_benchmarks("physics.full_tick"))]
    assert names == ["physics.full_tick", "physics_async_batch", "physics_async_full_tick"]
    assert [each.name for each in with_aliases(find_benchmarks("physics_async_batch"))] == ["physics_async_batch"]


def test_an_alias_measures_what_the_other_does():
    (found,) = measure(alias("test_old_name", sized(), [{"size": 3, "colour": "green"}]))
    assert (found.benchmark.name, found.facts["was"]) == ("test_old_name", "green")


def invoke(*words, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return CliRunner().invoke(application(), ["bench", *words])


def test_the_verb_grows_the_cases_of_those_that_take_the_option(monkeypatch, tmp_path):
    done = invoke(
        "list", "physics", "--json", "--agents", "300,200", "--threads", "0,2", "--iterations", "4,8",
        monkeypatch=monkeypatch, tmp_path=tmp_path,
    )  # fmt: skip
    listed = {row["benchmark_name"]: row["params"] for row in json.loads(done.stdout)["benchmarks"]}
    assert len(listed["physics.full_tick"]) == 8
    assert {case["agents"] for case in listed["physics.full_tick"]} == {200, 300}
    assert listed["physics.dispatch"] == [{"agents": 1}]


def test_several_patterns_name_what_any_of_them_matches_once(monkeypatch, tmp_path):
    done = invoke(
        "list", "nav.flow_field", "scene.o*", "nav.flow", "--json", monkeypatch=monkeypatch, tmp_path=tmp_path
    )
    assert [row["benchmark_name"] for row in json.loads(done.stdout)["benchmarks"]] == ["nav.flow_field", "scene.open"]


@pytest.mark.parametrize("words", [("--agents", "many"), ("--agents", "0"), ("--threads", "-1")])
def test_numbers_that_are_none_are_refused(words, monkeypatch, tmp_path):
    done = invoke("list", "physics.full_tick", *words, monkeypatch=monkeypatch, tmp_path=tmp_path)
    assert done.exit_code == 2
    assert "expected whole numbers" in done.stderr


def test_an_option_that_nothing_takes_is_refused(monkeypatch, tmp_path):
    done = invoke("nav.flow_field", "--peers", monkeypatch=monkeypatch, tmp_path=tmp_path)
    assert done.exit_code == 2
    assert "leave --peers out" in done.stderr


def test_what_was_kept_of_every_iteration_is_cut_to_the_measured_ones():
    plan = Blocks(turns=lambda _params: 1, group="", warm=1, timed=3)
    assert plan.timed_only(range(8)) == [1, 2, 3, 5, 6, 7]
