"""Recovery where others have changed the files since: their changes and the lost work are merged, nothing is buried."""

from pathlib import Path

import pytest

from editor.core.editor import Editor
from editor.core.recovery.lost_work import RecoveryError
from engine.document import Document, Set
from tests.editor.core.recovery.dying import KAEL, NAME, die, edit_outside, only, opened, rename, texts


def lose(project: Path, editors: list[Editor], name: str = "Boulder") -> None:
    editor = opened(project, editors)
    rename(editor, name)
    die(editor)


def test_changes_elsewhere_and_lost_work_come_together_as_one_merge(project: Path, editors: list[Editor]):
    lose(project, editors)
    edit_outside(project, "position = [1.0, 0.0, 2.0]", "position = [9.0, 0.0, 2.0]")

    after = opened(project, editors)
    recovered = after.recovery.recover(only(after.recovery.pending()))

    assert not recovered.is_merging
    assert after.document is not None
    assert after.document.value(NAME) == "Boulder"
    assert after.document.value(KAEL) == [9.0, 0.0, 2.0]
    assert [(entry.who, entry.sentence) for entry in after.undo.entries] == [("merge", "Recover 1 change")]
    after.save()
    after.close()
    assert after.recovery.pending() == []


def test_a_merge_that_was_not_saved_is_offered_again(project: Path, editors: list[Editor]):
    lose(project, editors)
    edit_outside(project, "position = [1.0, 0.0, 2.0]", "position = [9.0, 0.0, 2.0]")
    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))

    after.close()

    assert len(only(after.recovery.pending()).entries) == 1


def test_a_conflict_is_resolved_side_by_side(project: Path, editors: list[Editor]):
    lose(project, editors)
    edit_outside(project, 'name = "Rock"', 'name = "Stone"')

    after = opened(project, editors)
    recovered = after.recovery.recover(only(after.recovery.pending()))

    assert recovered.is_merging
    assert after.outside.merge is not None
    (conflict,) = after.outside.merge.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Rock", "Boulder", "Stone")
    assert after.document is not None
    assert after.document.value(NAME) == "Stone"
    after.outside.choose(conflict.key, "ours")
    after.outside.apply()
    assert after.document.value(NAME) == "Boulder"
    after.save()
    after.close()
    assert after.recovery.pending() == []
    assert Document.open(project).value(NAME) == "Boulder"


def test_a_conflict_that_is_left_open_keeps_the_lost_work(project: Path, editors: list[Editor]):
    lose(project, editors)
    edit_outside(project, 'name = "Rock"', 'name = "Stone"')
    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))

    after.outside.drop()
    after.run(Set(path=KAEL, old=[1.0, 0.0, 2.0], new=[2.0, 0.0, 2.0]))
    after.save()
    after.close()

    assert len(only(after.recovery.pending()).entries) == 1


def test_the_lost_work_of_two_editors_comes_together(project: Path, editors: list[Editor]):
    first, second = opened(project, editors), opened(project, editors)
    rename(first, "Boulder")
    second.run(Set(path=KAEL, old=[1.0, 0.0, 2.0], new=[2.0, 0.0, 2.0]))
    die(first)
    die(second)

    after = opened(project, editors)
    for lost in after.recovery.pending():
        after.recovery.recover(lost)

    assert after.document is not None
    assert after.document.value(NAME) == "Boulder"
    assert after.document.value(KAEL) == [2.0, 0.0, 2.0]
    after.save()
    after.close()
    assert after.recovery.pending() == []


def test_what_was_taken_in_from_disk_is_no_foreign_change(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    edit_outside(project, "position = [1.0, 0.0, 2.0]", "position = [9.0, 0.0, 2.0]")
    editor.outside.look_now()
    rename(editor, "Menhir")
    last = die(editor)

    after = opened(project, editors)
    recovered = after.recovery.recover(only(after.recovery.pending()))

    assert not recovered.is_merging
    assert texts(after.document) == last
    assert "merge" in {entry.who for entry in after.undo.entries}
    assert len(after.undo.entries) == 3


def test_a_file_that_vanished_from_disk_comes_back_from_the_journal(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    (project / "encounters/ambush.toml").unlink()
    editor.outside.look_now()
    last = die(editor)

    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))

    assert texts(after.document) == last
    assert after.is_dirty


def clash_of_two(project: Path, editors: list[Editor]) -> Editor:
    """Two lost sessions that renamed the rock, whose file has another name for it by now."""
    first, second = opened(project, editors), opened(project, editors)
    rename(first, "Boulder")
    rename(second, "Menhir")
    die(first)
    die(second)
    edit_outside(project, 'name = "Rock"', 'name = "Stone"')
    return opened(project, editors)


def test_a_second_session_waits_until_the_first_is_resolved(project: Path, editors: list[Editor]):
    after = clash_of_two(project, editors)
    later, earlier = after.recovery.pending()
    after.recovery.recover(later)

    with pytest.raises(RecoveryError, match="being recovered first, in Conflicts"):
        after.recovery.recover(earlier)

    assert after.outside.merge is not None
    assert after.outside.merge.conflicts[0].ours == "Menhir"
    after.outside.choose_all("ours")
    after.outside.apply()
    after.save()
    assert [lost.path for lost in after.recovery.pending()] == [earlier.path]
    after.recovery.recover(earlier)
    after.outside.choose_all("ours")
    after.outside.apply()
    assert after.document is not None
    assert after.document.value(NAME) == "Boulder"
    after.save()
    after.close()
    assert after.recovery.pending() == []


def test_another_merge_meanwhile_does_not_end_lost_work_that_still_waits(project: Path, editors: list[Editor]):
    lose(project, editors)
    edit_outside(project, 'name = "Rock"', 'name = "Stone"')
    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))
    after.run(Set(path=KAEL, old=[1.0, 0.0, 2.0], new=[2.0, 0.0, 2.0]))
    edit_outside(project, 'name = "Stone"', 'name = "Stone"\ntags = ["grey"]')
    after.outside.look_now()
    assert after.undo.entries[-1].who == "merge"

    after.save()
    after.close()

    assert len(only(after.recovery.pending()).entries) == 1


def test_recovering_puts_no_other_open_merge_away(project: Path, editors: list[Editor]):
    lose(project, editors)
    after = opened(project, editors)
    rename(after, "Menhir")
    edit_outside(project, 'name = "Rock"', 'name = "Stone"')
    after.outside.look_now()
    waiting = after.outside.pending
    assert waiting is not None

    with pytest.raises(RecoveryError, match="Another merge waits in Conflicts"):
        after.recovery.recover(only(after.recovery.pending()))

    assert after.outside.pending is waiting
    assert len(only(after.recovery.pending()).entries) == 1


def test_settings_of_streaming_come_back_with_a_merge_too(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    editor.terrain.set_config(jobs=2)
    rename(editor, "Boulder")
    die(editor)
    edit_outside(project, "position = [1.0, 0.0, 2.0]", "position = [9.0, 0.0, 2.0]")

    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))

    assert after.terrain.config.jobs == 2
    after.save()
    assert "jobs = 2\n" in (project / "streaming_config.toml").read_text()
    after.close()
    assert after.recovery.pending() == []
