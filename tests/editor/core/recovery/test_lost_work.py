"""Recovery: what a session that never ended left behind comes back with its whole history."""

from pathlib import Path

from editor.core.editor import Editor
from editor.core.meshes.importing import read_mesh
from editor.core.meshes.placing import Choices, import_command, packed
from engine.document import AddEntity, Compound, Document, Set
from tests.editor.core.gltf import exported, statue
from tests.editor.core.recovery.dying import NAME, die, only, opened, rename, texts


def test_a_session_without_changes_leaves_nothing(project: Path, editors: list[Editor]):
    die(opened(project, editors))

    assert opened(project, editors).recovery.pending() == []


def test_what_was_lost_is_listed_with_who_did_it(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    rename(editor, "Menhir", "assistant")
    die(editor)

    lost = only(opened(project, editors).recovery.pending())

    assert [(told.sentence, told.who) for told in lost.entries] == [
        ("Rename Rock to Boulder", "you"),
        ("Rename Boulder to Menhir", "assistant"),
    ]
    assert lost.project == project
    assert lost.title == editor.title


def test_recovered_changes_are_in_the_history_and_not_on_disk(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    first = texts(editor.document)
    on_disk = {path: path.read_bytes() for path in project.rglob("*.toml")}
    rename(editor, "Boulder")
    rename(editor, "Menhir")
    editor.undo.undo()
    last = die(editor)

    after = opened(project, editors)
    recovered = after.recovery.recover(only(after.recovery.pending()))

    assert recovered.count == 1
    assert texts(after.document) == last
    assert after.is_dirty
    assert {path: path.read_bytes() for path in project.rglob("*.toml")} == on_disk
    after.undo.redo()
    assert after.document is not None
    assert after.document.value(NAME) == "Menhir"
    after.undo.jump(0)
    assert texts(after.document) == first
    assert not after.is_dirty


def test_undo_past_the_last_save_is_recovered_too(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    rename(editor, "Menhir")
    editor.save()
    editor.undo.jump(0)
    last = die(editor)

    after = opened(project, editors)
    lost = only(after.recovery.pending())
    after.recovery.recover(lost)

    assert [told.sentence for told in lost.entries] == [
        "Undo: Rename Boulder to Menhir",
        "Undo: Rename Rock to Boulder",
    ]
    assert texts(after.document) == last
    assert after.undo.saved_index == 2
    after.undo.redo()
    after.undo.redo()
    assert not after.is_dirty


def test_a_second_kill_after_recovery_loses_nothing(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    die(editor)
    second = opened(project, editors)
    second.recovery.recover(only(second.recovery.pending()))
    rename(second, "Menhir")
    last = die(second)

    third = opened(project, editors)
    lost = only(third.recovery.pending())
    third.recovery.recover(lost)

    assert len(lost.entries) == 2
    assert texts(third.document) == last


def test_recovered_work_that_was_saved_is_offered_no_more(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    die(editor)
    second = opened(project, editors)
    second.recovery.recover(only(second.recovery.pending()))

    second.save()
    second.close()

    assert second.recovery.pending() == []
    assert Document.open(project).value(NAME) == "Boulder"


def test_recovered_work_that_was_not_saved_is_offered_again(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    die(editor)
    second = opened(project, editors)
    second.recovery.recover(only(second.recovery.pending()))
    second.close()

    assert len(only(second.recovery.pending()).entries) == 1


def test_discarded_work_is_gone(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    die(editor)
    second = opened(project, editors)

    second.recovery.discard(only(second.recovery.pending()))

    assert second.recovery.pending() == []


def test_a_clean_close_leaves_nothing(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")

    editor.close()

    assert editor.recovery.pending() == []


def test_the_work_of_a_living_editor_is_not_offered(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")

    assert opened(project, editors).recovery.pending() == []


def test_a_torn_record_costs_only_itself(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    before = texts(editor.document)
    rename(editor, "Menhir")
    session = editor.recovery.recorder.session
    assert session is not None
    journal = session.journal
    die(editor)
    journal.write_bytes(journal.read_bytes()[:-9])

    after = opened(project, editors)
    lost = only(after.recovery.pending())
    after.recovery.recover(lost)

    assert lost.damage == "the last record was not written to its end"
    assert texts(after.document) == before


def test_a_compound_comes_back_as_one_entry(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    assert editor.document is not None
    both = (
        Set(path=NAME, old=editor.document.value(NAME), new="Boulder"),
        AddEntity(file="scenes/glade", id="fern", block={"name": "Fern"}, index=0),
    )
    editor.run(Compound(title="Plant a fern", commands=both))
    last = die(editor)

    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))

    assert texts(after.document) == last
    assert [entry.sentence for entry in after.undo.entries] == ["Plant a fern"]


def test_after_save_as_the_lost_work_belongs_to_the_new_folder(project: Path, editors: list[Editor], tmp_path: Path):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    editor.save_as(tmp_path / "copy")
    rename(editor, "Menhir")
    last = die(editor)

    after = opened(tmp_path / "copy", editors)
    lost = only(after.recovery.pending())
    after.recovery.recover(lost)

    assert [told.sentence for told in lost.entries] == ["Rename Boulder to Menhir"]
    assert texts(after.document) == last
    after.undo.undo()
    assert not after.is_dirty


def test_settings_of_streaming_come_back_with_the_history(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    editor.terrain.set_config(retries=1)
    editor.save()
    editor.terrain.set_config(jobs=2)
    rename(editor, "Boulder")
    editor.terrain.set_config(prefetch_s=1.0)
    editor.undo.undo()
    die(editor)

    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))

    config = after.terrain.config
    assert (config.retries, config.jobs, config.prefetch_s) == (1, 2, 2.0)
    after.undo.redo()
    assert after.terrain.config.prefetch_s == 1.0
    after.undo.undo()
    after.undo.undo()
    after.undo.undo()
    assert after.terrain.config.jobs == 4
    after.undo.redo()
    after.save()
    assert "jobs = 2\n" in (project / "streaming_config.toml").read_text()


def test_a_setting_that_was_undone_after_it_was_saved_is_undone_after_a_crash_too(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    editor.terrain.set_config(jobs=2)
    editor.save()
    editor.undo.undo()
    die(editor)

    after = opened(project, editors)
    assert after.terrain.config.jobs == 2
    after.recovery.recover(only(after.recovery.pending()))

    assert after.terrain.config.jobs == 4


def test_an_imported_mesh_comes_back_with_every_byte(project: Path, editors: list[Editor], tmp_path: Path):
    editor = opened(project, editors)
    shape = read_mesh(exported(statue(), tmp_path / "statue.glb"), lambda _data: None)
    editor.run(import_command(editor, packed(shape, "statue"), Choices("statue", placed=True)))
    last = die(editor)

    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))

    assert texts(after.document) == last
    assert "meshes/statue" in last
    assert not (project / "meshes").exists()
