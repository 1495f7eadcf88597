"""`astraweave play --director`: a side is led without a window, recorded, and replayed without whoever led it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from editor.cli import application
from engine.benchmarks.loopback import Asked, Deed
from engine.llm.context.fence import read_fenced
from tests.engine.cli.served import served
from tests.engine.play.playtest.brawl import write_brawl


@pytest.fixture
def brawl(tmp_path: Path) -> str:
    return str(write_brawl(tmp_path))


def run(*words: str) -> Result:
    return CliRunner().invoke(application(), list(words))


def play(project: str, *more: str) -> Result:
    words = ("--headless", "--trust", "--encounter", "brawl", "--autopilot", "average", "--seed", "3", "--json")
    return run("play", project, *words, *more)


def obliging(asked: Asked) -> Deed:
    world = read_fenced(asked.body["messages"][-1]["content"])["world"][0]["world"]
    call = {"tool": "wait", "arguments": {"actor": "friend", "seconds": 0.5}}
    return Deed(text=json.dumps({"world": world, "calls": [call]}))


def test_the_offline_planner_leads_the_party_the_same_every_time_and_the_recording_needs_nobody(brawl, tmp_path):
    file, verdicts = tmp_path / "led.awrec", tmp_path / "verdicts.jsonl"
    words = ("--director", "party", "--banter", "--record", str(file), "--verdicts", str(verdicts))
    first = json.loads(play(brawl, *words).stdout)
    again = json.loads(play(brawl, "--director", "party", "--banter").stdout)
    alone = json.loads(play(brawl).stdout)

    told = first["direction"]
    assert told["client"] == "Offline planner"
    assert told["verdicts"]["companion: accepted"] >= 2
    assert any(each["text"].startswith("carried out: ") for each in told["news"])
    assert (again["digest"], again["direction"]["news"]) == (first["digest"], told["news"])
    assert first["digest"] != alone["digest"]
    lines = [json.loads(line) for line in verdicts.read_text().splitlines()]
    assert {line["role"] for line in lines} <= {"companion", "banter"}
    replayed = run("replay", str(file), brawl, "--trust", "--json")
    assert replayed.exit_code == 0
    assert json.loads(replayed.stdout)["digest"] == first["digest"]


def test_a_server_is_asked_and_what_it_says_is_carried_out(brawl):
    with served(obliging) as server:
        words = ("--client", "openai", "--address", f"{server.address}/v1", "--model", "tiny")
        found = json.loads(play(brawl, "--director", "party", "--max-seconds", "3", *words).stdout)
    assert server.asked
    assert [each["text"] for each in found["direction"]["news"]][:1] == ["carried out: Friend: wait"]


def test_a_run_takes_no_more_than_it_may_and_says_so(brawl):
    with served(obliging) as server:
        words = ("--client", "openai", "--address", f"{server.address}/v1", "--model", "tiny", "--most-tokens", "100")
        found = json.loads(play(brawl, "--director", "party", "--max-seconds", "1", *words).stdout)
    assert server.asked == []
    assert "of 100 are left" in found["direction"]["news"][0]["text"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--director", "everybody"), "expected one of party, enemies"),
        (("--client", "openai"), "--director SIDE or --banter"),
        (("--most-tokens", "9"), "--director SIDE or --banter"),
        (("--director", "party", "--client", "openai"), "needs --model NAME"),
        (("--director", "party", "--lanes", "2"), "leave out --lanes"),
    ],
)
def test_words_that_do_not_go_together_are_told(brawl, words, told):
    result = play(brawl, *words)
    assert result.exit_code == 2
    assert told in result.stdout + result.stderr
