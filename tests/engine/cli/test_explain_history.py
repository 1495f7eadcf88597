"""`astraweave explain` over a stretch of ticks, across a change of costs in play, and "why not?"."""

import json

import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.ai.goap.decisions.history import DecisionLog
from engine.play.commands import Retune, Spawn
from engine.play.recording import Recorder, save
from tests.engine.ai.rhythm import begun, sunny_folder
from tests.engine.play.yard import compiled_project

DEAR = Retune((("hero", ("wave=20.0", "bow", "hold_position"), ("greet=2.0", "hold_position=1.0")),))
CHANGED = 45


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """A recording in which waving becomes dear at a tick, the log of the live run, and its explanations by tick."""
    folder = sunny_folder(tmp_path_factory.mktemp("sunny"))
    session = begun(compiled_project(folder))
    recorder, log = Recorder(session, project=str(folder)), DecisionLog(session)
    hero, live = session.compiled.row_of("hero"), {}
    while session.tick < 100:
        session.step([DEAR] if session.tick == CHANGED else ())
        live[session.tick] = log.explainer.explain_now(session, hero)
    return save(recorder.recording, folder / "run.awrec"), log, live


def run(recorded, *options):
    result = CliRunner().invoke(application(), ["explain", str(recorded[0]), "--agent", "hero", "--trust", *options])
    return result.exit_code, result.stdout


def told(recorded, *options):
    code, out = run(recorded, *options, "--json")
    assert code == 0
    return json.loads(out)


@pytest.mark.parametrize("tick", [27, CHANGED + 2, 99])
def test_a_recorded_tick_is_explained_as_it_was_live(recorded, tick):
    report = told(recorded, "--tick", str(tick))
    del report["recording"]
    assert report == json.loads(json.dumps(recorded[2][tick].to_data()))


def test_an_old_tick_is_explained_with_the_costs_of_then(recorded):
    _, log, live = recorded
    hero = log.session.compiled.row_of("hero")
    assert {tick: log.explain(hero, tick) for tick in live} == live
    assert [step.cost for step in log.explain(hero, 30).plan] == [1.0]
    assert [step.cost for step in log.explain(hero, 70).plan] == [9.0]


def test_the_history_tells_each_decision_once(recorded):
    report = told(recorded, "--from", "20", "--to", "80")
    rows = report["decisions"]
    assert (report["entity"], report["from"], report["to"]) == ("hero", 20, 80)
    assert rows[0]["tick"] == 20
    ticks = [row["tick"] for row in rows]
    assert ticks == sorted(set(ticks))
    assert {row["action"] for row in rows} >= {"wave", "bow", "hold_position"}
    believed = set(rows[0]["facts"])
    for row in rows[1:]:
        believed = (believed | set(row["came"])) - set(row["went"])
        assert sorted(believed) == row["facts"]
    assert any("sun" in row["went"] for row in rows)


def test_the_history_is_that_of_the_live_run(recorded):
    rows = told(recorded, "--from", "0")["decisions"]
    hero = recorded[1].session.compiled.row_of("hero")
    assert [row["tick"] for row in rows] == [decision.tick for decision in recorded[1].decisions(hero)]


@pytest.mark.parametrize(
    ("tick", "action", "status", "text"),
    [
        (70, "wave", "dearer", "could wave, but chose bow. Possible, but its best plan costs 20, not 9."),
        (30, "bow", "dearer", "could bow, but chose wave. Possible, but its best plan costs 9, not 1."),
        (50, "wave", "precondition", "could not wave: its precondition sun did not hold."),
        (50, "flee", "not allowed", "cannot flee"),
    ],
)
def test_why_not(recorded, tick, action, status, text):
    answer = told(recorded, "--tick", str(tick), "--why-not", action)["why_not"]
    assert (answer["action"], answer["status"]) == (action, status)
    assert text in answer["text"]


def test_why_not_in_words_is_the_answer_alone(recorded):
    assert run(recorded, "--tick", "50", "--why-not", "wave")[1].strip() == (
        "Hero could not wave: its precondition sun did not hold."
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "give --tick T"),
        (["--tick", "4", "--from", "2"], "give --tick T"),
        (["--from", "2", "--why-not", "wave"], "give --tick T"),
        (["--tick", "50", "--why-not", "wawe"], "did you mean 'wave'?"),
        (["--from", "50", "--to", "40"], "tick 50 comes after tick 40"),
        (["--from", "5", "--to", "4000"], "ticks 0 to 100; there is no tick 4000"),
        (["--from", "-5", "--to", "40"], "there is no tick -5"),
    ],
)
def test_what_cannot_be_answered_says_so(recorded, options, said):
    code, out = run(recorded, *options, "--json")
    assert code == 2
    assert said in json.loads(out)["error"]


def test_in_words_each_decision_is_a_line(recorded):
    code, out = run(recorded, "--from", "20", "--to", "45")
    assert code == 0
    assert out.splitlines()[0].startswith("Hero (hero, local id")
    assert all("for" in line for line in out.strip().splitlines()[1:])


def test_who_comes_into_play_later_is_told_from_then_on(recorded, tmp_path):
    session = begun(compiled_project(recorded[0].parent))
    recorder = Recorder(session, project=str(recorded[0].parent))
    while session.tick < 30:
        session.step([Spawn("hero", 1, (2.0, 0.0, 2.0))] if session.tick == 10 else ())
    newcomer = next(row.entity for row in session.compiled.roster if row.prefab == "hero" and row.entity != "hero")
    file = save(recorder.recording, tmp_path / "later.awrec")
    command = ["explain", str(file), "--agent", newcomer, "--trust", "--from", "0", "--json"]
    result = CliRunner().invoke(application(), command)
    assert json.loads(result.stdout)["decisions"][0]["tick"] == 11


def test_who_is_no_agent_has_no_history(recorded):
    result = CliRunner().invoke(
        application(), ["explain", str(recorded[0]), "--agent", "foe_1", "--trust", "--from", "0", "--to", "9"]
    )
    assert result.exit_code == 0
    assert "It is no agent" in result.stdout
