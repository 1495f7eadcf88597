"""Bonuses that a project adds to goals that are not its own: they count like the goal's own, or say what is wrong."""

from types import ModuleType

import pytest

from engine.ai.facts import SURROUNDED
from engine.ai.goals.protect_player import PROTECT_PLAYER
from engine.ai.goap.domain import DomainError
from engine.ai.goap.tables import domain_of
from engine.ai.goap.vocabulary import GoalBonus
from engine.play.compile.parts import parts_of


def project(*bonuses):
    module = ModuleType("bonuses_of_a_project")
    for bonus in bonuses:
        setattr(module, bonus.name.upper(), bonus)
    return parts_of([module])


def test_a_projects_bonus_stands_behind_the_goals_own():
    domain = domain_of(project(GoalBonus("when_pressed", "protect_player", SURROUNDED, 0.4)))
    goal = domain.goals[domain.goal_ids["protect_player"]]
    assert goal.bonuses == (*PROTECT_PLAYER.bonuses, (SURROUNDED, 0.4))
    assert PROTECT_PLAYER.bonuses == ()


def test_a_bonus_on_a_goal_that_does_not_exist_names_the_nearest():
    with pytest.raises(DomainError, match=r"when_pressed.*protect_palyer.*did you mean 'protect_player'"):
        domain_of(project(GoalBonus("when_pressed", "protect_palyer", SURROUNDED, 0.4)))
