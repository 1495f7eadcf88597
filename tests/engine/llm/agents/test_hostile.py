"""Hostile agents: whatever they send is refused or served, the project stays as it is, and nothing is left over."""

import asyncio
import shutil
import threading
from pathlib import Path
from typing import Any

import mcp_types as types
import pytest
from mcp import Client, MCPError

from engine.llm.agents.call import Call
from engine.llm.agents.calls import CallTrail
from engine.llm.agents.caps import MOST_AT_ONCE
from engine.llm.agents.desk import Desk
from engine.llm.agents.reception import Reception
from engine.llm.agents.server import make_server
from engine.llm.agents.tool import AgentTool, Arguments, Told
from tests.engine.llm.agents.brawl_ambush import ambush, bytes_of

HUGE = "x" * 400_000
DEEP: Any = "bottom"
for _ in range(200):
    DEEP = [DEEP]
HOSTILE: list[tuple[str, dict[str, Any]]] = [
    ("save", {}),
    ("accept", {"proposal": "all"}),
    ("__class__", {}),
    ("query; rm -rf /", {}),
    ("x" * 100_000, {}),
    ("query", {"text": HUGE}),
    ("query", {"limit": True}),
    ("query", {"radius": float("inf"), "x": 0.0, "z": 0.0}),
    ("describe", {"id": {"a": 1}}),
    ("describe", {"id": "\ud800"}),
    ("describe", {"kind": "file", "id": "/etc/passwd"}),
    ("propose", {"wish": HUGE, "proposal": ambush()}),
    ("propose", {"wish": "x", "proposal": {"title": "x", "summary": "x", "hunks": DEEP}}),
    ("propose", {"wish": "x", "proposal": {**ambush(), "__proto__": {}}}),
    ("propose", {"wish": "x", "proposal": {"title": "x", "summary": "x", "hunks": [{}] * 5000}}),
    ("propose", {"wish": "x", "proposal": ambush("../../../etc/passwd")}),
    ("revise", {"proposal": "20261127-120000-0a1b2c3d", "hunks": [{"id": 5}]}),
    ("playtest", {"proposal": "20261127-120000-0a1b2c3d", "seeds": -1}),
    ("explain", {"agent": "raider_1", "skill": "god"}),
    ("screenshot", {"width": 10**9}),
]


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_what_is_hostile_is_refused_and_the_project_stays_as_it_is(desk: Desk, project: Path, mode: str) -> None:
    before = bytes_of(project)

    async def main() -> list[types.CallToolResult]:
        reception = Reception(desk, CallTrail())
        async with Client(make_server(reception, "1"), mode=mode) as client:
            found = [await client.call_tool(name, arguments) for name, arguments in HOSTILE]
        await reception.close()
        return found

    replies = asyncio.run(main())
    assert [each for each, reply in zip(HOSTILE, replies, strict=True) if not reply.is_error] == []
    assert all(reply.structured_content["findings"][0]["reason"] for reply in replies)
    assert max(len(str(reply.structured_content)) for reply in replies) < 50_000
    assert desk.shelf.listed() == ()
    assert bytes_of(project) == before


def test_two_hundred_calls_at_once_are_refused_or_served(desk: Desk, project: Path) -> None:
    before = bytes_of(project)
    threads = {*threading.enumerate()}

    async def main() -> tuple[int, int]:
        reception = Reception(desk, CallTrail())
        async with Client(make_server(reception, "1")) as client:
            calls = [client.call_tool("query", {"limit": 1 + at % 9}) for at in range(200)]
            replies = await asyncio.gather(*calls)
            again = await client.call_tool("query", {})
        assert not again.is_error
        assert reception.busy == 0
        await reception.close()
        assert len(asyncio.all_tasks()) == 1
        refused = [each for each in replies if each.is_error]
        assert all(each.structured_content["findings"][0]["rule"] == "calls at once" for each in refused)
        return len(replies) - len(refused), len(refused)

    served, refused = asyncio.run(main())
    assert (served + refused, served >= MOST_AT_ONCE) == (200, True)
    assert bytes_of(project) == before
    for each in {*threading.enumerate()} - threads:
        each.join(10)
        assert not each.is_alive()


def test_a_project_that_is_gone_is_told_and_one_that_comes_back_is_served(desk: Desk, project: Path) -> None:
    away = project.with_name("elsewhere")

    async def main() -> list[types.CallToolResult]:
        reception = Reception(desk, CallTrail())
        async with Client(make_server(reception, "1")) as client:
            found = [await client.call_tool("query", {})]
            shutil.move(project, away)
            found += [await client.call_tool("query", {}), await client.call_tool("propose", PROPOSED)]
            with pytest.raises(MCPError, match="moved or removed"):
                await client.read_resource("astraweave://scene")
            shutil.move(away, project)
            found.append(await client.call_tool("propose", PROPOSED))
        await reception.close()
        return found

    replies = asyncio.run(main())
    assert [each.is_error for each in replies] == [False, True, True, False]
    assert "moved or removed" in str(replies[1].content)


PROPOSED: dict[str, Any] = {"wish": "an ambush", "proposal": ambush()}


def test_what_another_program_wrote_is_seen(desk: Desk, project: Path) -> None:
    encounter = project / "encounters" / "brawl.toml"

    async def main() -> list[types.CallToolResult]:
        reception = Reception(desk, CallTrail())
        async with Client(make_server(reception, "1")) as client:
            found = [await client.call_tool("describe", {"id": "raider_2"})]
            encounter.write_text(encounter.read_text().replace("maximum = 80.0", "maximum = 70.0"))
            found.append(await client.call_tool("describe", {"id": "raider_2"}))
        await reception.close()
        return found

    values = [each.structured_content["data"]["components"]["health"]["maximum"] for each in asyncio.run(main())]
    assert [each["value"] for each in values] == [80.0, 70.0]


class Nothing(Arguments):
    """Takes nothing."""


class Waiting:
    """A tool that goes on until it is told to stop."""

    def __init__(self) -> None:
        self.began, self.ended = threading.Event(), threading.Event()
        self.tool = AgentTool("wait", "Wait", "Waits.", Nothing, Told, self.run, is_long=True)

    def run(self, desk: Desk, asked: Nothing, call: Call) -> Any:
        """Wait."""
        self.began.set()
        call.progress(0.5, "halfway")
        while not call.cancelled():
            pass
        self.ended.set()
        raise OSError(28, "No space left on device", "the disk")


def test_who_cancels_leaves_nothing_running(desk: Desk) -> None:
    waiting = Waiting()

    async def main() -> None:
        trail = CallTrail()
        reception = Reception(desk, trail)
        reception.tools = {"wait": waiting.tool}
        told: list[tuple[float | None, str]] = []
        heard = asyncio.Event()

        async def tell(fraction: float | None, text: str) -> None:
            told.append((fraction, text))
            heard.set()

        task = asyncio.create_task(reception.call("wait", {}, "me", tell))
        await heard.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert waiting.ended.is_set()
        assert (reception.busy, told) == (0, [(0.5, "halfway")])
        assert [each.verdict.accepted for each in trail.trail] == [False]
        await reception.close()

    asyncio.run(main())


def test_a_call_while_the_project_closes_is_given_up_and_later_ones_are_refused(desk: Desk) -> None:
    waiting = Waiting()

    async def main() -> None:
        reception = Reception(desk, CallTrail())
        reception.tools = {"wait": waiting.tool}
        task = asyncio.create_task(reception.call("wait", {}, "me"))
        await asyncio.to_thread(waiting.began.wait)
        await reception.close()
        assert waiting.ended.is_set()
        assert "No space left" in (await task).text
        late = await reception.call("wait", {}, "me")
        assert "the server has stopped" in late.text
        assert reception.busy == 0

    asyncio.run(main())
