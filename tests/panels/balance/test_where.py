"""Where and how, without a window: rows of falls and uses, the oddest runs in words, and one of them opened."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.balance.measured import Measured
from engine.balance.happened import happened_in
from engine.play.playtest.outcomes import Death, Outcomes, RunOutcome
from panels.balance.where import Where
from tests.editor.core.balance.stage import brawling, give, played, until


def fall(who: str, by: str, ability: str = "melee", *, party: bool = True) -> Death:
    return Death(60, who, by, 0.5, 0.5, ability, party)


WON = (fall("friend", "wave/1"), fall("wave/1", "hero_1", party=False))
LOST = (fall("friend", "wave/2"), fall("hero_1", "", ""))
RUNS = (
    RunOutcome(0, "victory", 1200, "a", WON, {"hero_1.ranged": 5, "hero_1.melee": 0}),
    RunOutcome(1, "defeat", 600, "b", LOST, {"hero_1.ranged": 2, "hero_1.melee": 0}),
    RunOutcome(2, "failed", 9, failure="a system"),
)


@pytest.fixture
def where(tmp_path: Path) -> Iterator[Where]:
    with brawling(tmp_path) as editor:
        yield Where(editor)


def show(where: Where, **runs: tuple[RunOutcome, ...]) -> None:
    editor = where.editor
    outcomes = {skill: Outcomes.of("as it is", skill, each) for skill, each in runs.items()}
    assert editor.document is not None
    happened = happened_in(outcomes)
    measured = Measured(("field", "brawl"), "c" * 32, 3, outcomes, (), happened, editor.document.snapshot())
    editor.balance._take(measured)


def test_falls_are_told_a_run_of_each_skill_the_party_first(where: Where):
    show(where, novice=RUNS, expert=RUNS[:1])
    assert [(row.who, row.by, row.ability, row.rates.words) for row in where.killed] == [
        ("Friend", "Wave", "melee", ("1.00", "n/a", "1.00")),
        ("Hero", "nobody", "n/a", ("0.50", "n/a", "0")),
        ("Wave", "Hero", "melee", ("0.50", "n/a", "1.00")),
    ]
    assert (
        where.killed[0].sentence
        == "Friend falls to Wave with melee, times per run: Novice 1.00, Average n/a, Expert 1.00."
    )


def test_those_of_one_name_count_together(where: Where):
    for entity in ("raider_1", "raider_2"):
        give(where.editor, entity, "name", value="Raider")
    deaths = (fall("hero_1", "raider_1"), fall("hero_1", "raider_2"), fall("hero_1", "raider_3"))
    used = {"raider_1.melee": 2, "raider_2.melee": 1}
    show(where, average=(RunOutcome(0, "defeat", 60, "a", deaths, used),))
    assert [(row.by, row.rates.by_skill[1]) for row in where.killed] == [("Raider", 2.0), ("Raider 3", 1.0)]
    assert [(row.who, row.rates.by_skill[1], row.entity) for row in where.used] == [("Raider", 3.0, "raider_1")]


def test_an_ability_that_is_not_used_is_never_used(where: Where):
    show(where, novice=RUNS, average=RUNS[1:2])
    assert [(row.who, row.ability, row.words) for row in where.used] == [
        ("Hero", "melee", ("never", "never", "n/a")),
        ("Hero", "ranged", ("3.50", "2.00", "n/a")),
    ]


def test_the_oddest_runs_say_in_what_they_are_odd(where: Where):
    usual = [RunOutcome(seed, "victory", 1200, "a", (), {"hero_1.ranged": 20}) for seed in range(12)]
    odd = RunOutcome(99, "timeout", 2400, "b", (fall("hero_1", "wave/1"),), {"hero_1.ranged": 20})
    show(where, expert=(*usual, odd))
    found = where.odd
    assert [(each.name, each.ended) for each in found] == [("Expert, seed 99", "out of time after 40.0 s")]
    assert found[0].why == "Most are won; 40.0 s, in the median run 20.0 s"
    assert float(found[0].apart) == pytest.approx(13 / 12**0.5, abs=0.05)
    assert "seeds 0 to 2 of each skill, version ccccccc" in where.rests_on


def test_an_odd_run_opens_as_a_recording_that_ends_as_it_did(where: Where):
    editor = where.editor
    played(editor)
    odd = where.odd[0]
    told: list[str] = []
    where.opened.connect(told.append)

    where.open(odd.odd)
    assert where.is_opening(odd.odd)
    assert where.why_not_open() == "A run is being opened already."
    until(editor, lambda: bool(told))

    assert told == [""]
    assert (editor.play.state, editor.play.tick, editor.play.seed) == ("paused", 0, odd.odd.run.seed)
    assert editor.play.history is not None
    assert editor.play.history.end == odd.odd.run.ticks
    editor.play.seek(odd.odd.run.ticks)
    assert editor.play.session is not None
    assert editor.play.session.digest() == odd.odd.run.digest
    editor.play.stop()


def test_runs_of_the_encounter_before_an_edit_are_not_opened(where: Where):
    played(where.editor)
    odd = where.odd[0].odd
    give(where.editor, "hero_1", "health", "maximum", value=91.0)
    assert where.why_not_open() == "These runs are of the encounter before an edit; new ones come."
    where.open(odd)
    assert where.editor.play.state == "stopped"
    assert where.rests_on.startswith("Out of date since an edit.")


def test_a_run_that_would_be_another_one_is_not_opened(where: Where):
    editor = where.editor
    played(editor)
    odd = where.odd[0].odd
    told: list[str] = []
    where.opened.connect(told.append)
    where.open(replace(odd, run=replace(odd.run, digest="0" * 32)))
    until(editor, lambda: bool(told))
    assert "comes to other bits by tick" in told[0]
    assert editor.play.state == "stopped"
    assert where.why_not_open() == ""
