"""A lane remembers the last search of each place, and takes nothing that is like it for the same."""

from typing import Any

import numpy as np
import pytest

from engine.ai.goap.domain import Domain
from engine.ai.goap.kernels import answer, astar
from engine.ai.goap.kernels.verdicts import MEMORY, NONE, PLAN, REACHED, SEARCH, TABLE
from engine.ai.goap.planner.batch import COLUMNS, ProblemSet
from engine.ai.goap.planner.relevance import problem
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.ai.goap.words import words_of
from engine.world.kernel import plain_twin

FIRST_STEP, ROOM = plain_twin(answer.first_step), plain_twin(astar.search_room)
AT = [Fact(f"at_{place:03}", "There.") for place in range(70)]
STEPS = [Action(f"go_{place:03}", "Go.", (AT[place],), (~AT[place], AT[place + 1])) for place in range(69)]
DOMAIN = Domain.build(AT, STEPS, [Goal("end", "End.", wants=(AT[69],)), Goal("near_end", "Near.", wants=(AT[68],))])
PROBLEMS = tuple(problem(DOMAIN, goal, dict(enumerate(int(cost) for cost in DOMAIN.costs))) for goal in (0, 1))


class Lanes:
    """The memory of two lanes, of a single place each unless told otherwise."""

    def __init__(self, places: int = 1, problems: ProblemSet | None = None) -> None:
        self.columns: dict[str, Any] = (problems or ProblemSet(PROBLEMS, is_tabled=False)).columns
        self.states = np.zeros((2, places, 2), np.uint64)
        self.problems = np.full((2, places), -1, np.int32)
        self.actions = np.zeros((2, places), np.int32)

    def ask(self, state: int, number: int = 0, lane: int = 0) -> tuple[int, int, int]:
        """Action, verdict and source."""
        low, high = (np.uint64(word) for word in words_of(state))
        columns = [self.columns[name] for name in COLUMNS]
        memory = (self.states, self.problems, self.actions)
        return FIRST_STEP(lane, low, high, number, *columns, *memory, ROOM(astar.NODE_CAP), np.empty(1, np.int32))


def at(place: int) -> int:
    return 1 << place


@pytest.mark.parametrize(
    ("state", "number", "action", "verdict"),
    [
        (at(3), 0, 3, PLAN),
        (at(67), 0, 67, PLAN),
        (at(67), 1, 67, PLAN),
        (at(69), 0, -1, REACHED),
        (at(68), 1, -1, REACHED),
        (at(69), 1, -1, NONE),
        (0, 0, -1, NONE),
    ],
)
def test_what_was_asked_before_is_remembered(state: int, number: int, action: int, verdict: int):
    lanes = Lanes()
    assert lanes.ask(state, number) == (action, verdict, SEARCH)
    assert lanes.ask(state, number) == (action, verdict, MEMORY)
    assert lanes.ask(state, number, lane=1) == (action, verdict, SEARCH)


@pytest.mark.parametrize(
    ("state", "number"),
    [(at(65), 1), (at(66), 0), (at(2) | at(65), 0), (at(65) | at(66), 0), (at(1), 0), (0, 0), (at(64), 0)],
)
def test_another_state_or_problem_is_searched_although_it_has_the_same_place(state: int, number: int):
    for first, second in (((at(65), 0), (state, number)), ((state, number), (at(65), 0))):
        lanes, fresh = Lanes(), Lanes()
        lanes.ask(*first)
        assert lanes.ask(*second) == fresh.ask(*second)
        assert lanes.ask(*first)[2] == SEARCH, "the place was taken"


def test_facts_that_do_not_matter_to_a_problem_are_no_other_question():
    lanes = Lanes()
    lanes.ask(at(3), 1)
    assert lanes.ask(at(3) | 1 << 100, 1)[2] == MEMORY


def test_facts_of_either_word_matter_each_on_their_own():
    """Those of the first word are not judged by which of the second matter."""
    far = Domain.build(AT, STEPS, [Goal("soon", "Soon.", wants=(AT[2],))])
    lanes = Lanes(problems=ProblemSet((problem(far, 0, {0: 1000, 1: 1000}),), is_tabled=False))
    assert [lanes.ask(state) for state in (at(0), at(1))] == [(0, PLAN, SEARCH), (1, PLAN, SEARCH)]


def test_many_questions_are_remembered_side_by_side():
    lanes = Lanes(places=256)
    questions = [(at(place), number) for number in (0, 1) for place in range(50, 68)]
    searched = [lanes.ask(*each) for each in questions]
    again = [lanes.ask(*each) for each in questions]
    assert [each[:2] for each in again] == [each[:2] for each in searched]
    assert sum(source == MEMORY for _, _, source in again) > len(questions) // 2


def test_a_small_problem_is_read_from_its_table():
    near = Domain.build(AT[:3], STEPS[:2], [Goal("end", "End.", wants=(AT[2],))])
    lanes = Lanes(problems=ProblemSet((problem(near, 0, {0: 1000, 1: 1000}),)))
    answers = [lanes.ask(state) for state in (at(0), at(1), at(2), 0)]
    assert answers == [(0, PLAN, TABLE), (1, PLAN, TABLE), (-1, REACHED, TABLE), (-1, NONE, TABLE)]
    assert (lanes.problems == -1).all()
