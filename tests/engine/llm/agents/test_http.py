"""Agent access over HTTP: served with the token of the session, refused without, and gone when it is cut off."""

import asyncio
import json
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
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
from engine.llm.agents.desk import Desk
from engine.llm.agents.reception import Reception
from tests.engine.llm.agents.brawl_ambush import ambush, bytes_of

AT_ONCE = 1000
AGENT = types.Implementation(name="ambusher", version="2.1")
CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "query", "arguments": {"limit": 1}}}
ACCEPT = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}


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


def headers_of(access: AgentAccess, **more: str) -> dict[str, str]:
    assert access.token is not None
    return {"Authorization": f"Bearer {access.token.reveal()}", **more}


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


def test_what_is_too_large_or_says_a_key_twice_is_refused(desk: Desk) -> None:
    twice = b'{"jsonrpc":"2.0","id":1,"method":"tools/list","method":"tools/call"}'

    async def main(access: AgentAccess) -> list[int]:
        headers = {**headers_of(access), **ACCEPT}
        async with httpx2.AsyncClient(trust_env=False) as http:
            bodies = [b"x" * 10_000_000, twice, b"no json"]
            found: list[int] = []
            for body in bodies:
                try:
                    found.append((await http.post(access.address, content=body, headers=headers)).status_code)
                except httpx2.TransportError:
                    found.append(413)  # it was hung up on while it still sent
            return found

    assert with_desk(main, desk) == [413, 400, 400]


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


async def in_session(http: httpx2.AsyncClient, access: AgentAccess) -> dict[str, str]:
    """The headers of a session that was begun by hand, so that many calls may share it."""
    headers = {**headers_of(access), **ACCEPT}
    said = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "many", "version": "1"}}
    hello = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": said}
    answer = await http.post(access.address, json=hello, headers=headers)
    headers["mcp-session-id"] = answer.headers["mcp-session-id"]
    await http.post(access.address, json={"jsonrpc": "2.0", "method": "notifications/initialized"}, headers=headers)
    return headers


def answer_in(text: str) -> dict[str, Any]:
    """The last message of an answer, which is a stream of events."""
    return json.loads(next(line[5:] for line in reversed(text.splitlines()) if line.startswith("data:")))


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
            headers = await in_session(http, access)
            found = await asyncio.gather(*(numbered(http, access, headers, number) for number in range(1000)))
        async with agent(access) as client:
            assert not (await client.call_tool("query", {})).is_error
        return Counter(found)

    found = with_desk(main, desk)
    assert found.total() == 1000
    assert {*found} <= {"served", "calls at once", "503", "hung up"}, found
    assert found["served"] >= 200, found
    assert bytes_of(project) == before
    assert [each for each in {*threading.enumerate()} - threads if not _ends(each)] == []


@pytest.fixture
def many_files() -> Iterator[None]:
    """As many open files as two ends of a thousand connections take."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * AT_ONCE + 1000
    if hard != resource.RLIM_INFINITY and hard < wanted:
        pytest.skip(f"no more than {hard} files may be open here, and {wanted} are needed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_thousand_connections_that_call_at_once_are_refused_or_served_and_the_next_is_served(
    desk: Desk, project: Path, many_files: None
) -> None:
    before, threads = bytes_of(project), {*threading.enumerate()}

    async def main(access: AgentAccess) -> Counter[str]:
        async with httpx2.AsyncClient(trust_env=False) as http:
            headers = await in_session(http, access)
        url, body = httpx2.URL(access.address), json.dumps(CALL)
        told = {**headers, **ACCEPT, "Host": url.netloc.decode(), "Content-Length": str(len(body))}
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        call = f"POST {url.path} HTTP/1.1\r\n{lines}\r\n{body}".encode()
        opened = [await asyncio.open_connection(url.host, url.port) for _ in range(AT_ONCE)]
        for _, writer in opened:
            writer.write(call)  # all of them are open by now, and none has asked
        found = Counter(await asyncio.gather(*(status_of(reader) for reader, _ in opened)))
        for _, writer in opened:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for _, writer in opened), return_exceptions=True)
        async with agent(access) as client:
            assert not (await client.call_tool("query", {})).is_error
        return found

    found = with_desk(main, desk)
    assert found.total() == AT_ONCE
    assert {*found} <= {"200", "503"}, found
    assert bytes_of(project) == before
    assert [each for each in {*threading.enumerate()} - threads if not _ends(each)] == []


async def status_of(reader: asyncio.StreamReader) -> str:
    """The status of an answer that begins."""
    return (await reader.readline()).decode().split(" ")[1]


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
            headers = await in_session(http, access)
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
