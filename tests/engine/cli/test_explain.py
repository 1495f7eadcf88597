"""`astraweave explain` answers for any agent at any tick of a recording, and says what is missing when it cannot."""

import json

import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.ai.goap.reasons.explain import Explainer
from engine.ai.planning.planning import planning
from engine.cli.explain import lines
from engine.play.recording import Recorder, save
from engine.play.running.session import Session
from engine.schema.components.agent import Agent
from tests.engine.ai.test_project_words import AGENT, WAVE
from tests.engine.ai.worlds import SEEN, believe, played, tick
from tests.engine.play.yard import HERO, compiled_project, write_project


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    folder = write_project(tmp_path_factory.mktemp("yard"), game__wave=WAVE, prefabs__hero=HERO + AGENT)
    session = Session(compiled_project(folder), 1, autopilot="expert", style="plain")
    recorder = Recorder(session, project=str(folder))
    for _ in range(90):
        session.step()
    return save(recorder.recording, folder / "run.awrec")


def run(recorded, *options):
    result = CliRunner().invoke(application(), ["explain", str(recorded), *options])
    return result.exit_code, result.stdout


def test_it_tells_what_an_agent_did_and_why(recorded):
    code, told = run(recorded, "--tick", "80", "--agent", "hero", "--trust")
    assert code == 0
    assert "Does wave, wants wave, for greet." in told


def test_a_goal_without_plan_says_so_once_with_what_would_make_one():
    compiled, world = played({"kael": Agent(actions=["strike"], goals=["fight"])})
    believe(world, SEEN)
    tick(world, [planning])
    told = lines(Explainer(compiled).explain(world, 0))
    goal = told[told.index("Goals") + 1]
    assert goal.split(maxsplit=2)[2] == "No plan; there would be one with near."


def test_json_is_one_object(recorded):
    code, told = run(recorded, "--tick", "30", "--agent", "hero", "--trust", "--json")
    report = json.loads(told)
    assert (code, report["tick"], report["goal"]) == (0, 30, "hold_position")
    assert report["goals"][-1]["unmet"] == ["spring"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--tick", "900", "--agent", "hero", "--trust"], "ticks 0 to 90"),
        (["--tick", "9", "--agent", "herro", "--trust"], "did you mean 'hero'?"),
        (["--tick", "9", "--agent", "hero"], "add --trust"),
        (["--tick", "9", "--agent", "hero", "--trust", "--project", "nowhere"], "there is no project folder nowhere"),
    ],
)
def test_what_cannot_be_answered_says_what_to_do(recorded, options, said):
    code, told = run(recorded, *options, "--json")
    assert code == 2
    assert said in json.loads(told)["error"]


def test_a_file_that_is_no_recording_is_refused(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("not a recording")
    code, told = run(file, "--tick", "0", "--agent", "hero", "--json")
    assert code == 2
    assert "no recording" in json.loads(told)["error"]


def test_another_version_of_the_scene_is_refused(recorded):
    scene = recorded.parent / "scenes" / "yard.toml"
    before = scene.read_text()
    try:
        scene.write_text(before.replace("-6.0, 0.0, 0.0", "-7.0, 0.0, 0.0"))
        code, told = run(recorded, "--tick", "9", "--agent", "hero", "--trust", "--json")
    finally:
        scene.write_text(before)
    assert code == 2
    assert "has been edited since" in json.loads(told)["error"]
