"""The panel's model: what it says of results, of states without any, and what it does about findings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from panels.balance.model import BalanceModel
from tests.editor.core.balance.stage import brawling, give
from tests.panels.balance.results import show


@pytest.fixture
def model(tmp_path: Path) -> Iterator[BalanceModel]:
    with brawling(tmp_path) as editor:
        made = BalanceModel(editor)
        yield made
        made.close()


def test_every_number_says_its_seeds_and_version(model: BalanceModel):
    show(model.editor, 5, 32, 60)

    assert [(rate.skill, rate.wins) for rate in model.rates] == [("novice", 5), ("average", 32), ("expert", 60)]
    assert model.rests_on == ("Seeds 0 to 63, version 05203c0. Wilson 95 % intervals of growing samples.")


def test_an_edit_makes_it_stale_at_once_and_old_findings_are_not_told(model: BalanceModel):
    show(model.editor, 64, 64, 10)
    assert [finding.rule for finding in model.findings] == ["balance-ladder"]

    give(model.editor, "hero_1", "health", "maximum", value=91.0)

    assert model.is_stale
    assert model.now == "Out of date"
    assert model.findings == ()
    assert len(model.rates) == 3, "the old ones stay, grey"


def test_without_results_it_says_why_and_what_to_do(model: BalanceModel):
    editor = model.editor
    assert model.empty is not None
    assert model.empty.title == "The first 16 seeds are being played"

    editor.settings.set("balance.badge", "off")
    assert model.empty.action == "Turn on"
    assert model.help() == ""
    assert editor.settings.balance.badge == "on"

    editor.show_scene("field", None)
    assert model.help() == "encounter.new"


def test_runs_that_fail_say_in_which_system_and_tick(model: BalanceModel):
    show(model.editor, 5, 32, 50, failed=2)

    assert model.failure == "6 of 192 runs failed: system game.hurt, tick 40: division by zero"


def test_a_finding_is_shown_and_repaired_as_one_entry(model: BalanceModel):
    editor = model.editor
    measured = show(editor, 20, 30, 40)
    from engine.balance.findings import findings_of
    from engine.play.playtest.outcomes import Outcomes, RunOutcome

    late = {
        skill: Outcomes.of("as it is", skill, [RunOutcome(seed, "timeout", 1500) for seed in range(64)])
        for skill in measured.outcomes
    }
    timer = next(each.finding for each in findings_of(editor.view, late) if each.finding.rule == "balance-timer")
    revealed: list[str] = []
    editor.tools.reveal_requested.connect(revealed.append)

    model.show(timer)
    assert revealed == [".time_limit_s"]
    assert model.fix(timer) == ""
    assert editor.view.encounter_header is not None
    assert editor.view.encounter_header.time_limit_s == 38.0
    assert editor.undo.entries[-1].sentence == "Give it 38 s"
    editor.undo.undo()
    assert editor.view.encounter_header.time_limit_s == 25.0
