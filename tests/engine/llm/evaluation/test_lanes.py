"""Plans that are played in lanes end in the bits in which a session ends that is given the same orders."""

import pytest

from engine.llm.evaluation.answer import read
from engine.llm.evaluation.body import body_of
from engine.llm.evaluation.discovery import find_scenarios
from engine.llm.evaluation.running.ground import SKILL, Grounds, seed_of
from engine.llm.evaluation.running.playing import BEGUN_TICKS, Trial, play
from engine.play.commands import GiveOrders
from engine.play.running.session import Session
from engine.world.ids import TICKS_PER_SECOND

pytestmark = pytest.mark.compiles


@pytest.fixture(scope="module")
def grounds():
    return Grounds(find_scenarios(), "each")


@pytest.mark.parametrize("scenario", find_scenarios(), ids=lambda each: each.name)
def test_a_lane_among_others_ends_as_a_session_with_the_same_orders(grounds, scenario):
    ground = grounds.of(scenario)
    trials = [Trial(variant, plan(ground, variant), is_checked=False) for variant in (0, 1, 2)]
    played = play(ground, trials, keep_digests=True)

    session = Session(ground.compiled, seed_of(scenario, 0), autopilot=SKILL, threads=0)
    for name in ("life", "health"):
        session.world.view[name][:] = ground.field(0).rows[name]
    session.advance(BEGUN_TICKS)
    session.step([GiveOrders(tuple(call.order() for call in trials[0].calls))])
    while session.orders and session.is_running:
        session.step()
    left = played[0].end.lane["tick"] - session.tick
    assert -1 <= left <= scenario.settle * TICKS_PER_SECOND + 1
    session.advance(int(left))

    assert session.digest() == played[0].digest
    assert play(ground, trials[:1], keep_digests=True)[0].digest == played[0].digest


def plan(ground, variant):
    scenario, field = ground.scenario, ground.field(variant)
    calls = (scenario.oracle or scenario.tempting)(field)
    return read(body_of(field.version, calls), ground.registry, scenario.role, field.version)
