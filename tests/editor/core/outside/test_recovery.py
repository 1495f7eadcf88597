"""A merge that a recovery begins: what was lost against what the project holds now, which may go on changing."""

import time

import pytest

from engine.document import CommandError, Set
from engine.document import Path as Place
from engine.document.merge import merge

SCENE = "scenes/glade"
ROCK = Place.entity(SCENE, "rock", "name")
LYRA = Place.entity(SCENE, "lyra", "name")
PATIENCE_S = 20.0


@pytest.fixture
def recovered(editor, texts):
    """The rock was Boulder in the lost work, and is Cliff in the project by now."""
    base = texts()
    ours = {**base, SCENE: base[SCENE].replace('"Rock"', '"Boulder"')}
    editor.run(Set(path=ROCK, old="Rock", new="Cliff"))
    editor.save()
    editor.outside.begin(merge(base, ours, texts()), "recovery")
    return editor


def settle(editor):
    """Let everything that was begun end."""
    deadline = time.monotonic() + PATIENCE_S
    editor.pump()
    while editor.jobs.running or editor.outside.is_reading:
        assert time.monotonic() < deadline
        for job in list(editor.jobs.running):
            editor.jobs.wait(job)
        editor.pump()


def test_the_lost_work_is_ones_own_side(recovered):
    (conflict,) = recovered.outside.pending.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Rock", "Boulder", "Cliff")
    texts = [finding.text for finding in recovered.findings.from_source("outside")]
    assert texts == ["What was recovered of scenes/glade.toml meets a newer version; 1 conflict is open."]


def test_applying_it_is_one_entry_and_leaves_the_disk_alone(recovered):
    recovered.outside.choose_all("ours")
    recovered.outside.apply()
    assert recovered.document.value(ROCK) == "Boulder"
    assert recovered.undo.entries[-1].sentence == "Merge what was recovered of scenes/glade.toml (1 conflict resolved)"
    assert recovered.is_dirty
    assert '"Cliff"' in recovered.document.on_disk()[SCENE]


def test_what_is_changed_meanwhile_belongs_to_the_result(recovered):
    recovered.run(Set(path=LYRA, old="Lyra", new="Lyra the scout"))
    settle(recovered)
    recovered.outside.choose_all("ours")
    recovered.outside.apply()
    assert recovered.document.value(LYRA) == "Lyra the scout"
    assert recovered.document.value(ROCK) == "Boulder"


def test_another_name_meanwhile_is_the_other_side_of_the_conflict(recovered):
    recovered.outside.choose_all("theirs")
    recovered.run(Set(path=ROCK, old="Cliff", new="Crag"))
    settle(recovered)
    (conflict,) = recovered.outside.pending.conflicts
    assert conflict.theirs == "Crag"
    assert recovered.outside.pending.open == 1


def test_a_clash_with_the_disk_waits_until_it_is_resolved(recovered):
    recovered.run(Set(path=LYRA, old="Lyra", new="Lyra the scout"))
    file = recovered.document.folder / "scenes" / "glade.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"Lyra"', '"Lyra of the vale"'), encoding="utf-8")
    recovered.outside.look_now()
    assert recovered.outside.pending.origin == "recovery"
    settle(recovered)
    recovered.outside.choose_all("ours")
    recovered.outside.apply()
    settle(recovered)
    assert recovered.outside.pending.origin == "disk"
    assert [conflict.theirs for conflict in recovered.outside.pending.conflicts] == ["Lyra of the vale"]


def test_nothing_is_applied_while_a_conflict_is_open(recovered):
    with pytest.raises(CommandError, match="1 conflict is open"):
        recovered.outside.apply()
