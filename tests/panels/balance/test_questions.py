"""What matters and what makes it fair, without a window: rows, targets, proposals, and the entry that applies one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from panels.balance.model import BalanceModel
from tests.editor.core.balance.stage import brawling, give
from tests.panels.balance.answers import propose, rank
from tests.panels.balance.results import show

HERO = "encounters/brawl/entities/hero_1/health/maximum"
RAIDER = "encounters/brawl/entities/raider_2/health/maximum"
PREFAB = "prefabs/raider/entities/raider/melee/damage"


@pytest.fixture
def model(tmp_path: Path) -> Iterator[BalanceModel]:
    with brawling(tmp_path) as editor:
        made = BalanceModel(editor)
        yield made
        made.close()


def test_rows_say_what_changes_how_surely(model: BalanceModel):
    rank(model.editor, HERO, RAIDER)
    first, last = model.matters.rows

    assert (first.label, first.value, first.is_sure) == ("Hero 1's health maximum", "90 hp", True)
    assert first.less is not None
    assert first.less.words.startswith("+35 ± ")
    assert not last.is_sure
    assert "which may be chance" in last.sentence
    assert "1 of 2 numbers surely matter to average. Seeds 0 to 255" in model.matters.told


def test_a_row_leads_to_the_field_of_its_number(model: BalanceModel):
    editor = model.editor
    revealed: list[str] = []
    editor.tools.reveal_requested.connect(revealed.append)

    model.matters.show(RAIDER)
    assert editor.selection.ids == ("raider_2",)
    model.matters.show(PREFAB)
    assert editor.selection.ids == ("raider_1",), "the first that uses the prefab"
    model.matters.show("encounters/brawl/time_limit_s")
    assert editor.selection.ids == ()
    assert revealed == ["health.maximum", "melee.damage", ".time_limit_s"]


def test_what_can_be_asked_is_told_step_by_step(model: BalanceModel):
    fairness, editor = model.fairness, model.editor
    assert fairness.why_not() == "Ask what matters first: its numbers are those that may move."

    rank(editor, HERO, RAIDER)
    assert [(each.path, each.is_ticked) for each in fairness.movable] == [(HERO, True), (RAIDER, False)]
    assert fairness.why_not() == ""
    fairness.tick(HERO, False)
    assert fairness.why_not() == "Tick a number that may move first."
    fairness.wanted["novice"].high = 45
    assert fairness.why_not() == "Novice: 45 to 45 holds nothing; expected the greater number last."
    fairness.wanted["novice"].is_asked = False
    assert fairness.why_not() == "Tick the win rate of a skill first."


def test_a_proposal_is_applied_and_taken_back_as_one_entry(model: BalanceModel):
    editor, fairness = model.editor, model.fairness
    propose(editor, HERO, 120.0)
    entries = len(editor.undo.entries)
    assert fairness.told == (
        "Found, and fresh seeds say so: Novice 52 %, 71 s a run, in 1,024 seeds a skill from 1,048,576 on."
    )
    assert [change for _path, _name, change in fairness.moves] == ["90 → 120 hp"]
    assert fairness.effects[0].startswith("Expert: 98 % → 78 %, by ")
    assert fairness.effects[0].endswith(" points on the same 256 seeds")

    assert fairness.apply() == ""

    health = editor.view.entity("hero_1").components["health"]
    assert (health.maximum, health.current) == (120.0, 120.0)  # type: ignore[attr-defined]
    assert len(editor.undo.entries) == entries + 1
    editor.undo.undo()
    assert editor.view.entity("hero_1").components["health"].maximum == 90.0  # type: ignore[attr-defined]


def test_a_proposal_for_what_is_no_more_is_not_applied(model: BalanceModel):
    propose(model.editor, HERO, 120.0)
    give(model.editor, "raider_2", "health", "maximum", value=70.0)

    assert model.fairness.apply() == "The encounter is another one since; look again."
    assert model.fairness.told.startswith("Out of date since an edit. Found, ")
    model.editor.undo.undo()
    assert model.fairness.told.startswith("Found, ")
    assert model.fairness.why_not_apply() == ""


def test_two_versions_are_compared_on_the_same_seeds_in_words(model: BalanceModel):
    editor, versions = model.editor, model.versions
    first = show(editor, 20, 39, 60)
    assert versions.told == (
        "Nothing else was played yet. Change a number, and this version stays here to be compared with.",
    )
    give(editor, "hero_1", "health", "maximum", value=60.0)
    assert versions.told == ("The open version is being played.",)
    show(editor, 20, 38, 0)

    expert, average, novice = versions.told
    assert expert.startswith("Expert: 94 % \N{RIGHTWARDS ARROW} 0 % of 64 seeds, by \N{MINUS SIGN}")
    assert expert.endswith("0 seeds are won now that were lost, 60 the other way round: a sure change (p under 0.001).")
    assert "which may be chance" in average
    assert novice.endswith("every seed ends as before.")
    assert [each.name for each in versions.earlier] == [f"{first.content[:7]}: 94 % / 61 % / 31 %, 64 seeds"]
    assert "McNemar" in versions.rests_on
