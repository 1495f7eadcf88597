"""An outside agent over stdio, with the SDK's own client: it reads, proposes, is refused, mends, and playtests."""

import json
import os
import subprocess
from pathlib import Path

import anyio
import mcp_types as types
import pytest
from mcp import Client, MCPError
from mcp.client.stdio import StdioServerParameters

from engine.llm.agents.calls import FILE, calls_folder
from engine.llm.proposals.kept import KeptProposals
from engine.resources import program_command
from tests.engine.llm.agents.brawl_ambush import ambush, bytes_of
from tests.engine.llm.agents.repairing import mended

AGENT = types.Implementation(name="ambusher", version="2.1")


@pytest.mark.compiles
@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_an_agent_reads_proposes_mends_and_playtests(project: Path, mode: str) -> None:
    before = bytes_of(project)
    told: list[float] = []

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        told.append(progress)

    async def main() -> str:
        command, *arguments = program_command()
        server = StdioServerParameters(
            command=command, args=[*arguments, "mcp", str(project), "--no-pictures"], env={**os.environ}
        )
        async with Client(server, mode=mode, client_info=AGENT) as client:
            tools = {each.name: each for each in (await client.list_tools()).tools}
            assert "screenshot" not in tools
            assert all(tool.annotations and tool.annotations.destructive_hint is False for tool in tools.values())
            scene = json.loads((await client.read_resource("astraweave://scene")).contents[0].text)
            assert scene["encounter"] == "encounters/brawl"
            found = await client.call_tool("query", {"text": "raider", "what": "prefabs"})
            assert found.structured_content["rows"][0]["prefab"] == "raider"

            wrong = ambush(delay=-2.0)
            refused = await client.call_tool("propose", {"wish": "an ambush", "proposal": wrong})
            assert refused.is_error
            answer = refused.structured_content
            hunks = mended(wrong, answer)
            kept = await client.call_tool("revise", {"proposal": answer["proposal"], "hunks": hunks})
            assert not kept.is_error, kept.content
            played = await client.call_tool(
                "playtest",
                {"proposal": answer["proposal"], "seeds": 2, "skills": ["novice"]},
                progress_callback=hear,
            )
            assert not played.is_error, played.content
            assert {each["variant"] for each in played.structured_content["results"]} == {"before", "after"}
            uri = f"astraweave://reports/{answer['proposal']}"
            assert json.loads((await client.read_resource(uri)).contents[0].text)["results"]
            return answer["proposal"]

    identifier = anyio.run(main)
    kept = KeptProposals.of(project).read(identifier)
    assert (kept.agent, kept.rounds, kept.accepted) == ("ambusher 2.1", 1, None)
    assert kept.report is not None
    assert kept.report["request"]["seeds"]["count"] == 2
    assert told[-1] == 1.0
    assert bytes_of(project) == before
    lines = [json.loads(each) for each in (calls_folder(project) / FILE).read_text().splitlines()]
    assert {each["client"] for each in lines} == {"ambusher 2.1"}
    assert [each["tool"] for each in lines] == ["read", "query", "propose", "revise", "playtest", "read"]


def test_two_keys_of_one_name_are_answered_and_the_rest_goes_on(project: Path) -> None:
    before = bytes_of(project)

    async def main() -> None:
        command, *arguments = program_command()
        server = StdioServerParameters(
            command=command, args=[*arguments, "mcp", str(project), "--no-pictures"], env={**os.environ}
        )
        async with Client(server) as client:
            with pytest.raises(MCPError, match="larger than"):
                await client.call_tool("query", {"text": "x" * 2_000_000})
            assert not (await client.call_tool("query", {})).is_error

    anyio.run(main)
    first = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "raw", "version": "1"}},
    }
    lines = [
        json.dumps(first),
        '{"jsonrpc":"2.0","method":"notifications/initialized"}',
        "not json at all",
        '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"query","name":"propose","arguments":{}}}',
        '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"query","arguments":{"limit":1}}}',
    ]
    command = [*program_command(), "mcp", str(project), "--no-pictures"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n".join(lines) + "\n")
        process.stdin.flush()
        answers = {}
        while len(answers) < 3:
            answer = json.loads(process.stdout.readline())
            answers[answer["id"]] = answer
        process.stdin.close()
        assert process.wait(60) == 0
    assert answers[1]["result"]["serverInfo"]["name"] == "astraweave"
    assert "a key twice" in answers[2]["error"]["message"]
    assert answers[3]["result"]["structuredContent"]["rows"]
    assert bytes_of(project) == before


def test_a_project_that_is_none_is_told(tmp_path: Path) -> None:
    command = [*program_command(), "mcp", str(tmp_path / "nothing")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert "no project folder" in done.stderr
