"""Judging: what answers of each kind come to, in a real world."""

import json

import pytest

from engine.llm.evaluation.body import body_of, surrender_of
from engine.llm.evaluation.calls import do, go, wait
from engine.llm.evaluation.discovery import find_scenarios
from engine.llm.evaluation.judging import Judge
from engine.llm.evaluation.running.ground import Grounds

pytestmark = pytest.mark.compiles
NAME = "spare_the_turncoat"


@pytest.fixture(scope="module")
def judge():
    scenario = next(each for each in find_scenarios() if each.name == NAME)
    return Judge(Grounds([scenario], "each").of(scenario))


def said(judge, *calls, variant=0):
    return judge.judge([(variant, body_of(judge.ground.field(variant).version, calls))])[0]


REFERENCE = (do("approach", "kael", 2.0, "ripper"), do("attack", "kael", 0.6, "ripper"))


def test_the_reference_has_all_points(judge):
    found = said(judge, *REFERENCE)
    assert (found.score.total, found.note) == (100.0, "")


def test_the_same_answer_is_judged_the_same_again(judge):
    assert said(judge, *REFERENCE, variant=3) == said(judge, *REFERENCE, variant=3)


def test_a_needless_call_costs_coherence_alone(judge):
    found = said(judge, wait("kael", 0.5), *REFERENCE)
    assert found.score.goal == 30.0
    assert found.facts.needed == pytest.approx(2 / 3)
    assert 0.0 < found.score.coherence < 10.0


def test_who_strikes_the_wrong_one_has_the_points_of_a_valid_plan_alone(judge):
    found = said(judge, do("approach", "kael", 2.0, "whisper"), do("attack", "kael", 0.6, "whisper"))
    assert (found.facts.is_harmful, found.score.total) == (True, 40.0)
    assert "whisper" in found.note


def test_a_blow_that_can_not_be_struck_yet_makes_the_whole_plan_invalid(judge):
    found = said(judge, do("attack", "kael", 0.6, "ripper"))
    assert found.score.total == 0.0
    assert "in_melee_reach" in found.note


def test_a_second_call_that_can_not_begin_makes_the_whole_plan_invalid(judge):
    found = said(judge, go("kael", (-6.0, 0.0), 2.0), do("attack", "kael", 0.6, "ripper"))
    assert found.score.total == 0.0
    assert "Call 2" in found.note


def test_a_call_that_never_has_its_turn_makes_the_plan_invalid(judge):
    found = said(judge, *REFERENCE, do("attack", "kael", 0.6, "ripper"))
    assert found.score.total == 0.0


def test_giving_up_on_a_task_that_can_be_done_is_worth_nothing(judge):
    found = judge.judge([(0, surrender_of("too hard"))])[0]
    assert found.score.total == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '{"calls": []}',
        '{"impossible": ""}',
        '{"impossible": "no", "calls": []}',
        "approach kael ripper",
    ],
)
def test_what_is_no_answer_is_worth_nothing(judge, text):
    assert judge.judge([(0, text)])[0].score.total == 0.0


def test_a_plan_for_another_world_is_worth_nothing(judge):
    text = json.dumps({"world": judge.ground.field(1).version, "calls": []})
    other = body_of(judge.ground.field(1).version, REFERENCE)
    assert [each.score.total for each in judge.judge([(0, other), (0, text)])] == [0.0, 0.0]


def test_nobody_can_be_named_who_is_not_there(judge):
    found = said(judge, do("approach", "kael", 2.0, "Ripper"))
    assert found.score.total == 0.0
    assert "Ripper" in found.note
