"""A trial: the encounter played to its end in a job, its beats measured from the run's own events."""

from typing import Any

import pytest

from editor.core.editor import Editor
from editor.core.encounters.trial import Trial
from engine.document import Path, Set

FILE = "encounters/first_fight"


def give(editor: Editor, entity: str, *keys_and_value: Any) -> None:
    *keys, value = keys_and_value
    path = Path.entity(editor.view.entity(entity).file, entity, *keys)
    assert editor.document is not None
    editor.run(Set(path=path, old=editor.document.value(path), new=value))


@pytest.fixture
def ambush(editor: Editor) -> Editor:
    """An ambush of one raider and then two against a strong hero, over in a few seconds."""
    editor.actions.run("encounter.begin_ambush")
    for wave, count in (("wave_1", 1), ("wave_2", 2)):
        give(editor, wave, "spawn_group", "count", count)
        give(editor, wave, "spawn_group", "delay", 0.5)
    give(editor, "hero", "melee", {"damage": 200.0, "cooldown": 0.3})
    return editor


def tried(editor: Editor) -> Trial:
    editor.trials.start()
    assert editor.trials.job is not None
    editor.jobs.wait(editor.trials.job, 120)
    assert editor.trials.error == ""
    assert editor.trials.last is not None
    return editor.trials.last


def told(trial: Trial, entity: str) -> list[str]:
    return [beat.what for beat in trial.beats.get(entity, ())]


def test_each_part_has_its_beats_and_they_come_in_the_order_of_the_flow(ambush: Editor):
    trial = tried(ambush)

    assert trial.outcome == "victory"
    assert told(trial, "ambush") == ["led", "fired"]
    assert told(trial, "wave_1") == ["came", "beaten"]
    assert told(trial, "wave_2") == ["called", "came", "beaten"]
    assert [beat.amount for beat in trial.beats["wave_2"] if beat.what == "came"] == [2]
    assert told(trial, "defeat_all_enemies") == ["met"]
    assert told(trial, "line") == ["said"]
    assert told(trial, "victory") == ["won"]
    fired = trial.beats["ambush"][1].tick
    one, two = ([beat.tick for beat in trial.beats[wave]] for wave in ("wave_1", "wave_2"))
    assert fired < one[0] == fired + 30
    assert one[1] <= two[0]
    assert two[1] == two[0] + 30
    assert "Objective met: Defeat all enemies" in trial.why
    # And the same trial again is the same, to the tick
    assert tried(ambush).beats == trial.beats


def test_it_is_out_of_date_after_an_edit_and_forgotten_elsewhere(ambush: Editor):
    tried(ambush)
    assert not ambush.trials.is_stale

    give(ambush, "wave_2", "spawn_group", "count", 3)
    assert ambush.trials.is_stale
    ambush.undo.undo()
    assert not ambush.trials.is_stale, "it is what was tried"
    ambush.undo.redo()
    assert ambush.trials.is_stale

    ambush.show_scene("field", None)
    assert ambush.trials.last is None


def test_a_budget_leaves_it_as_it_is(ambush: Editor):
    tried(ambush)
    assert ambush.document is not None
    file = f"encounters/{ambush.encounter}"

    path = Path(file, ("budget",))
    ambush.run(Set(path=path, old=ambush.document.value(path), new=135.0))
    assert not ambush.trials.is_stale

    path = Path(file, ("time_limit_s",))
    ambush.run(Set(path=path, old=ambush.document.value(path), new=77.0))
    assert ambush.trials.is_stale


def test_it_touches_neither_the_document_nor_a_run(ambush: Editor):
    assert ambush.document is not None
    before = {file: ambush.document.text(file) for file in ambush.document.files}
    entries = len(ambush.undo.entries)

    tried(ambush)

    assert {file: ambush.document.text(file) for file in ambush.document.files} == before
    assert len(ambush.undo.entries) == entries
    assert ambush.play.state == "stopped"


def test_a_trial_that_is_given_up_keeps_the_last_one(ambush: Editor):
    first = tried(ambush)
    give(ambush, "wave_2", "spawn_group", "count", 3)

    ambush.trials.start()
    job = ambush.trials.job
    assert job is not None
    ambush.trials.cancel()
    ambush.jobs.wait(job)

    assert job.state == "cancelled"
    assert ambush.trials.last is first
    assert not ambush.trials.is_running


def test_errors_keep_it_off_with_the_reason(editor: Editor):
    editor.actions.run("encounter.begin_ambush")
    give(editor, "wave_2", "spawn_group", "after", "wave_2")
    editor.checks.now()

    assert editor.trials.why_not() == "Correct the 1 error in Problems first."
    assert not editor.actions.enabled("encounter.try")[0]
    editor.trials.start()
    assert not editor.trials.is_running


def test_it_is_played_with_the_skill_of_the_settings(ambush: Editor):
    ambush.settings.set("play.autopilot", "expert")
    expert = tried(ambush)
    ambush.settings.set("play.autopilot", "novice")
    novice = tried(ambush)

    assert (expert.skill, novice.skill) == ("expert", "novice")
    assert expert.beats != novice.beats
