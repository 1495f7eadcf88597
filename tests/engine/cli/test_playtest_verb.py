"""The verb playtest: one JSON object or a table, sentences for errors, and what else it writes."""

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from editor.cli import application
from engine.play.recording import load
from tests.engine.play.playtest.brawl import write_brawl

SEEDS = ("--seeds", "3", "--first-seed", "5", "--skill", "average", "--processes", "1")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The brawl as git has it, and as it was edited since: the raiders are weaker."""
    folder = write_brawl(tmp_path_factory.mktemp("cli"))
    git = ("git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "First")):
        subprocess.run([*git, *words], check=True)
    prefab = folder / "prefabs" / "raider.toml"
    prefab.write_text(prefab.read_text(encoding="utf-8").replace("damage = 14.0", "damage = 1.0"), encoding="utf-8")
    return folder


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(application(), ["playtest", str(project), "--encounter", "brawl", "--trust", *arguments])


def test_it_prints_one_json_object(project):
    result = run(project, *SEEDS, "--vary", "raider.health.maximum=30", "--json")
    found = json.loads(result.stdout)

    assert result.exit_code == 0
    assert found["request"]["seeds"] == {"first": 5, "count": 3}
    assert [(each["variant"], each["skill"], each["runs"]) for each in found["results"]] == [
        ("as it is", "average", 3),
        ("raider.health.maximum = 30", "average", 3),
    ]
    (change,) = found["comparisons"]
    assert (change["from"], change["to"], change["seeds"]) == ("as it is", "raider.health.maximum = 30", 3)
    assert found["played_by"] == "this process"


def test_a_seed_ends_as_the_verb_play_ends_it(project):
    found = json.loads(run(project, *SEEDS, "--json").stdout)
    play = ["play", str(project), "--encounter", "brawl", "--headless", "--trust", "--autopilot", "average"]
    seeds = {each["seed"]: each["digest"] for each in found["results"][0]["worst"]}

    for seed, digest in seeds.items():
        alone = CliRunner().invoke(application(), [*play, "--seed", str(seed), "--json"])
        assert json.loads(alone.stdout)["digest"] == digest
    assert sorted(seeds) == [5, 6, 7]


def test_it_says_it_in_words(project):
    said = run(project, *SEEDS).stdout
    assert "brawl in field, seeds 5 to 7" in said
    assert "95 % interval" in said
    assert "An autopilot is no person" in said


def test_a_revision_is_compared_on_the_same_seeds(project):
    found = json.loads(run(project, *SEEDS, "--compare", "HEAD", "--json").stdout)
    assert [each["variant"] for each in found["results"]] == ["HEAD", "as it is"]
    (change,) = found["comparisons"]
    assert (change["from"], change["to"], change["seeds"], change["same_digests"]) == ("HEAD", "as it is", 3, 0)
    assert found["results"][0]["wins"] == 0


def test_the_worst_runs_are_recorded_and_can_be_played_again(project, tmp_path):
    found = json.loads(run(project, *SEEDS, "--record-worst", "2", "--output", str(tmp_path), "--json").stdout)
    worst = [(each["seed"], each["outcome"]) for each in found["results"][0]["worst"][:2]]

    assert [(each["seed"], each["outcome"]) for each in found["recordings"]] == worst
    for each in found["recordings"]:
        recording = load(Path(each["file"]))
        assert (recording.seed, recording.autopilot, recording.outcome) == (each["seed"], "average", each["outcome"])
        again = CliRunner().invoke(application(), ["replay", each["file"], str(project), "--trust"])
        assert (again.exit_code, "the same bits" in again.stdout) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--seeds", "0"), "there are no seeds to play; expected at least one"),
        (("--skill", "master"), 'there is no skill "master"; expected some of novice, average, expert'),
        (("--skill", ","), "nobody is asked to play"),
        (("--vary", "dragon.health.maximum=1"), 'nobody is called "dragon"'),
        (("--record-worst", "3"), "--record-worst N and --output FOLDER go together"),
        (("--compare", "yesterday"), "git knows no revision yesterday"),
        (("--cluster", "nonsense"), "no Dask scheduler answers at nonsense"),
    ],
)
def test_what_can_not_be_done_is_told(project, arguments, sentence):
    result = run(project, "--json", *arguments)
    assert result.exit_code == 2
    assert sentence in json.loads(result.stdout)["error"]


def test_an_encounter_is_needed(project):
    head = project / "project.toml"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace('main_encounter = "first_fight"\n', ""), encoding="utf-8")
    try:
        result = CliRunner().invoke(application(), ["playtest", str(project), "--trust"])
    finally:
        head.write_text(text, encoding="utf-8")
    assert result.exit_code == 2
    assert "a playtest is of an encounter; name one by --encounter: brawl, first_fight" in result.stderr
