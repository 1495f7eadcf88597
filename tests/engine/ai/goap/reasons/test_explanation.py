"""Every way in which an agent did not do something is answered by a sentence of its own."""

from dataclasses import replace
from typing import Any

import pytest

from engine.ai.goap.reasons.explanation import ActionReason, Explanation, waiting_words, why_not

WALK = ActionReason("walk", "Walk.", 1.0, "chosen", text="First.")
DIG = ActionReason("dig", "Dig.", 2.0, "later", text="Step 2 of the plan.")
LIFT = ActionReason("lift", "Lift.", 2.0, "precondition", failed=("strong",), text="Needs strong.")
RIDE = ActionReason("ride", "Ride.", 3.0, "dearer", plan_cost=7.0, text="It costs 7.")
SING = ActionReason("sing", "Sing.", 1.0, "useless", text="It does not lead there.")
SAIL = ActionReason("sail", "Sail.", 1.0, "skill", text="Only an expert uses it.")
ANNA = Explanation(
    3, "anna", "Anna", 60, True, "garden", "rest", "walk", actions=(WALK, DIG, LIFT, RIDE, SING, SAIL), decides=True
)


@pytest.mark.parametrize(
    ("action", "status", "text"),
    [
        ("walk", "chosen", "Anna wants to walk and has not reacted yet."),
        ("dig", "later", "Anna means to dig later: it is in its plan. Step 2 of the plan."),
        ("lift", "precondition", "Anna could not lift: its precondition strong did not hold."),
        ("ride", "dearer", "Anna could ride, but chose walk. It costs 7."),
        ("sing", "useless", "Anna had no reason to sing. It does not lead there."),
        ("sail", "skill", "Anna is not able enough to sail. Only an expert uses it."),
        ("swim", "not allowed", "Anna cannot swim: the action is not among the actions of its agent component."),
        ("wlk", "unknown", "There is no action \"wlk\"; did you mean 'walk'?"),
    ],
)
def test_each_standing_has_a_sentence(action: str, status: str, text: str):
    answer = why_not(ANNA, action, ["swim", "walk"])
    assert (answer.action, answer.status, answer.text) == (action, status, text)


def test_what_an_answer_rests_on_comes_with_it():
    assert (why_not(ANNA, "lift").failed, why_not(ANNA, "lift").plan_cost) == (("strong",), None)
    assert (why_not(ANNA, "ride").failed, why_not(ANNA, "ride").plan_cost) == ((), 7.0)


@pytest.mark.parametrize(
    ("changes", "action", "status", "text"),
    [
        ({"action": "walk"}, "walk", "chosen", "Anna did walk: it is the first step towards garden."),
        ({"action": "sing"}, "sing", "chosen", "Anna did sing: it is the first step towards garden."),
        ({"action": "walk", "goal": None}, "walk", "chosen", "Anna did walk: it was still at it."),
        ({"wanted": None}, "ride", "dearer", "Anna could ride, but chose another. It costs 7."),
        ({"decides": False, "goal": None, "note": "It is down."}, "dig", "idle", "It is down."),
        ({"decides": False, "goal": None}, "dig", "idle", "Anna has no goals."),
        ({"decides": False, "note": "It is down."}, "sing", "useless",
         "Anna had no reason to sing. It does not lead there. It is down."),
        ({"note": "No plan."}, "sing", "useless", "Anna had no reason to sing. It does not lead there."),
        ({"decides": False, "waiting_ticks": 1, "note": "It waits."}, "sing", "useless",
         "Anna had no reason to sing. It does not lead there. "
         "It has waited 1 tick for its turn to plan and does what it decided before."),
        ({"decides": False, "waiting_ticks": 1200, "goal": None}, "sing", "useless",
         "Anna had no reason to sing. It does not lead there. "
         "It has waited 1,200 ticks for its turn to plan and does what it decided before."),
        ({"is_agent": False, "actions": (), "note": "It is no agent."}, "sing", "idle", "It is no agent."),
        ({"goal": None}, "dig", "later", "Anna means to dig later: it is in its plan. Step 2 of the plan."),
    ],
)  # fmt: skip
def test_who_does_nothing_or_waits_says_so(changes: dict[str, Any], action: str, status: str, text: str):
    answer = why_not(replace(ANNA, **changes), action)
    assert (answer.status, answer.text) == (status, text)


@pytest.mark.parametrize(
    ("failed", "told"),
    [
        (("a",), "precondition a"),
        (("a", "b"), "preconditions a and b"),
        (("a", "not b", "c"), "preconditions a, not b and c"),
    ],
)
def test_what_did_not_hold_is_listed(failed: tuple[str, ...], told: str):
    answer = why_not(replace(ANNA, actions=(replace(LIFT, failed=failed),)), "lift")
    assert answer.text == f"Anna could not lift: its {told} did not hold."
    assert answer.failed == failed


def test_an_action_that_nobody_has_is_answered_with_what_the_agent_has():
    assert why_not(replace(ANNA, actions=(WALK, DIG)), "zzz").text == 'There is no action "zzz"; there are dig, walk.'


def test_who_does_not_wait_says_nothing_of_waiting():
    assert waiting_words(ANNA) == ""
    assert waiting_words(replace(ANNA, waiting_ticks=2)).startswith(" It has waited 2 ticks for its turn")


def test_rejected_is_what_is_no_part_of_the_plan():
    assert [reason.name for reason in ANNA.rejected] == ["lift", "ride", "sing", "sail"]
    assert ANNA.to_data()["actions"][2]["failed"] == ("strong",)
