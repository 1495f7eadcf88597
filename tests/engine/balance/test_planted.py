"""Faults that were planted in a real fight are told in words, each as what it is, and a fight without them is not."""

from pathlib import Path

import pytest

from engine.balance.findings import findings_of
from engine.play.playtest.outcomes import Outcomes
from engine.play.playtest.playing import play_seeds
from engine.play.playtest.request import Stage
from engine.world.ids import SKILLS
from engine.world.schedule import Style
from tests.engine.play.playtest.brawl import ENDS, as_it_is, stage_of, write_brawl

COIN = """
from engine.world.ids import DEFEAT, RUNNING, VICTORY
from engine.world.random import rand01
from engine.world.system import system


@system(slot="encounter", writes="outcome")
def throws_a_coin(outcome, seed, tick):
    \"\"\"End it by the toss of a coin.\"\"\"
    for k in range(len(outcome)):
        if outcome[k] == RUNNING and tick[k] >= 10:
            outcome[k] = VICTORY if rand01(seed[k], 901, 10, 0) < 0.5 else DEFEAT
"""


def told(stage: Stage, seeds: int, style: Style = "fused") -> dict[str, str]:
    """What is odd, by rule, in the runs of all skills."""
    compiled = stage.compiled(as_it_is(stage))
    runs = {skill: play_seeds(compiled, range(seeds), skill, style=style) for skill in SKILLS}
    found = findings_of(stage.view, {skill: Outcomes.of("as it is", skill, each) for skill, each in runs.items()})
    return {each.finding.rule: each.finding.text for each in found}


def planted(folder: Path, *changes: tuple[str, str, str], limit: str = "time_limit_s = 25.0\n", **game: str) -> Stage:
    """The brawl with texts of its files replaced: (file, what stands there, what shall)."""
    project = write_brawl(folder, limit=limit, **game)
    for name, old, new in changes:
        path = project / f"{name}.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return stage_of(project)


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Six seconds only; the wave comes far away; raiders carry bows that none of their actions uses."""
    far = ("encounters/brawl", "position = [0.0, 0.0, 9.0]", "position = [27.0, 0.0, 27.0]")
    bows = ("prefabs/raider", "[entities.raider.agent]", "[entities.raider.ranged]\n[entities.raider.agent]")
    return told(planted(tmp_path_factory.mktemp("short"), far, bows, limit="time_limit_s = 6.0\n"), 32)


def test_a_fight_that_the_timer_ends_is_told(short: dict[str, str]):
    assert "are over because the 6 s run out" in short["balance-timer"]


def test_a_wave_that_comes_but_never_fights_is_told(short: dict[str, str]):
    assert short["balance-idle-wave"].startswith(
        "Wave comes in 100 % of the runs but never fights: not once in 96 runs"
    )


def test_an_ability_that_something_else_always_beats_is_told(short: dict[str, str]):
    assert short["balance-unused-ability"].startswith("Raider never uses ranged: not once in 96 runs")


def test_a_wave_that_is_called_too_late_is_told(tmp_path: Path):
    late = ("encounters/brawl", "delay = 2.0", "delay = 90.0")
    found = told(planted(tmp_path, late, limit="time_limit_s = 6.0\n"), 32)

    assert found["balance-idle-wave"].startswith("Wave never comes: not once in 96 runs")


def test_a_fight_that_cannot_be_won_is_told(tmp_path: Path):
    giants = ("prefabs/raider", "current = 60.0\nmaximum = 60.0", "current = 9000.0\nmaximum = 9000.0")
    found = told(planted(tmp_path, giants, limit="time_limit_s = 3.0\n"), 128)

    assert found["balance-unwinnable"].startswith("It can't be won: nobody wins more than 1.0 % of 384 runs")


def test_a_coin_that_decides_is_told(tmp_path: Path):
    stage = planted(tmp_path, ("encounters/brawl", ENDS.strip(), ""), coin=COIN)
    found = told(stage, 512, style="each")

    assert found["balance-coin-flip"].startswith("A coin decides it: about half of the runs are won whoever plays")
    assert "balance-unwinnable" not in found


def test_the_brawl_itself_has_none_of_these_faults(tmp_path: Path):
    assert set(told(planted(tmp_path), 24)) <= {"balance-timer", "balance-ladder"}
