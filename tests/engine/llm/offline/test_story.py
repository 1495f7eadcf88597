"""The story: an ambush is wished for, a rule refuses a hunk and says why, the planner mends it, hunks are taken."""

import pytest

from engine.document import Document
from engine.llm.client.answer import Answer, Piece
from engine.llm.offline.authoring import BADGE
from engine.llm.offline.planner import OfflinePlanner
from engine.llm.proposals.checking import check_proposal
from engine.llm.proposals.drafting import Drafted, Drafting
from engine.llm.proposals.reading import read_answer
from engine.llm.proposals.scope import Scope
from engine.llm.scheduler.scheduler import LlmScheduler
from tests.engine.llm.context.golden_texts import AMBUSH
from tests.engine.llm.offline.asked import answer_to, causeway, checker, question
from tests.engine.llm.virtual_loop import run_virtually


def drafted(wish: str, seed: int = 0) -> Drafted:
    async def draft() -> Drafted:
        client = OfflinePlanner()
        scheduler = LlmScheduler(client)
        try:
            return await Drafting(scheduler, client, question(wish, causeway(), seed), checker(causeway())).run()
        finally:
            await scheduler.close()

    return run_virtually(draft())


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_rule_refuses_the_first_guess_and_the_planner_mends_it(seed: int) -> None:
    rounds = drafted(AMBUSH, seed).rounds

    assert [each.is_good for each in rounds] == [False, True]
    (error,) = rounds[0].errors
    assert (error.rule, error.hunk) == ("spawn-inside-obstacle", "ambush")
    assert "starts inside" in error.reason
    assert rounds[1].proposal is not None
    assert "Mended: spawn inside obstacle" in rounds[1].proposal.summary
    assert rounds[1].proposal.summary.endswith(f"({BADGE}.)")


def test_hunks_are_taken_one_by_one() -> None:
    done = drafted(AMBUSH)
    proposal = done.proposal
    assert proposal is not None
    assert [hunk.id for hunk in proposal.hunks] == ["ambush", "warning", "difficulty"]

    taken = check_proposal(proposal, causeway().snapshot, Scope("causeway", "causeway"), ("ambush", "warning"))

    assert taken.is_acceptable
    document = Document(causeway().snapshot, {}, [])
    document.apply(taken.compiled.compound())
    wave = document.block("encounters/causeway", "ambush_rift_stalker")["spawn_group"]
    assert wave == {"prefab": "rift_stalker", "count": 2, "radius": 1.5, "when": "trigger", "trigger": "ambush_call"}
    trigger = document.block("encounters/causeway", "ambush_call")["trigger"]
    assert trigger == {"event": "signal", "signal": "crossing_opened"}


def test_what_else_gives_the_signal_is_told() -> None:
    assert "is given by The pilgrims' stones too" in read_answer(answer_to(question(AMBUSH, causeway())).text).summary


def test_it_streams_and_costs_nothing() -> None:
    async def streamed() -> list[Piece | Answer]:
        return [each async for each in OfflinePlanner().stream(question(AMBUSH, causeway()))]

    *pieces, answer = run_virtually(streamed())

    assert isinstance(answer, Answer)
    assert len(pieces) > 20
    assert "".join(each.text for each in pieces) == answer.text
    assert (answer.usage.tokens, answer.usage.cost, answer.model) == (0, 0.0, BADGE)
    about = OfflinePlanner().about()
    assert (about.is_offline, about.is_local, about.model) == (True, True, BADGE)


def test_the_seed_chooses_and_the_same_seed_chooses_the_same() -> None:
    texts = [answer_to(question(AMBUSH, causeway(), seed)).text for seed in (0, 0, 1, 2)]

    assert texts[0] == texts[1]
    assert len(set(texts)) == 3
