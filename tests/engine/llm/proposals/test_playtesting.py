"""Playtests before and after: the same seeds on both sides, and a recording of whichever is odd."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.balance.kept import KeptResults
from engine.document import Document
from engine.llm.proposals.accept_if import accept_if
from engine.llm.proposals.checking import Checked, check_proposal
from engine.llm.proposals.playtesting import Playtested, playtest_proposal
from engine.llm.proposals.reading import read_answer
from engine.llm.proposals.scope import Scope
from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.backends import PlaytestCancelledError, Serial
from engine.play.recording import load
from tests.engine.llm.proposals.ambush import change, hunk, text
from tests.engine.play.playtest.brawl import write_brawl

BRAWL = Scope("field", "brawl")
SEEDS = range(4)
TAMED = hunk("tamed", change("raider", "melee.damage", 0.5, "prefabs/raider"))


@pytest.fixture(scope="module")
def brawl(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A small fight."""
    return Document.open(write_brawl(tmp_path_factory.mktemp("brawl")), trusted=True)


def checked(brawl: Document, *hunks: dict[str, Any]) -> Checked:
    return check_proposal(read_answer(text(*hunks)), brawl, BRAWL)


@pytest.fixture(scope="module")
def tamed(brawl: Document, tmp_path_factory: pytest.TempPathFactory) -> Playtested:
    """The fight before and after its raiders were tamed."""
    kept = KeptResults(tmp_path_factory.mktemp("kept"))
    return playtest_proposal(checked(brawl, TAMED), (), Serial(), seeds=SEEDS, kept=kept)


def test_both_sides_are_played_with_the_same_seeds(tamed: Playtested) -> None:
    assert {*tamed.outcomes} == {(side, skill) for side in ("before", "after") for skill in tamed.skills}
    assert all(each.seeds.tolist() == [*SEEDS] for each in tamed.outcomes.values())
    assert tamed.runs == 24
    report = tamed.report
    assert report["request"]["seeds"] == {"first": 0, "count": 4}
    changes = {each["skill"]: each for each in report["comparisons"]}
    assert {*changes} == {*tamed.skills}
    assert all((each["from"], each["to"], each["seeds"]) == ("before", "after", 4) for each in changes.values())
    before = next(each for each in report["results"] if (each["variant"], each["skill"]) == ("before", "novice"))
    assert any(each["party"] for each in before["deaths"])
    assert [each.holds for each in accept_if("party_falls(novice) in 0..0").judge(report)] == [True]


def test_what_is_known_is_not_played_again(brawl: Document, tmp_path: Path) -> None:
    kept, told = KeptResults(tmp_path), list[tuple[float | None, str]]()
    look = checked(brawl, TAMED)
    first = playtest_proposal(look, (), Serial(), seeds=SEEDS, skills=("novice",), kept=kept)
    again = playtest_proposal(
        look,
        (),
        Serial(),
        seeds=range(6),
        skills=("novice",),
        kept=kept,
        progress=lambda fraction, text="": told.append((fraction, text)),
    )
    assert (first.runs, again.runs) == (8, 4)
    assert again.outcomes["after", "novice"].runs[:4] == first.outcomes["after", "novice"].runs
    assert told[-1] == (1.0, "12 of 12 runs")


def test_an_odd_run_can_be_looked_at(tamed: Playtested, tmp_path: Path) -> None:
    odd = tamed.report["odd"][0]
    path = tamed.record(odd["side"], odd["skill"], odd["seed"], tmp_path / "odd.awr")
    recording = load(path)
    assert recording.seed == odd["seed"]
    assert (recording.scene, recording.encounter) == ("field", "brawl")
    with pytest.raises(KeyError):
        tamed.run("after", "novice", 99)


def test_what_can_not_be_accepted_is_not_played_and_says_so(brawl: Document) -> None:
    wrong = checked(brawl, hunk("a", change("nobody", "health.current", 1, "encounters/brawl")))
    with pytest.raises(PlaytestError, match=r'not playtested.*"nobody"'):
        playtest_proposal(wrong, (), Serial(), seeds=SEEDS)
    alone = replace(checked(brawl, TAMED), scope=Scope("field"))
    with pytest.raises(PlaytestError, match="scene alone"):
        playtest_proposal(alone, (), Serial(), seeds=SEEDS)


def test_it_can_be_given_up(brawl: Document) -> None:
    with pytest.raises(PlaytestCancelledError):
        playtest_proposal(checked(brawl, TAMED), (), Serial(), seeds=SEEDS, cancelled=lambda: True)
