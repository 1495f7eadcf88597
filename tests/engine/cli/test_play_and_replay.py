"""The verbs play, replay and doctor: one JSON object, sentences for errors, exit codes that mean something."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from editor.cli import application
from engine.cli import doctor
from engine.play.recording import load
from tests.engine.play.yard import write_project

FOLDER_NAME = "yard_of_verbs"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application(), list(arguments))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_project(tmp_path_factory.mktemp("cli") / FOLDER_NAME))


def play(project: str, *more: str) -> Result:
    return run("play", project, "--headless", "--trust", "--seed", "7", *more)


def test_play_prints_one_json_object(project):
    result = play(project, "--json", "--autopilot", "expert")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["outcome"], found["encounter"]) == (0, "victory", "duel")
    assert found["times_real_time"] == pytest.approx(found["ticks"] / 60 / found["seconds"])
    assert len(found["digest"]) == 32


def test_play_says_it_in_words(project):
    assert "times real time; digest" in play(project).stdout


def test_a_limit_ends_the_run(project):
    found = json.loads(play(project, "--max-seconds", "1", "--json").stdout)
    assert (found["outcome"], found["ticks"]) == ("timeout", 60)


def test_lanes_play_seeds_side_by_side(project):
    many = json.loads(play(project, "--lanes", "5", "--json").stdout)
    one = json.loads(play(project, "--json").stdout)
    assert [entry["seed"] for entry in many["results"]] == [7, 8, 9, 10, 11]
    assert many["results"][0]["digest"] == one["digest"]


def test_a_recording_replays_with_equal_bits(project, tmp_path: Path):
    file = str(tmp_path / "run.awrec")
    played = json.loads(play(project, "--record", file, "--json").stdout)
    result = run("replay", file, project, "--trust", "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["is_equal"], found["digest"]) == (0, True, played["digest"])
    assert load(Path(file)).project == FOLDER_NAME


def test_a_replay_of_an_edited_scene_answers_no(project, tmp_path: Path):
    file = str(tmp_path / "run.awrec")
    play(project, "--record", file)
    edited = write_project(tmp_path / FOLDER_NAME, prefabs__foe=FIERCER_FOE)
    result = run("replay", file, str(edited), "--trust")
    assert result.exit_code == 1
    assert "the scene has been edited since it was recorded" in result.stdout


FIERCER_FOE = """format = 1
kind = "prefab"
title = "Foe"
[entities.foe]
name = "Foe"
[entities.foe.body]
speed = 9.0
[entities.foe.team]
side = "hostile"
[entities.foe.nerve]
limit = 5.0
"""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["play", "nowhere", "--headless"], "there is no project folder nowhere"),
        (["play", "{project}"], "edit {project} --play"),
        (["play", "{project}", "--headless"], "add --trust"),
        (["play", "{project}", "--headless", "--trust", "--autopilot", "godlike"], "expected novice, average, expert"),
        (["play", "{project}", "--headless", "--trust", "--encounter", "picnic"], "there are duel"),
        (["play", "{project}", "--headless", "--trust", "--scene", "moon"], "there are yard"),
        (["replay", "{project}/project.toml"], "is no recording"),
        (["replay", "nothing.awrec"], "can't be read"),
        (["play", "{project}", "--headless", "--trust", "--record", "{project}"], "{project}: Is a directory."),
        (["bench", "run", "unheard"], 'no benchmark matches "unheard"'),
        (["bench", "run", "physics.", "unheard"], 'no benchmark matches "unheard"'),
    ],
)
def test_a_users_error_is_a_sentence_and_exit_code_2(project, arguments, sentence):
    result = run(*(argument.format(project=project) for argument in arguments))
    assert result.exit_code == 2
    assert sentence.format(project=project) in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_an_error_is_json_too_when_asked(project):
    result = run("play", project, "--headless", "--json")
    assert result.exit_code == 2
    assert "--trust" in json.loads(result.stdout)["error"]


def test_a_scene_that_cant_be_read_is_not_called_missing(tmp_path: Path):
    broken = write_project(tmp_path / "broken_yard", scenes__yard="title = [[[\n")
    result = run("play", str(broken), "--headless", "--trust", "--json")
    assert result.exit_code == 2
    assert "scenes/yard.toml, line 1: not valid TOML" in json.loads(result.stdout)["error"]


def test_an_encounter_is_not_played_in_another_scene(tmp_path: Path):
    meadow = 'format = 1\nkind = "scene"\ntitle = "Meadow"\n'
    folder = write_project(tmp_path / "two_yards", scenes__meadow=meadow)
    result = run("play", str(folder), "--headless", "--trust", "--scene", "meadow", "--encounter", "duel")
    assert result.exit_code == 2
    assert 'takes place in "yard", not in "meadow"' in result.stderr


@pytest.mark.parametrize("option", [("--seed", "9" * 20), ("--max-seconds", "inf"), ("--lanes", "0")])
def test_a_number_that_no_run_can_take_is_refused(project, option):
    result = run("play", project, "--headless", "--trust", "--json", *option)
    assert (result.exit_code, result.stdout) == (2, "")
    assert option[0] in result.stderr


def test_a_broken_game_file_is_named_with_its_line(tmp_path: Path):
    broken = write_project(tmp_path / "broken", game__oops="x = 1\ny = = 2\n")
    result = run("play", str(broken), "--headless", "--trust")
    assert result.exit_code == 2
    assert "oops.py, line 2: SyntaxError" in result.stderr


def test_doctor_looks_at_everything():
    result = run("doctor", "--json")
    found = json.loads(result.stdout)
    names = {check["name"] for check in found["checks"]}
    assert {"python", "threads", "numba", "kernels", "kernel cache", "OpenGL", "font Inter", "recordings"} <= names
    assert result.exit_code == (0 if found["ok"] else 1)


def test_doctor_says_why_something_is_not_ok(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "PACKAGES", ("no-such-package",))
    result = run("doctor")
    assert result.exit_code == 1
    assert "NOT OK  no-such-package: not installed" in result.stdout


def test_a_system_that_does_not_compile_is_a_sentence(tmp_path: Path):
    stray = (
        "from engine.world.system import system\n\n"
        "@system(slot='weaving', writes='')\ndef unravels(tick):\n    tick[0] = 0\n"
    )
    broken = write_project(tmp_path / "yard_unravelled", game__stray=stray)
    for lanes in ("1", "3"):
        result = run("play", str(broken), "--headless", "--trust", "--lanes", lanes)
        assert result.exit_code == 2
        assert "system unravels" in result.stderr
        assert "not in its `writes`" in result.stderr


def test_two_recordings_are_compared(project, tmp_path: Path):
    files = [str(tmp_path / f"{name}.awrec") for name in ("one", "same", "other")]
    play(project, "--record", files[0])
    play(project, "--record", files[1])
    play(project, "--record", files[2], "--autopilot", "expert")

    same = run("compare", files[0], files[1], project, "--trust")
    assert same.exit_code == 0
    assert same.stdout.startswith("the same bits up to tick ")
    other = run("compare", files[0], files[2], project, "--trust", "--json")
    found = json.loads(other.stdout)
    assert (other.exit_code, found["tick"]) == (1, 0)
    (autopilot,) = (column for column in found["columns"] if column["column"] == "autopilot")
    assert [(row["one"], row["other"]) for row in autopilot["rows"]] == [("0", "3")]


def test_what_is_no_recording_is_not_compared(project, tmp_path: Path):
    bad = tmp_path / "bad.awrec"
    bad.write_bytes(b"AWREC\x01\r\n cut short")
    result = run("compare", str(bad), str(bad), project, "--trust")

    assert result.exit_code == 2
    assert "is damaged or was cut short" in result.output
