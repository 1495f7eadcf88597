"""Agent access over HTTP: served with the token of the session, refused without, and gone when it is cut off."""

import asyncio
import json
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import mcp_types as types
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from engine.llm.agents.access import AgentAccess
from engine.llm.agents.calls import CallTrail
from engine.llm.agents.caps import MOST_AT_ONCE, MOST_BYTES
from engine.llm.agents.desk import Desk
from engine.llm.agents.reception import Reception
from tests.engine.llm.agents.brawl_ambush import ambush, bytes_of
from tests.engine.llm.agents.crowd import ACCEPT, CALL, answer_in, connected, in_session, may_open, request, status_of

AT_ONCE = 1000
AGENT = types.Implementation(name="ambusher", version="2.1")


@asynccontextmanager
async def opened(desk: Desk) -> AsyncIterator[AgentAccess]:
    """Access that is on."""
    reception = Reception(desk, CallTrail())
    access = AgentAccess(reception, "1")
    await access.start()
    try:
        yield access
    finally:
        await reception.close()
        await access.stop()


def token_of(access: AgentAccess) -> str:
    assert access.token is not None
    return access.token.reveal()


def headers_of(access: AgentAccess, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token_of(access)}", **more}


@asynccontextmanager
async def agent(access: AgentAccess, mode: str = "auto") -> AsyncIterator[Client]:
    """The SDK's own client."""
    async with httpx2.AsyncClient(headers=headers_of(access), trust_env=False, timeout=60) as http:
        transport = streamable_http_client(access.address, http_client=http)
        async with Client(transport, mode=mode, client_info=AGENT) as client:
            yield client


def with_desk(main: Callable[[AgentAccess], Coroutine[Any, Any, Any]], desk: Desk) -> Any:
    """Run with access on; nothing of it may be left in the event loop."""

    async def run() -> Any:
        async with opened(desk) as access:
            found = await main(access)
        assert not access.is_on
        left = [each for each in asyncio.all_tasks() if each is not asyncio.current_task()]
        if left:
            await asyncio.wait(left, timeout=5)
        assert [each for each in left if not each.done()] == []
        return found

    return asyncio.run(run())


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_an_agent_proposes_is_refused_and_mends(desk: Desk, project: Path, mode: str) -> None:
    before = bytes_of(project)

    async def main(access: AgentAccess) -> str:
        async with agent(access, mode) as client:
            scene = json.loads((await client.read_resource("astraweave://scene")).contents[0].text)
            assert scene["encounter"] == "encounters/brawl"
            refused = await client.call_tool("propose", {"wish": "an ambush", "proposal": ambush("trapp")})
            assert refused.is_error
            identifier = refused.structured_content["proposal"]
            hunks = [ambush()["hunks"][1]]
            kept = await client.call_tool("revise", {"proposal": identifier, "hunks": hunks})
            assert not kept.is_error, kept.content
            return identifier

    identifier = with_desk(main, desk)
    assert desk.shelf.read(identifier).agent == "ambusher 2.1"
    assert bytes_of(project) == before


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1:1"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": ""}, 401),
    ],
)
def test_who_may_not_come_in_is_refused(desk: Desk, more: dict[str, str], status: int) -> None:
    async def main(access: AgentAccess) -> httpx2.Response:
        async with httpx2.AsyncClient(trust_env=False) as http:
            return await http.post(access.address, json=CALL, headers={**headers_of(access), **ACCEPT, **more})

    answer = with_desk(main, desk)
    assert answer.status_code == status
    assert answer.json()["error"]["message"].endswith(".")


@pytest.mark.parametrize("body", [b'{"jsonrpc":"2.0","id":1,"method":"tools/list","method":"tools/call"}', b"no json"])
def test_what_says_a_key_twice_or_is_no_json_is_refused(desk: Desk, body: bytes) -> None:
    async def main(access: AgentAccess) -> int:
        async with httpx2.AsyncClient(trust_env=False) as http:
            return (await http.post(access.address, content=body, headers={**headers_of(access), **ACCEPT})).status_code

    assert with_desk(main, desk) == 400


def test_what_is_too_large_is_refused_before_all_of_it_has_come(desk: Desk) -> None:
    async def main(access: AgentAccess) -> tuple[str, bytes]:
        begun = request(access.address, headers_of(access, **ACCEPT), b"x" * (MOST_BYTES + 1), length=10_000_000)
        async with connected(access.address, 1) as ((reader, writer),):
            writer.write(begun)  # and no more, so that nobody is hung up on who still sends
            return await status_of(reader), await reader.read()

    status, said = with_desk(main, desk)
    assert status == "413"
    assert b"larger than 1,048,576 bytes" in said


def test_an_old_token_opens_nothing_and_what_is_cut_off_is_gone(desk: Desk) -> None:
    async def main() -> None:
        reception = Reception(desk, CallTrail())
        access = AgentAccess(reception, "1")
        await access.start()
        old, address = headers_of(access), access.address
        await access.stop()
        assert (access.address, access.token) == ("", None)
        async with httpx2.AsyncClient(trust_env=False) as http:
            with pytest.raises(httpx2.ConnectError):
                await http.post(address, json=CALL, headers={**old, **ACCEPT})
            await access.start()
            answer = await http.post(access.address, json=CALL, headers={**old, **ACCEPT})
            assert answer.status_code == 401
            assert old["Authorization"] not in repr(access.token)
        await reception.close()
        await access.stop()

    asyncio.run(main())


async def numbered(http: httpx2.AsyncClient, access: AgentAccess, headers: dict[str, str], number: int) -> str:
    """A call that asks for as many rows as its number says; what became of it."""
    rows, address = 1 + number % 5, access.address
    call = {**CALL, "id": number, "params": {"name": "query", "arguments": {"limit": rows, "offset": number % 2}}}
    try:
        answer = await http.post(address, json=call, headers=headers)
    except httpx2.TransportError:
        return "hung up"
    if answer.status_code != 200:
        return str(answer.status_code)
    said = answer_in(answer.text)
    assert said["id"] == number
    if "error" in said:
        return "an error"
    told = said["result"]["structuredContent"]
    if said["result"]["isError"]:
        return told["findings"][0]["rule"]
    assert (len(told["rows"]), told["next_offset"]) == (rows, rows + number % 2)
    return "served"


def test_a_thousand_calls_over_two_hundred_connections_are_refused_or_served_and_what_is_served_is_right(
    desk: Desk, project: Path
) -> None:
    before, threads = bytes_of(project), {*threading.enumerate()}

    async def main(access: AgentAccess) -> Counter[str]:
        limits = httpx2.Limits(max_connections=200, max_keepalive_connections=200)
        async with httpx2.AsyncClient(trust_env=False, limits=limits, timeout=120) as http:
            headers = await in_session(http, access.address, token_of(access))
            found = await asyncio.gather(*(numbered(http, access, headers, number) for number in range(1000)))
        async with agent(access) as client:
            assert not (await client.call_tool("query", {})).is_error
        return Counter(found)

    found = with_desk(main, desk)
    assert found.total() == 1000
    assert {*found} <= {"served", "calls at once", "hung up"}, found
    assert found["served"] >= MOST_AT_ONCE, found
    assert bytes_of(project) == before
    assert [each for each in {*threading.enumerate()} - threads if not _ends(each)] == []


def test_a_thousand_connections_that_call_at_once_are_hung_up_on_or_served_and_an_agent_beside_them_is(
    desk: Desk, project: Path
) -> None:
    before, threads = bytes_of(project), {*threading.enumerate()}

    async def main(access: AgentAccess) -> Counter[str]:
        async with httpx2.AsyncClient(trust_env=False) as http, agent(access) as beside:
            headers = await in_session(http, access.address, token_of(access))
            assert not (await beside.call_tool("query", {})).is_error
            call = request(access.address, headers, json.dumps(CALL).encode())
            async with connected(access.address, AT_ONCE) as opened:
                for _, writer in opened:
                    writer.write(call)  # all of them were open by now, and none has asked
                answers = asyncio.gather(*(status_of(reader) for reader, _ in opened))
                assert not (await beside.call_tool("query", {})).is_error
                found = Counter(await answers)
            assert not (await beside.call_tool("query", {})).is_error
        async with agent(access) as client:
            assert not (await client.call_tool("query", {})).is_error
        return found

    with may_open(2 * AT_ONCE + 1000):
        found = with_desk(main, desk)
    assert found.total() == AT_ONCE
    assert {*found} <= {"200", "hung up"}, found
    assert found["200"] >= MOST_AT_ONCE, found
    assert bytes_of(project) == before
    assert [each for each in {*threading.enumerate()} - threads if not _ends(each)] == []


def _ends(thread: threading.Thread) -> bool:
    thread.join(10)
    return not thread.is_alive()


@pytest.mark.compiles
def test_calls_that_are_under_way_when_it_closes_come_to_an_end_and_nothing_is_left(desk: Desk, project: Path) -> None:
    before, threads = bytes_of(project), {*threading.enumerate()}

    async def main() -> tuple[int, Counter[str], str]:
        reception = Reception(desk, CallTrail())
        access = AgentAccess(reception, "1")
        await access.start()
        async with httpx2.AsyncClient(trust_env=False, timeout=120) as http:
            headers = await in_session(http, access.address, token_of(access))
            address = access.address
            asked = {"name": "explain", "arguments": {"agent": "raider_1", "at_seconds": 300.0}}
            long = asyncio.create_task(http.post(address, json={**CALL, "params": asked}, headers=headers))
            while not reception.busy:
                await asyncio.sleep(0)
            quick = [asyncio.create_task(numbered(http, access, headers, number)) for number in range(40)]
            while reception.busy < 3:
                await asyncio.sleep(0)
            busy = reception.busy
            await reception.close()
            assert reception.busy == 0
            await access.stop()
            found = Counter(await asyncio.gather(*quick))
            (ended,) = await asyncio.gather(long, return_exceptions=True)
            with pytest.raises(httpx2.ConnectError):
                await http.post(address, json=CALL, headers=headers)
        assert [each for each in asyncio.all_tasks() if each is not asyncio.current_task()] == []
        return busy, found, ended.text if isinstance(ended, httpx2.Response) else "hung up"

    busy, found, ended = asyncio.run(main())
    assert busy >= 3
    assert found.total() == 40
    assert {*found} <= {"served", "calls at once", "agent access", "401", "an error", "hung up"}, found
    assert "given up before its end" in ended or ended == "hung up"
    assert bytes_of(project) == before
    assert [each for each in {*threading.enumerate()} - threads if not _ends(each)] == []
