"""The verb playtest asked what matters and what would be fair: answers, what they rest on, and sentences for errors."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from editor.cli import application
from tests.engine.play.playtest.brawl import write_brawl

FEW = ("--seeds", "4", "--skill", "average", "--processes", "1")
HEALTH = ("--move", "raider.health.maximum")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_brawl(tmp_path_factory.mktemp("questions"))


@pytest.fixture(autouse=True)
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Results of these tests alone; kernels stay where they are."""
    monkeypatch.setattr("engine.balance.kept.results_folder", lambda: tmp_path)
    return tmp_path


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(application(), ["playtest", str(project), "--encounter", "brawl", "--trust", *arguments])


def test_what_matters_is_ranked_with_what_it_rests_on(project):
    result = run(project, *FEW, "--what-matters", *HEALTH, "--move", "encounter.time_limit_s", "--json")
    found = json.loads(result.stdout)
    (ranking,) = found["what_matters"]

    assert result.exit_code == 0
    assert (ranking["skill"], ranking["runs"]) == ("average", 4)
    assert {bar["label"] for bar in ranking["bars"]} == {"Raider's health maximum", "Brawl's time limit"}
    changes = [bar["change"] for bar in ranking["bars"]]
    assert changes == sorted(changes, reverse=True)
    health = next(bar for bar in ranking["bars"] if "health" in bar["label"])
    assert (health["less"]["value"], health["more"]["value"]) == (pytest.approx(48.0), pytest.approx(72.0))
    assert health["less"]["seeds"] == 4
    assert not health["is_sure"], "four seeds can't be sure of anything"
    assert "Bonferroni" in ranking["methods"]["interval"]
    assert found["runs_played"] == 4 * 5


def test_what_was_played_before_is_not_played_again(project):
    asked = (*FEW, "--what-matters", *HEALTH, "--json")
    first, again = (json.loads(run(project, *asked).stdout) for _ in range(2))

    assert (first["runs_played"], again["runs_played"]) == (12, 0)
    assert first["what_matters"] == again["what_matters"]


def test_a_plain_playtest_plays_anew_and_is_kept_for_questions(project):
    for _ in range(2):
        assert json.loads(run(project, *FEW, "--json").stdout)["seconds"] > 0.0
    assert json.loads(run(project, *FEW, "--what-matters", *HEALTH, "--json").stdout)["runs_played"] == 8


def test_what_matters_in_words(project):
    said = run(project, *FEW, "--what-matters", *HEALTH).stdout

    assert "average wins" in said
    assert "Raider's health maximum" in said
    assert "hold for all bars" in said
    assert "An autopilot is no person" in said


def test_a_search_without_runs_left_says_so_and_leaves_with_one(project):
    asked = ("--processes", "1", "--target", "average=99..100,seconds=1..2", *HEALTH, "--budget", "70")
    result = run(project, *asked, "--json")
    found = json.loads(result.stdout)

    assert result.exit_code == 1
    assert (found["fair"]["is_found"], found["fair"]["is_spent"], found["fair"]["runs"]) == (False, True, 64)
    assert found["moved"] == ["prefabs/raider/entities/raider/health/maximum"]
    assert {"average", "seconds"} >= {each["name"] for each in found["fair"]["misses"]} > set()
    said = run(project, *asked)
    assert "its runs were used up" in said.stdout
    assert "which the search was made on" in said.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--target", "novice=60..45"), "nothing lies from 60 to 45; expected the greater number last"),
        (("--target", "novice=50..50"), "nothing lies from 50 to 50"),
        (
            ("--target", "master=45..60"),
            'there is no skill "master"; expected some of novice, average, expert, seconds',
        ),
        (("--target", "novice=45..160"), "a win rate lies between 0 and 100 %"),
        (("--target", "novice=0.45..0.6"), "win rates are in percent, such as novice=45..60"),
        (("--target", "novice=half"), '"novice=half" is no range; expected SKILL=LOW..HIGH'),
        (("--target", "novice"), '"novice" is no band'),
        (("--target", "seconds=60..90"), "names no skill, so nobody would play"),
        (("--target", "novice=1..2,novice=3..4"), "says novice twice"),
        (("--target", "novice=1..2,seconds=-5..4"), "no fight lasts less than 0 s"),
        (("--target", "novice=45..60", "--move", "raider.health.colour"), 'health has no number "colour"'),
        (("--target", "novice=45..60", "--move", "dragon.health.maximum"), 'nobody is called "dragon"'),
        (("--target", "novice=45..60", "--move", "raider.health.maximum=-5..90"), "expected"),
        (("--target", "novice=45..60", "--move", "raider.health.maximum=90..5"), "the greater number last"),
        (("--target", "novice=45..60", "--move", "raider.health.maximum=90..95"), "expected a range that it lies in"),
        (("--target", "novice=45..60", "--move", "raider.health.maximum=few"), "is no range"),
        (("--target", "novice=45..60", "--what-matters"), "are two questions"),
        (
            ("--target", "novice=45..60", "--vary", "raider.health.maximum=1"),
            "leave --vary, --compare and the rest out",
        ),
        (("--move", "raider.health.maximum"), "--move NAME says what --target may move"),
        (("--target", "novice=45..60", "--skill", "novice"), "leave --seeds and --skill out"),
        (("--target", "novice=45..60", "--seeds", "1000"), "leave --seeds and --skill out"),
        (("--what-matters", "--budget", "9"), "--budget N says how many runs --target may take"),
    ],
)
def test_what_can_not_be_asked_is_told(project, arguments, sentence):
    result = run(project, "--json", *arguments)
    assert result.exit_code == 2
    assert sentence in json.loads(result.stdout)["error"]


def test_a_fight_that_nothing_ends_is_refused(tmp_path):
    endless = write_brawl(tmp_path / "endless", limit="", ends="")
    result = run(endless, "--what-matters", "--json")

    assert result.exit_code == 2
    assert 'nothing ends "brawl"' in json.loads(result.stdout)["error"]
