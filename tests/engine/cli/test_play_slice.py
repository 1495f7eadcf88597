"""The verb play over a slice: the whole of it or a part, one run or many, and what is told of each chapter."""

import json

import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.cli.play import chapters_told
from engine.play.commands import Retry
from engine.play.running.session import Session
from engine.play.running.travel import Try
from tests.engine.play.saga import compiled_saga, write_saga
from tests.projects.shipped import PROJECTS

VEILWEAVER = str(PROJECTS / "veilweaver")


def run(*arguments):
    return CliRunner().invoke(application(), ["play", VEILWEAVER, "--headless", *arguments])


@pytest.mark.compiles
def test_the_slice_is_played_by_one_and_by_many_with_the_same_bits():
    options = ("--slice", "--autopilot", "average", "--seed", "3", "--max-seconds", "2", "--json")
    one, many = json.loads(run(*options).stdout), json.loads(run(*options, "--lanes", "2").stdout)
    assert (one["outcome"], one["ticks"], one["slice"][0]) == ("timeout", 120, one["chapters"][0]["name"])
    assert one["chapters"] == [{"name": one["slice"][0], "ticks": 120, "attempts": 1, "outcome": "timeout"}]
    (first, second) = many["results"]
    assert (first["digest"], first["chapters"]) == (one["digest"], one["chapters"])
    assert second["seed"] == 4


def test_a_slice_needs_no_scene():
    result = run("--slice", "--scene", "echo_grove")
    assert result.exit_code == 2
    assert "leave out --scene" in result.stderr


def test_each_chapter_is_told_with_its_tries(tmp_path):
    session = Session(compiled_saga(write_saga(tmp_path / "saga")), 1, autopilot="average")
    session.advance(50)
    session.step([Retry()])
    while session.chapter == 0:
        session.step()
    told = chapters_told(session.slice, session.tries)["chapters"]
    assert [(each["name"], each["attempts"], each["outcome"]) for each in told] == [
        ("duel", 2, "victory"), ("ambush", 1, "running"),
    ]  # fmt: skip
    assert sum(each["ticks"] for each in told) == session.tick
    alone = Session(session.slice.compiled(0), 1)
    assert chapters_told(alone.slice, alone.tries) == {}
    assert chapters_told(alone.slice, [Try(0, 0, 0, 5, "defeat"), *alone.tries])["chapters"][0]["attempts"] == 2
