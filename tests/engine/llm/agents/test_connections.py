"""Connections to the HTTP server: thousands take no files from the program, and keep no agent out."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest

from engine.llm.agents import connections
from engine.llm.agents.access import AgentAccess
from engine.llm.agents.calls import CallTrail
from engine.llm.agents.caps import MOST_CONNECTIONS
from engine.llm.agents.desk import Desk
from engine.llm.agents.reception import Reception
from tests.engine.llm.agents.crowd import CALL, answer_in, connected, in_session, may_open, status_of

ROOT = Path(__file__).parents[4]
NARROW = "tests.engine.llm.agents.narrow"
SILENT = 1100


class Narrow:
    """The program with few files."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", NARROW, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            text=True,
        )

    async def said(self, *, asked: str = "") -> dict[str, Any]:
        """What it says next."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        if asked:
            process.stdin.write(asked + "\n")
            process.stdin.flush()
        return json.loads(await asyncio.to_thread(process.stdout.readline))

    async def ended(self) -> dict[str, Any]:
        """What is left once it has stopped."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        return await self.said()

    def close(self) -> None:
        """End it where it has not ended."""
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for each in (self._process.stdin, self._process.stdout):
            if each is not None:
                each.close()


async def called(http: httpx2.AsyncClient, address: str, headers: dict[str, str]) -> bool:
    """Whether a call is served."""
    answer = await http.post(address, json=CALL, headers=headers)
    return answer.status_code == 200 and not answer_in(answer.text)["result"]["isError"]


def test_silent_connections_leave_files_to_the_program_and_keep_no_agent_out(project: Path) -> None:
    narrow = Narrow(project)

    async def main() -> tuple[dict[str, Any], dict[str, Any]]:
        where = await narrow.said()
        address, token = where["address"], where["token"]
        async with httpx2.AsyncClient(trust_env=False, timeout=60) as before:
            headers = await in_session(before, address, token)
            async with connected(address, SILENT) as opened:
                assert (await narrow.said(asked="save"))["error"] == ""
                # Those that came first make room; some of them wait for the server to look at them until now.
                closed = [await status_of(reader) for reader, _ in opened[:-MOST_CONNECTIONS]]
                assert {*closed} == {"hung up"}
                saved = await narrow.said(asked="save")
                assert await called(before, address, headers)
                async with httpx2.AsyncClient(trust_env=False, timeout=60) as newcomer:
                    assert await called(newcomer, address, await in_session(newcomer, address, token))
                left = await narrow.ended()
        return saved, left

    try:
        with may_open(SILENT + 500):
            saved, left = asyncio.run(main())
    finally:
        narrow.close()
    assert saved["error"] == ""
    assert saved["sockets"] < 2 * MOST_CONNECTIONS + 50
    assert saved["turned_away"] >= SILENT - MOST_CONNECTIONS
    assert left == {"errors": [], "count": 0, "tasks": [], "sockets": 0}


def test_who_sends_no_whole_head_is_hung_up_on_and_who_listens_is_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEAD_S", 2.0)

    async def main() -> list[str]:
        reception = Reception(desk, CallTrail())
        access = AgentAccess(reception, "1")
        await access.start()
        assert access.token is not None
        url = httpx2.URL(access.address)
        async with httpx2.AsyncClient(trust_env=False) as http:
            headers = await in_session(http, access.address, access.token.reveal())
        async with connected(access.address, 3) as (silent, half, listening):
            half[1].write(f"POST {url.path} HTTP/1.1\r\nHost:".encode())
            lines = {**headers, "Host": url.netloc.decode(), "Accept": "text/event-stream"}
            head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if name != "Content-Type")
            listening[1].write(f"GET {url.path} HTTP/1.1\r\n{head}\r\n".encode())
            found = [await status_of(reader) for reader, _ in (silent, half, listening)]
            assert access.turned_away == 2
            # Those two were given as long as it, and it listens still: until the server ends.
            goes_on = asyncio.create_task(_read_out(listening[0]))
            async with connected(access.address, 1) as ((another, _),):
                assert await status_of(another) == "hung up"
            assert not goes_on.done()
            await reception.close()
            await access.stop()
            await goes_on
        return found

    assert asyncio.run(main()) == ["hung up", "hung up", "200"]


async def _read_out(reader: asyncio.StreamReader) -> None:
    try:
        while await reader.read(1000):
            pass
    except ConnectionError:
        return


def test_who_is_connected_when_it_stops_or_comes_meanwhile_is_hung_up_on(desk: Desk) -> None:
    async def main() -> list[str]:
        reception = Reception(desk, CallTrail())
        access = AgentAccess(reception, "1")
        await access.start()
        url = httpx2.URL(access.address)
        await reception.close()
        async with connected(access.address, 1) as ((reader, _),):
            stopping = asyncio.create_task(access.stop())
            found = []
            while not stopping.done():
                try:
                    late, writer = await asyncio.open_connection(url.host, url.port)
                except ConnectionError:
                    break  # nothing listens any more
                found.append(await status_of(late))
                writer.close()
            await stopping
            return [await status_of(reader), *found]

    assert {*asyncio.run(main())} == {"hung up"}
