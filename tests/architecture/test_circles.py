"""No two modules need each other, not even for their types; and no folder is a heap."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.architecture.house import ROOT, circles, import_graph, imported, imported_names, side_by_side

#: Folders whose files are found by a walk, one for each thing: they grow with what there is.
FOUND_BY_A_WALK = {"engine/rules/builtin", "engine/benchmarks/cases", "engine/schema/components"}
MOST_SIDE_BY_SIDE = 33
#: Names that don't say what a module is for.
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "stuff", "tools_misc"}


@pytest.mark.parametrize("for_types_only", [False, True])
def test_no_two_modules_need_each_other(for_types_only: bool):
    assert circles(import_graph(ROOT, for_types_only=for_types_only)) == []


def test_no_folder_is_a_heap():
    heaps = {
        folder: count
        for folder, count in side_by_side(ROOT).items()
        if count > MOST_SIDE_BY_SIDE and folder not in FOUND_BY_A_WALK
    }

    assert not heaps, f"group what stands side by side here into folders by what it is for: {heaps}"


def test_every_module_has_a_name_that_says_what_it_is_for():
    empty = [
        str(path.relative_to(ROOT))
        for folder in ("engine", "editor", "panels", "projects", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if EMPTY_NAMES & {path.stem, path.parent.name}
    ]

    assert not empty


def test_no_private_name_is_imported():
    strays = {
        str(path.relative_to(ROOT)): name
        for folder in ("engine", "editor", "panels", "projects")
        for path in (ROOT / folder).rglob("*.py")
        for name in imported_names(path)[1]
        if name.partition(".")[0] in {"engine", "editor", "panels"} and name.rpartition(".")[2].startswith("_")
    }

    assert not strays


def reaches(graph: dict[int, set[int]], start: int) -> set[int]:
    """Everything that can be reached from a node in one step or more."""
    found: set[int] = set()
    waiting = list(graph[start])
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += graph[node]
    return found


@given(st.lists(st.sets(st.integers(0, 7), max_size=3), min_size=8, max_size=8))
def test_circles_are_what_reaches_itself_and_each_other(targets: list[set[int]]):
    graph = {node: others - {node} for node, others in enumerate(targets)}
    named = {str(node): frozenset(map(str, others)) for node, others in graph.items()}

    found = {frozenset(map(int, group)) for group in circles(named)}

    expected = {
        frozenset({node} | {other for other in reaches(graph, node) if node in reaches(graph, other)})
        for node in graph
        if node in reaches(graph, node)
    }
    assert found == expected


def test_late_imports_count_and_those_for_types_are_told_apart():
    text = """
from typing import TYPE_CHECKING
import engine.walk
if TYPE_CHECKING:
    from engine.schema import text
def later():
    from engine.world.world import World
"""

    everything = {*imported(ast.parse(text), for_types_only=True)}
    at_run_time = {*imported(ast.parse(text), for_types_only=False)}

    assert everything - at_run_time == {"engine.schema.text"}
    assert {"engine.walk", "engine.world.world.World"} <= at_run_time


def test_a_circle_of_files_is_found(tmp_path: Path):
    for name, text in (
        ("a", "from engine import b"),
        ("b", "def late():\n    import engine.a"),
        ("c", "import engine.a"),
    ):
        (tmp_path / "engine").mkdir(exist_ok=True)
        (tmp_path / "engine" / f"{name}.py").write_text(text, encoding="utf-8")

    assert circles(import_graph(tmp_path, for_types_only=False)) == [["engine.a", "engine.b"]]
