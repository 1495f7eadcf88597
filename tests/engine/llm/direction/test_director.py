"""A side is led: what a model asks for passes the guard, enters between two ticks, and replays without any model."""

import asyncio
import json

import pytest

from engine.llm.client.faults import Faults
from engine.llm.client.mock import MockLlmClient
from engine.llm.offline.planner import OfflinePlanner
from engine.play.commands import GiveOrders, Tune
from engine.play.recording import load, replay, save
from engine.play.running.session import Session
from tests.engine.llm.direction.running import Running, plan, saying
from tests.engine.llm.scheduler.questions import HandClient
from tests.engine.llm.virtual_loop import run_virtually
from tests.projects.shipped import echo_grove, row_of

WAIT = ("wait", {"actor": "kael", "seconds": 1.0})


@pytest.mark.parametrize("led", ["party", "enemies"])
def test_the_offline_planner_leads_a_side_and_the_recording_replays_without_it(led, tmp_path):
    async def lead() -> Running:
        running = Running(OfflinePlanner(), led, has_banter=True, begun=0)
        await running.play(900)
        await running.end()
        return running

    running = asyncio.run(lead())
    said = [each for commands in running.recorder.recording.commands.values() for each in commands]
    moved = {order.actor for each in said if isinstance(each, GiveOrders) for order in each.orders}
    team = running.session.world.view["team"]

    assert running.told("carried out")
    assert {int(team[row_of(running.session.compiled, actor)]) for actor in moved} == {0 if led == "party" else 1}
    assert running.direction.desk.about().is_offline
    save(running.recorder.recording, tmp_path / "led.awrec")
    report = replay(load(tmp_path / "led.awrec"), echo_grove())
    assert (report.is_equal, report.digest) == (True, running.session.digest())


def test_orders_are_carried_out_and_then_agents_think_again():
    async def lead() -> None:
        running = Running(MockLlmClient(plan(WAIT)))
        kael = row_of(running.session.compiled, "kael")
        await running.play_until(lambda: running.session.orders)
        assert running.told("carried out: Kael: wait")
        await running.play_until(lambda: not running.session.orders, 70)
        await running.play(20)
        assert running.session.world.view["action"][kael] >= 0
        await running.end()

    asyncio.run(lead())


def test_one_question_at_a_time_and_not_before_its_time():
    async def lead() -> None:
        client = HandClient()
        running = Running(client)
        await running.play(300)
        assert len(client.calls) == 1
        client.calls[0].set_result('{"impossible": "They do well."}')
        await running.play(2)
        assert running.told("no order: They do well.")
        await running.play_until(lambda: len(client.calls) == 2, 5)
        client.calls[1].set_result('{"impossible": "They do well."}')
        await running.play(236)
        assert len(client.calls) == 2
        await running.play_until(lambda: len(client.calls) == 3, 10)
        await running.end()
        assert client.open == 0

    run_virtually(lead())


def test_an_answer_for_somebody_who_fell_meanwhile_is_looked_at_again_and_dropped():
    async def lead() -> None:
        client = HandClient()
        running = Running(client)
        await running.play(1)
        target = "stalker_01"
        said = {"actor": "lyra", "seconds": 1.0, "target": target}
        (asked,) = client.asked
        world = json.loads(asked.split("\n")[1])["world"]
        body = json.dumps({"world": world, "calls": [{"tool": "approach", "arguments": said}]})
        running.session.step([Tune(target, "health.current", 0.0)])
        running.session.advance(30)
        running.session.world.view["life"][row_of(running.session.compiled, target)] = 3
        client.calls[0].set_result(body)
        await running.play(3)
        (refused,) = running.told("refused")
        assert '"stalker_01" is not an enemy who is up' in refused
        assert running.session.orders == ()
        assert [entry.verdict.accepted for entry in running.direction.trail] == [False]
        await running.end()

    run_virtually(lead())


def test_a_late_plan_that_is_still_legal_is_carried_out_in_the_world_of_now():
    async def lead() -> None:
        client = HandClient()
        running = Running(client)
        await running.play(1)
        world = json.loads(client.asked[0].split("\n")[1])["world"]
        await running.play(120)
        client.calls[0].set_result(json.dumps({"world": world, "calls": [{"tool": WAIT[0], "arguments": WAIT[1]}]}))
        await running.play_until(lambda: running.session.orders, 5)
        assert running.told("carried out")
        await running.end()

    run_virtually(lead())


def test_a_plan_that_is_tried_out_bit_by_bit_is_looked_at_again_when_it_enters():
    async def lead() -> None:
        running = Running(MockLlmClient(plan(WAIT)), look_s=1e-9)
        await running.play_until(lambda: running.told("carried out"), 200)
        checked, again, committed = running.direction.trail
        assert checked.verdict.accepted
        assert again.verdict.accepted
        assert again.tick >= 121 + 60, "a second of the plan, a tick of it between two of the game"
        assert committed.verdict.step == "commit"
        assert running.session.orders
        await running.end()

    asyncio.run(lead())


BAD = {
    "garbage": "I would attack!",
    "half": '{"world": "c0.a0',
    "no such tool": '{"world": "x", "calls": [{"tool": "delete_scene", "arguments": {}}]}',
    "another world": '{"world": "c9.a9.t9.0000000000000000", "calls": [{"tool": "wait", "arguments": '
    '{"actor": "kael", "seconds": 1.0}}]}',
    "twice": '{"world": "x", "world": "y", "calls": []}',
    "deep": "[" * 100,
    "long": '"' + "x" * 20_000 + '"',
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_whatever_is_no_plan_is_refused_and_play_goes_on_bit_for_bit(text):
    async def lead() -> Session:
        running = Running(saying(text), begun=60)
        await running.play(120)
        await running.end()
        (refused,) = running.told("refused")
        assert refused
        return running.session

    alone = Session(echo_grove(), 3, autopilot="expert")
    alone.advance(180)
    assert asyncio.run(lead()).digest() == alone.digest()


@pytest.mark.parametrize("kind", ["rate_limited", "server", "lost", "stalled", "garbage", "half"])
def test_a_model_that_fails_changes_nothing_and_is_told_in_words(kind):
    async def lead() -> Session:
        running = Running(MockLlmClient(faults=Faults(**{kind: 1.0})), begun=60)

        async def play() -> None:
            for _ in range(12):
                await running.play(10)
                await asyncio.sleep(0.5)

        await play()
        assert running.told("no answer")
        await running.end()
        return running.session

    alone = Session(echo_grove(), 3, autopilot="expert")
    alone.advance(180)
    assert run_virtually(lead()).digest() == alone.digest()


def test_why_a_plan_was_refused_is_told_in_the_next_question():
    async def lead() -> None:
        client = HandClient()
        running = Running(client)
        await running.play(1)
        client.calls[0].set_result("{")
        await running.play_until(lambda: len(client.calls) == 2, 260)
        assert '<data name="refused_before">' in client.asked[1]
        assert "Rule: valid JSON." in client.asked[1]
        await running.end()

    run_virtually(lead())


def test_nobody_is_asked_where_nobody_is_there_to_fight():
    async def lead() -> None:
        client = HandClient()
        running = Running(client)
        view = running.session.world.view
        view["life"][view["team"] == 1] = 3
        await running.play(10)
        assert client.calls == []
        await running.end()

    run_virtually(lead())
