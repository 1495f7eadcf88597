"""Settings of streaming are changed, undone, saved and read like anything else of a project."""

import os
from pathlib import Path

import pytest

from editor.core.editor import Editor
from engine.terrain.streaming.config import FILE_NAME, StreamingConfig


def file_of(editor: Editor) -> Path:
    assert editor.document is not None
    return Path(editor.document.folder) / FILE_NAME


def pump(editor: Editor) -> None:
    for _ in range(20):
        editor.terrain.pump()


def write(path: Path, text: str) -> None:
    path.write_text(text)
    os.utime(path, ns=(1, hash(text) & 0xFFFFFFFF))


def test_a_changed_setting_can_be_undone_and_redone(editor: Editor):
    editor.terrain.set_config(jobs=2)
    assert editor.terrain.config.jobs == 2
    assert editor.undo.entries[-1].sentence == "Set jobs to 2"

    editor.undo.undo()
    assert editor.terrain.config.jobs == 4

    editor.undo.redo()
    assert editor.terrain.config.jobs == 2


def test_a_drag_is_one_entry(editor: Editor):
    for mib in (100.0, 128.0, 200.0):
        editor.terrain.set_config(editor.terrain.config.model_copy(update={"memory_mib": mib}))
        assert editor.terrain.config.memory_mib == mib
    editor.gestures.finish()

    assert len(editor.undo.entries) == 1
    editor.undo.undo()
    assert editor.terrain.config.memory_mib == StreamingConfig().memory_mib


def test_saving_writes_the_file_and_undo_after_it_writes_the_old_value_again(editor: Editor):
    editor.terrain.set_config(jobs=2)
    written = editor.save()

    assert file_of(editor) in written
    assert "jobs = 2\n" in file_of(editor).read_text()
    editor.undo.undo()
    editor.terrain.set_config(retries=1)
    editor.save()
    assert "jobs = 4\n" in file_of(editor).read_text()
    assert "retries = 1\n" in file_of(editor).read_text()


def test_comments_and_order_of_a_file_stay(editor: Editor):
    write(file_of(editor), "# ours\nretries = 1 # few\njobs = 3\n")
    pump(editor)

    editor.terrain.set_config(retries=2)
    editor.save()

    assert file_of(editor).read_text() == "# ours\nretries = 2 # few\njobs = 3\n"


def test_what_another_program_writes_counts_but_for_what_is_not_saved_yet(editor: Editor):
    editor.terrain.set_config(jobs=2)

    write(file_of(editor), "jobs = 7\nretries = 1\n")
    pump(editor)

    assert (editor.terrain.config.jobs, editor.terrain.config.retries) == (2, 1)


def test_a_saved_value_gives_way_to_what_another_program_writes(editor: Editor):
    editor.terrain.set_config(jobs=2)
    editor.save()

    write(file_of(editor), "jobs = 7\n")
    pump(editor)

    assert editor.terrain.config.jobs == 7


def test_a_wrong_value_is_told_with_its_line(editor: Editor):
    write(file_of(editor), "# streaming\njobs = 99\n")
    pump(editor)

    (finding,) = editor.findings.from_source("streaming")
    assert finding.text.startswith("streaming_config.toml, line 2: jobs is 99; expected at least 1 and at most 16.")
    assert editor.terrain.config.jobs == 4


def test_a_file_that_is_half_written_is_told_and_the_last_good_values_stay(editor: Editor):
    write(file_of(editor), "jobs = 3\n")
    pump(editor)

    write(file_of(editor), "jobs = \n")
    pump(editor)

    assert editor.terrain.config.jobs == 3
    assert "line 1" in editor.findings.from_source("streaming")[0].text
    write(file_of(editor), "jobs = 5\n")
    pump(editor)
    assert editor.terrain.config.jobs == 5
    assert not editor.findings.from_source("streaming")


def test_a_budget_below_the_view_is_refused_with_the_number_that_would_do(editor: Editor):
    with pytest.raises(ValueError, match="needs at least 49 MiB"):
        editor.terrain.set_config(memory_mib=10.0)

    assert editor.terrain.config == StreamingConfig()
    assert not editor.undo.entries


def test_save_as_takes_unsaved_settings_along(editor: Editor, tmp_path: Path):
    editor.terrain.set_config(jobs=2)

    editor.save_as(tmp_path / "elsewhere")

    assert "jobs = 2\n" in (tmp_path / "elsewhere" / FILE_NAME).read_text()


def test_line_ends_of_a_file_stay(editor: Editor):
    file_of(editor).write_bytes(b"# ours\r\nretries = 1\r\njobs = 3\r\n")
    pump(editor)
    assert editor.terrain.config.retries == 1

    editor.terrain.set_config(retries=2)
    editor.save()

    assert file_of(editor).read_bytes() == b"# ours\r\nretries = 2\r\njobs = 3\r\n"
