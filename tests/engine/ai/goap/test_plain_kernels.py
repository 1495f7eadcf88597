"""The planner's kernels say the same as plain Python as they do compiled, to the bit."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ai.goap import kernels
from engine.ai.goap.domain import Domain
from engine.ai.goap.kernels import astar, batch, dense
from engine.ai.goap.planner.batch import COLUMNS, ProblemSet
from engine.ai.goap.planner.policy import build_table, weight_of
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.words import columns_of, words_of
from engine.world.kernel import plain_twin
from tests.engine.ai.goap.puzzles import Tiles, everything, random_domains

BATCH: Any = batch
ASTAR: Any = astar
PLAIN_SOLVE, PLAIN_FILL = plain_twin(BATCH.solve_all), plain_twin(dense.fill_table)
PLAIN_SEARCH = plain_twin(ASTAR.search_once)
SPREAD = (0, 1, 40, 63, 64, 100, 127)


def answers(found: ProblemSet, states: list[int], node_cap: int, solve: Any) -> list[list[int]]:
    first, verdict = np.empty(len(states), np.int32), np.empty(len(states), np.int8)
    columns = [found.columns[name] for name in COLUMNS]
    solve(columns_of(states), np.zeros(len(states), np.int32), *columns, node_cap, first, verdict)
    return [first.tolist(), verdict.tolist()]


@settings(max_examples=15, deadline=None)
@given(random_domains(SPREAD, room=128), st.lists(st.integers(0, 2**128 - 1), min_size=1, max_size=3), st.booleans())
def test_a_batch_is_answered_alike(domain: Domain, states: list[int], tabled: bool):
    found = ProblemSet((everything(domain),), is_tabled=tabled)
    for cap in (3, 200):
        assert answers(found, states, cap, BATCH.solve_all) == answers(found, states, cap, PLAIN_SOLVE)


@pytest.mark.parametrize("caps", [(1000, 1000), (40, 150), (40, 1000), (1, 1000)])
def test_a_search_that_grows_and_turns_to_the_stronger_heuristic_is_alike(caps: tuple[int, int]):
    board = Tiles(3, 2)
    arrays = SearchArrays.of(everything(board.domain)).arrays
    for order in ([1, 2, 5, 3, 4, 0], [0, 2, 1, 3, 4, 5]):
        low, high = (np.uint64(word) for word in words_of(board.state(order)))
        found: list[list[int]] = []
        for search in (ASTAR.search_once, PLAIN_SEARCH):
            plan = np.full(1000, -1, np.int32)
            room = ASTAR.search_room.py_func(1000)
            found.append([search(low, high, *vars(arrays).values(), *caps, *room, plan), *plan.tolist()])
        assert found[0] == found[1]


@settings(max_examples=15, deadline=None)
@given(random_domains(range(6)))
def test_a_table_is_built_alike(domain: Domain):
    goal = everything(domain)
    table = build_table(goal)
    needs, gives, pack = domain.needs, domain.gives, goal.pack
    moves = np.array(
        [
            dense.backwards(*(pack(mask[a]) for mask in (needs.true, needs.false, gives.true, gives.false)), a)
            for a in goal.actions
        ],
        np.int64,
    ).reshape(-1, 6)
    weights = np.array([weight_of(cost) for cost in goal.costs], np.int64)
    weight, first = np.empty_like(table.weight), np.empty_like(table.first)
    PLAIN_FILL(pack(goal.want_true), pack(goal.want_false), moves, weights, weight, first)
    assert (weight.tolist(), first.tolist()) == (table.weight.tolist(), table.first.tolist())


@pytest.mark.parametrize("module", [module.name for module in iter_modules(kernels.__path__)])
def test_what_kernels_call_is_compiled_with_them(module: str):
    parts = vars(import_module(f"{kernels.__name__}.{module}"))
    own = {name: part for name, part in parts.items() if getattr(part, "__module__", "").endswith(f".{module}")}
    plain = {name for name, part in own.items() if callable(part) and not hasattr(part, "py_func")}
    assert plain == ({"backwards"} if module == "dense" else set())
