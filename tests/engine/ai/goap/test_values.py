"""What planning is made of are values: many agents, scenes and threads share them, so nobody may change one."""

from dataclasses import FrozenInstanceError, fields

import pytest

from engine.ai.goap.decisions.pinned import Pinned
from engine.ai.goap.decisions.pins import PinCheck
from engine.ai.goap.domain import Domain, Masks
from engine.ai.goap.planner.batch import Answers, ProblemSet
from engine.ai.goap.planner.encoding import ProblemArrays
from engine.ai.goap.planner.policy import PolicyTable
from engine.ai.goap.planner.relevance import PlanResult, Problem
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.profiles import Profile
from engine.ai.goap.reasons.explanation import (
    ActionReason,
    Explanation,
    FactValue,
    GoalReason,
    PlanStep,
    ScorePart,
    WhyNot,
)
from engine.ai.goap.reasons.missing import Missing
from engine.ai.goap.reasons.ranking import Belief
from engine.ai.goap.reasons.together import Step
from engine.ai.goap.tables import Mind
from engine.ai.goap.vocabulary import Action, Fact, Goal, GoalBonus, Literal

WORDS = [Fact, Literal, Action, Goal, GoalBonus]
VALUES = [
    *(ActionReason, Answers, Belief, Domain, Explanation, FactValue, GoalReason, Masks, Mind, Missing, PinCheck),
    *(Pinned, PlanResult, PlanStep, PolicyTable, Problem, ProblemArrays, ProblemSet, Profile, ScorePart, SearchArrays),
    *(Step, WhyNot),
]


@pytest.mark.parametrize("kind", [*WORDS, *VALUES])
def test_a_value_does_not_change(kind: type):
    with pytest.raises(FrozenInstanceError):
        setattr(object.__new__(kind), fields(kind)[0].name, 1)


@pytest.mark.parametrize("kind", WORDS)
def test_a_word_has_no_room_for_more_than_it_says(kind: type):
    assert not hasattr(object.__new__(kind), "__dict__")
