"""Generated from the registry: no hostile answer gets through, and what agents can do they may be told to do."""

import pytest

from tests.engine.llm.guard.campaign import MOST_REFUSED, hostile_verdicts, legal_verdicts, many_fights
from tests.engine.llm.guard.legal import Fights
from tests.engine.llm.guard.stage import Stage, shared_stage


def test_no_hostile_answer_is_accepted_and_each_refusal_says_what_would_be():
    stage = shared_stage()
    before = stage.session.digest()

    verdicts = hostile_verdicts(stage, 300)

    assert [body for body, verdict in verdicts if verdict.accepted] == []
    assert all(verdict.step and verdict.reason and verdict.constraint for _, verdict in verdicts)
    assert len({verdict.step for _, verdict in verdicts}) >= 6
    assert stage.session.digest() == before


def test_legal_plans_are_accepted():
    fights = Fights(seeds=[2, 5], ticks=[90, 215, 400])
    verdicts = legal_verdicts(fights, 60)
    assert [verdict.sentence() for _, verdict in verdicts if not verdict.accepted] == []


@pytest.mark.slow
def test_of_five_thousand_legal_plans_hardly_any_is_refused():
    """The same with its figures: `python -m tests.engine.llm.guard.campaign --hostile 0 --legal 5000`."""
    verdicts = legal_verdicts(many_fights(), 5_000)
    refused = [verdict.sentence() for _, verdict in verdicts if not verdict.accepted]
    assert len({body for body, _ in verdicts}) > 4_000
    assert len(refused) <= MOST_REFUSED * len(verdicts), refused[:10]


def test_the_generators_reach_every_tool_of_the_registry():
    stage = Stage()
    from tests.engine.llm.guard.hostile import limits, reference_of

    for tool in stage.registry.tools.values():
        for field in tool.parameters.model_fields:
            assert reference_of(tool.parameters, field) or limits(tool, field), f"{tool.name}.{field}"
