"""Changes made outside: taken in where nothing clashes, merged where it can be, asked about where it can't."""

import pytest

from editor.core.outside.changes import SaveHeldError
from editor.core.play.controller import PlayController
from engine.document import CommandError, Set
from engine.document import Path as Place
from tests.editor.core.outside.glade_on_disk import ROCK, SCENE, file, look, rename, rewrite

__all__ = ["file"]


@pytest.fixture
def told(editor):
    """Everything that the user is told."""
    said = []
    editor.outside.told.connect(lambda notice: said.append(f"{notice.title}. {notice.text}"))
    editor.said.connect(said.append)
    return said


def problems(editor):
    """What the Problems panel says about the disk."""
    return [finding.text for finding in editor.findings.from_source("outside")]


def test_a_change_of_a_clean_file_is_taken_in_byte_for_byte(editor, file, told):
    text = rewrite(file, 'name = "Rock"', 'name = "Boulder" # as seen from the road')
    look(editor)
    assert editor.document.text(SCENE) == text
    assert editor.document.unsaved() == ()
    assert not editor.is_dirty
    assert editor.document.disk_files()[SCENE].node is editor.document.files[SCENE]
    entry = editor.undo.entries[-1]
    assert (entry.who, entry.sentence) == ("disk", "Take in scenes/glade.toml as changed on disk (1 change)")
    assert any("scenes/glade.toml changed on disk. Rename Rock to Boulder. Taken in" in line for line in told)


def test_taking_in_can_be_undone_and_is_unsaved_then(editor, file):
    before = editor.document.text(SCENE)
    text = rewrite(file, "position = [6.0, 0.0, 0.0]", "position = [7.5, 0.0, 0.0]")
    look(editor)
    editor.undo.undo()
    assert editor.document.text(SCENE) == before
    assert editor.is_dirty
    assert editor.document.unsaved() == (SCENE,)
    editor.undo.redo()
    assert editor.document.text(SCENE) == text
    assert not editor.is_dirty


def test_comments_alone_are_taken_in_too(editor, file, told):
    text = rewrite(file, "# The ones", "# Those")
    look(editor)
    assert editor.document.text(SCENE) == text
    assert editor.undo.entries[-1].sentence == "Take in scenes/glade.toml as changed on disk (comments and spacing)"
    assert not editor.is_dirty


def test_what_the_editor_saves_itself_is_nobody_elses_change(editor):
    rename(editor, "Boulder")
    editor.save()
    look(editor)
    assert len(editor.undo.entries) == 1
    assert editor.undo.saved_index == 1


def test_changes_that_do_not_clash_are_merged_as_one_entry(editor, file, told):
    rename(editor, "Boulder")
    rewrite(file, "position = [6.0, 0.0, 0.0]", "position = [7.5, 0.0, 0.0]")
    look(editor)
    text = editor.document.text(SCENE)
    assert 'name = "Boulder"' in text
    assert "position = [7.5, 0.0, 0.0]" in text
    assert editor.undo.entries[-1].who == "merge"
    assert any("Merged 1 change made outside with yours" in line for line in told)
    assert editor.is_dirty
    editor.save()
    assert file.read_text(encoding="utf-8") == text


def test_own_changes_elsewhere_leave_a_clean_file_to_the_disk(editor, file):
    place = Place.entity("prefabs/kael", "kael", "health", "current")
    editor.run(Set(path=place, old=90.0, new=80.0))
    text = rewrite(file, 'name = "Rock"', 'name = "Boulder"')
    look(editor)
    assert editor.document.text(SCENE) == text
    assert editor.undo.entries[-1].who == "disk"
    assert editor.document.unsaved() == ("prefabs/kael",)
    assert editor.is_dirty


def test_the_same_change_on_both_sides_leaves_nothing_to_save(editor, file):
    place = Place.entity(SCENE, "lyra", "transform", "position")
    editor.run(Set(path=place, old=[-1.0, 0.0, 2.0], new=[-3.0, 0.0, 2.0]))
    rewrite(file, "[-1.0, 0.0, 2.0]", "[-3.0, 0.0, 2.0]")
    look(editor)
    assert editor.outside.merge is None
    assert not editor.is_dirty
    assert len(editor.undo.entries) == 1


def conflicting(editor, file):
    """The rock has one name here and another on disk."""
    rename(editor, "Boulder")
    rewrite(file, 'name = "Rock"', 'name = "Cliff"')
    look(editor)
    (conflict,) = editor.outside.pending.conflicts
    return conflict


def test_a_clash_waits_to_be_resolved_and_the_document_stays(editor, file, told):
    called = []
    editor.outside.called.connect(lambda: called.append(True))
    conflict = conflicting(editor, file)
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Rock", "Boulder", "Cliff")
    assert editor.document.value(ROCK) == "Boulder"
    assert called == [True]
    assert any("1 conflict is open" in line for line in told)
    assert any("1 conflict is open. Saving waits for it." in text for text in problems(editor))


def test_saving_is_held_while_conflicts_are_open(editor, file):
    conflicting(editor, file)
    on_disk = file.read_bytes()
    with pytest.raises(SaveHeldError, match=r"scenes/glade\.toml.*changed on disk.*1 conflict open") as held:
        editor.save()
    assert held.value.way == "resolve"
    assert file.read_bytes() == on_disk


def test_mine_can_be_saved_over_it_with_the_other_kept(editor, file):
    conflicting(editor, file)
    on_disk = file.read_bytes()
    editor.save(overwrite=True)
    assert 'name = "Boulder"' in file.read_text(encoding="utf-8")
    assert file.with_name("glade.toml.bak").read_bytes() == on_disk
    assert editor.outside.merge is None
    assert problems(editor) == []


@pytest.mark.parametrize(("side", "name"), [("ours", "Boulder"), ("theirs", "Cliff"), ("base", "Rock")])
def test_a_resolved_merge_is_one_entry_and_saves(editor, file, side, name):
    conflict = conflicting(editor, file)
    assert "1 conflict is open" in editor.outside.why_not_apply
    editor.outside.choose(conflict.key, side)
    assert editor.outside.why_not_apply == ""
    editor.outside.apply()
    assert editor.document.value(ROCK) == name
    assert editor.outside.merge is None
    assert problems(editor) == []
    editor.save()
    assert file.read_text(encoding="utf-8") == editor.document.text(SCENE)
    assert not editor.is_dirty


def test_undo_of_a_merge_takes_the_whole_of_it_back(editor, file):
    conflict = conflicting(editor, file)
    editor.outside.choose(conflict.key, "theirs")
    editor.outside.apply()
    assert editor.undo.entries[-1].who == "merge"
    editor.undo.undo()
    assert editor.document.value(ROCK) == "Boulder"
    assert editor.outside.merge is None


def test_a_second_change_keeps_the_choices_that_still_apply(editor, file):
    conflict = conflicting(editor, file)
    editor.outside.choose(conflict.key, "theirs")
    rewrite(file, "position = [6.0, 0.0, 0.0]", "position = [7.5, 0.0, 0.0]")
    look(editor)
    assert editor.outside.pending.choices == {conflict.key: "theirs"}
    rewrite(file, 'name = "Cliff"', 'name = "Crag"')
    look(editor)
    assert editor.outside.pending.choices == {}


def test_an_edit_while_conflicts_are_open_is_part_of_the_merge(editor, file):
    conflict = conflicting(editor, file)
    editor.outside.choose(conflict.key, "theirs")
    other = Place.entity(SCENE, "lyra", "name")
    editor.run(Set(path=other, old="Lyra", new="Lyra the scout"))
    editor.outside.apply()
    assert editor.document.value(other) == "Lyra the scout"
    assert editor.document.value(ROCK) == "Cliff"


def test_a_conflict_goes_when_the_other_side_takes_it_back(editor, file):
    conflicting(editor, file)
    rewrite(file, 'name = "Cliff"', 'name = "Rock"')
    look(editor)
    assert editor.outside.merge is None
    assert problems(editor) == []


def test_a_broken_file_is_told_with_its_line_and_taken_in_when_whole(editor, file, told):
    before = editor.document.text(SCENE)
    file.write_text(before + "[entities.hole\n", encoding="utf-8")
    look(editor)
    assert editor.document.text(SCENE) == before
    (problem,) = problems(editor)
    assert "scenes/glade.toml, line" in problem
    assert "taken in when the file is whole again" in problem
    assert any("can't be read" in line for line in told)
    file.write_text(before.replace("Rock", "Boulder"), encoding="utf-8")
    look(editor)
    assert editor.document.value(ROCK) == "Boulder"
    assert problems(editor) == []


def test_a_file_that_vanished_is_kept_and_written_again(editor, file, told):
    text = editor.document.text(SCENE)
    file.unlink()
    look(editor)
    assert editor.document.text(SCENE) == text
    assert "vanished from the disk; it is still here and is written again on save." in problems(editor)[0]
    assert editor.is_dirty
    editor.save()
    assert file.read_text(encoding="utf-8") == text
    assert problems(editor) == []


def test_a_file_that_vanished_can_be_deleted_here_too(editor):
    (editor.document.folder / "encounters" / "ambush.toml").unlink()
    look(editor)
    (finding,) = editor.findings.from_source("outside")
    assert finding.fix_title == "Delete it here too"
    editor.run(finding.fix[0])
    assert "encounters/ambush" not in editor.document.files
    assert editor.encounter is None
    assert editor.document.unsaved() == ()
    assert problems(editor) == []


def test_a_file_that_comes_back_with_a_change_is_merged_with_what_it_was(editor, file):
    text = file.read_text(encoding="utf-8")
    rename(editor, "Boulder")
    file.unlink()
    look(editor)
    file.write_text(text.replace("[6.0, 0.0, 0.0]", "[7.5, 0.0, 0.0]"), encoding="utf-8")
    look(editor)
    assert editor.outside.merge is None
    assert editor.document.value(ROCK) == "Boulder"
    assert "position = [7.5, 0.0, 0.0]" in editor.document.text(SCENE)
    assert problems(editor) == []


def test_a_new_file_belongs_to_the_project(editor, file, told):
    (file.parent / "cave.toml").write_text('format = 1\nkind = "scene"\ntitle = "Cave"\n', encoding="utf-8")
    look(editor)
    assert "scenes/cave" in editor.document.files
    assert editor.document.unsaved() == ()
    assert not editor.is_dirty
    assert any("scenes/cave.toml appeared on the disk" in line for line in told)


def test_a_folder_that_vanished_is_made_again_by_saving(editor, told):
    import shutil

    texts = {name: editor.document.text(name) for name in editor.document.files}
    folder = editor.document.folder
    shutil.rmtree(folder)
    look(editor)
    assert any("folder vanished" in line for line in told)
    assert len(problems(editor)) == 1
    editor.save()
    assert {name: (folder / f"{name}.toml").read_text(encoding="utf-8") for name in texts} == texts
    look(editor)
    assert problems(editor) == []


def test_while_a_gesture_is_open_nothing_is_taken_in(editor, file, told):
    gesture = editor.gestures.begin("Move")
    text = rewrite(file, 'name = "Rock"', 'name = "Boulder"')
    look(editor)
    assert editor.document.value(ROCK) == "Rock"
    assert any("taken in when the drag ends" in line for line in told)
    gesture.commit()
    editor.pump()
    look(editor)
    assert editor.document.text(SCENE) == text


def test_while_a_copy_plays_nothing_is_taken_in(editor, file, told, monkeypatch):
    monkeypatch.setattr(PlayController, "is_active", True)
    text = rewrite(file, 'name = "Rock"', 'name = "Boulder"')
    look(editor)
    assert editor.document.value(ROCK) == "Rock"
    assert any("taken in when you stop playing" in line for line in told)
    monkeypatch.undo()
    editor.pump()
    look(editor)
    assert editor.document.text(SCENE) == text


def test_who_wants_to_be_asked_is(editor, file, told):
    editor.settings.files.outside_changes = "ask"
    text = rewrite(file, 'name = "Rock"', 'name = "Boulder"')
    look(editor)
    assert editor.document.value(ROCK) == "Rock"
    assert "scenes/glade.toml changed on disk: Rename Rock to Boulder. It is not taken in yet." in problems(editor)
    editor.outside.take_in()
    look(editor)
    assert editor.document.text(SCENE) == text
    assert problems(editor) == []


def test_who_is_asked_can_not_save_over_it_unawares(editor, file):
    editor.settings.files.outside_changes = "ask"
    rename(editor, "Boulder")
    rewrite(file, "position = [6.0, 0.0, 0.0]", "position = [7.5, 0.0, 0.0]")
    with pytest.raises(SaveHeldError, match="another program has changed the file") as held:
        editor.save()
    assert held.value.way == "merge"
    editor.outside.take_in()
    editor.save()
    assert "7.5" in file.read_text(encoding="utf-8")
    assert 'name = "Boulder"' in file.read_text(encoding="utf-8")


def test_saving_first_merges_what_nobody_noticed(editor, file):
    rename(editor, "Boulder")
    rewrite(file, "position = [6.0, 0.0, 0.0]", "position = [7.5, 0.0, 0.0]")
    editor.save()
    text = file.read_text(encoding="utf-8")
    assert "7.5" in text
    assert 'name = "Boulder"' in text
    assert not editor.is_dirty


def test_a_change_made_while_the_disk_is_read_is_merged_too(editor, file, told):
    rewrite(file, "position = [6.0, 0.0, 0.0]", "position = [7.5, 0.0, 0.0]")
    editor.outside.ask()
    editor.pump()
    assert editor.outside.is_reading
    rename(editor, "Boulder")
    look(editor)
    assert "position = [7.5, 0.0, 0.0]" in editor.document.text(SCENE)
    assert editor.document.value(ROCK) == "Boulder"
    assert [entry.who for entry in editor.undo.entries] == ["you", "merge"]
    assert not any("Not taken in" in line for line in told)


def test_what_the_document_refuses_is_told_and_the_disk_stays_foreign(editor, file, told):
    def refuse(commands):
        raise CommandError("the document is locked")

    before = editor.document.on_disk()
    rewrite(file, 'name = "Rock"', 'name = "Boulder"')
    editor.undo.refusal = refuse
    look(editor)
    assert editor.document.on_disk() == before
    assert list(editor.document.foreign()) == [SCENE]
    assert any("Not taken in. the document is locked" in line for line in told)


def test_what_another_program_left_broken_is_not_written_over_unawares(editor, file):
    rename(editor, "Boulder")
    file.write_text("[entities.hole\n", encoding="utf-8")
    with pytest.raises(SaveHeldError, match=r"scenes/glade\.toml: another program left the file in a state") as held:
        editor.save()
    assert held.value.way == ""
    editor.save(overwrite=True)
    assert 'name = "Boulder"' in file.read_text(encoding="utf-8")
    assert file.with_name("glade.toml.bak").read_text(encoding="utf-8") == "[entities.hole\n"
    look(editor)
    assert problems(editor) == []
