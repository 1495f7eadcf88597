"""A run that has ended says why, in a sentence."""

from types import SimpleNamespace

import pytest

from engine.play.running.endings import OWN_RULES, why_ended
from engine.play.running.session import Session
from engine.play.systems.encounter.objective_states import DEFEAT_ALL, FAILED, MET, PROTECT
from engine.play.systems.encounter.verdict import (
    ALL_OBJECTIVES,
    HOSTILES_DOWN,
    OBJECTIVE_FAILED,
    ONE_OBJECTIVE,
    PARTY_DOWN,
    PLAYER_DOWN,
)
from engine.world.ids import DEAD, DOWN
from tests.engine.play.systems.arena import actor, arena, foe


def ended(outcome: str, *rows, state=(), kinds=(), **static):
    """A session of these rows that has ended, asked to drive somebody off."""
    world = arena(*rows, objective_rule=[[kind, -1, 0, -1, -1, -1] for kind in kinds], **static)
    world.view["objective_state"][0, : len(state)] = state
    asked = [SimpleNamespace(name="", components={"objective": SimpleNamespace(text="Drive them off.")})]
    view = SimpleNamespace(with_component=lambda _name: asked)
    roster = [SimpleNamespace(name="Talren")] * len(rows)
    return SimpleNamespace(world=world, outcome=outcome, compiled=SimpleNamespace(roster=roster, view=view), tick=600)


def test_a_run_that_goes_on_has_no_ending(yard):
    assert why_ended(Session(yard, 7)) == ""


def test_what_a_project_decides_for_itself_is_said_so(yard):
    session = Session(yard, 7)
    session.advance(5000)

    assert (session.outcome, why_ended(session)) == ("victory", OWN_RULES)


def test_a_run_whose_time_is_over_says_how_long_it_was(yard):
    session = Session(yard, 7, overrides={"foe.nerve.limit": 1e6, "hero.nerve.limit": 1e6})
    session.advance(5000)

    assert why_ended(session) == "The 20 s of this encounter are over."


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ([HOSTILES_DOWN, -1], "Every enemy is down or has fled."),
        ([ONE_OBJECTIVE, 0], "Objective met: Drive them off."),
        ([ALL_OBJECTIVES, -1], "Every objective is met."),
    ],
)
def test_a_won_run_names_the_rule_that_won_it(rule, expected):
    session = ended("victory", actor(), foe(life=DEAD), victory_rule=[rule], kinds=(DEFEAT_ALL,), state=(MET,))

    assert why_ended(session) == expected


@pytest.mark.parametrize(
    ("rule", "player", "expected"),
    [
        ([PLAYER_DOWN, 480], {"life": DOWN, "downed_ticks": 480}, "Talren stayed down for 8 s."),
        ([PLAYER_DOWN, 480], {"life": DEAD}, "Talren died."),
        ([PARTY_DOWN, 0], {"life": DOWN}, "The whole party is down."),
        ([OBJECTIVE_FAILED, 0], {}, "Objective failed: Drive them off."),
        ([PARTY_DOWN, 0], {}, OWN_RULES),
    ],
)
def test_a_lost_run_names_the_rule_that_lost_it(rule, player, expected):
    session = ended("defeat", actor(is_player=1, **player), defeat_rule=[rule], kinds=(PROTECT,), state=(FAILED,))

    assert why_ended(session) == expected
