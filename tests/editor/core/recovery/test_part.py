"""Journals of which only a part can be replayed: that part comes back, the rest is told, and nothing is thrown away."""

from pathlib import Path

import pytest

from editor.core.editor import Editor
from editor.core.recovery.lost_work import RecoveryError
from engine.document import Path as At
from engine.document import Set
from engine.document.journal.records import line_of, read_records
from tests.editor.core.recovery.dying import NAME, die, only, opened, rename, texts

GAME = '''"""A component of the project's own."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Mood(Component, id="mood"):
    """How somebody feels."""

    joy: float = prop(0.5, doc="How merry.")
'''


def journal_of(editor: Editor) -> Path:
    session = editor.recovery.recorder.session
    assert session is not None
    return session.journal


def append(journal: Path, kind: str, fields: dict[str, object], data: str = "") -> None:
    """Add a record with a right checksum, whatever it says."""
    count = len(read_records(journal).items)
    with journal.open("ab") as stream:
        stream.write(line_of(count, kind, fields, data))


def test_everything_before_a_change_that_does_not_fit_comes_back(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    last = texts(editor.document)
    journal = journal_of(editor)
    die(editor)
    impossible = Set(path=NAME, old="Nobody", new="Somebody")
    append(journal, "done", {"say": "Rename Nobody"}, f'{{"command":{impossible.to_json()}}}')
    raw = journal.read_bytes()

    after = opened(project, editors)
    recovered = after.recovery.recover(only(after.recovery.pending()))

    assert recovered.count == 1
    assert [told.sentence for told in recovered.left] == ["Rename Nobody"]
    assert "1 could not be recovered" in recovered.sentence
    assert texts(after.document) == last
    assert recovered.kept is not None
    assert (recovered.kept / "journal.jsonl").read_bytes() == raw
    after.undo.undo()
    assert not after.document.unsaved() if after.document else False


def test_what_came_back_in_part_survives_another_kill(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    journal = journal_of(editor)
    die(editor)
    append(journal, "done", {"say": "Nonsense"}, '{"command":{"kind":"nonsense"}}')
    second = opened(project, editors)
    second.recovery.recover(only(second.recovery.pending()))
    rename(second, "Menhir")
    last = die(second)

    third = opened(project, editors)
    third.recovery.recover(only(third.recovery.pending()))

    assert texts(third.document) == last


@pytest.fixture
def moody(project: Path) -> Path:
    """A project with code of its own, and an entity that only this code understands."""
    (project / "game").mkdir()
    (project / "game" / "__init__.py").write_text("", encoding="utf-8")
    (project / "game" / "mood.py").write_text(GAME, encoding="utf-8")
    scene = project / "scenes/glade.toml"
    scene.write_text(scene.read_text(encoding="utf-8") + "[entities.rock.mood]\njoy = 0.25\n", encoding="utf-8")
    return project


def test_without_trust_changes_of_the_projects_own_parts_are_left_for_later(moody: Path, editors: list[Editor]):
    editor = Editor()
    editors.append(editor)
    editor.open_project(moody, trusted=True)
    assert not editor.findings.errors
    rename(editor, "Boulder")
    joy = At.entity("scenes/glade", "rock", "mood", "joy")
    editor.run(Set(path=joy, old=0.25, new=0.75))
    last = die(editor)

    careful = opened(moody, editors)
    recovered = careful.recovery.recover(only(careful.recovery.pending()))
    assert len(recovered.left) == 1
    assert "Trust the project" in recovered.reason
    careful.close()

    trusting = Editor()
    editors.append(trusting)
    trusting.open_project(moody, trusted=True)
    assert trusting.recovery.recover(trusting.recovery.pending()[-1]).left == ()
    assert texts(trusting.document) == last


def test_a_file_outside_the_project_is_never_written(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    journal = journal_of(editor)
    die(editor)
    outside = '{"command":{"kind":"write_file","file":"scenes/../../evil","old":null,"new":"format = 1"}}'
    append(journal, "base", {"file": "../evil", "digest": None}, "null")
    append(journal, "done", {"say": "Evil"}, outside)

    after = opened(project, editors)
    recovered = after.recovery.recover(only(after.recovery.pending()))
    after.save()

    assert [told.sentence for told in recovered.left] == ["Evil"]
    assert not list(project.parent.glob("**/evil*"))


def test_another_project_is_refused(project: Path, editors: list[Editor], tmp_path: Path):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    die(editor)
    other = Editor()
    editors.append(other)
    other.new_project(tmp_path / "other")

    with pytest.raises(RecoveryError, match="first; its lost work belongs there"):
        other.recovery.recover(only(other.recovery.pending()))
