"""Save as and save a copy: all that belongs to a project, and nothing of a failure."""

import os
from pathlib import Path as FilePath

import pytest

from editor.core.editor import Editor
from editor.core.project import copying
from editor.core.project.copying import CopyRefusedError, copy_project, retitle
from editor.core.project.opening import needs_trust
from editor.core.settings.settings import Settings
from engine.document import Document, Path, Set, WriteFile
from tests.editor.core.glade import plant

CODE = "from engine.schema.component import Component\n\n\nclass Echo(Component, id='echo'):\n    '''An echo.'''\n"


@pytest.fixture
def glade(tmp_path: FilePath) -> FilePath:
    """A project with code, an asset, and what no copy needs."""
    folder = plant(tmp_path / "glade")
    (folder / "game" / "__pycache__").mkdir(parents=True)
    (folder / "game" / "__init__.py").write_text(CODE, encoding="utf-8")
    (folder / "game" / "__pycache__" / "old.pyc").write_bytes(b"0")
    (folder / "assets").mkdir()
    (folder / "assets" / "rock.glb").write_bytes(bytes(range(256)))
    (folder / "project.toml.bak").write_text("old", encoding="utf-8")
    (folder / "scenes" / "broken.toml").write_text("= =", encoding="utf-8")
    (folder / "link").symlink_to(tmp_path)
    return folder


def contents(folder: FilePath) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def a_change(document: Document) -> Set:
    """Another title for the project."""
    path = Path("project", ("title",))
    return Set(path=path, old=document.value(path), new="Another glade")


def test_a_copy_has_everything_that_belongs_to_the_project_and_the_unsaved_changes(glade, tmp_path):
    document = Document.open(glade)
    document.apply(a_change(document))

    copied = copy_project(document, tmp_path / "new" / "mine")

    before = contents(glade)
    expected = {
        name: data
        for name, data in before.items()
        if not name.endswith((".bak", ".pyc")) and not name.startswith("link")
    }
    assert contents(copied) == expected | {"project.toml": document.text("project").encode()}
    assert not (copied / "link").exists()
    assert contents(glade) == before


def test_what_was_deleted_or_created_and_not_saved_is_so_in_the_copy(glade, tmp_path):
    document = Document.open(glade)
    scene = next(name for name in document.files if name.startswith("scenes/"))
    text = document.text(scene)
    document.apply(WriteFile(file="scenes/second", old=None, new=text))
    document.apply(WriteFile(file=scene, old=text, new=None))

    copied = copy_project(document, tmp_path / "mine")

    assert not (copied / f"{scene}.toml").exists()
    assert (copied / "scenes/second.toml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("place", "words"), [("full", "is not empty"), ("glade/inside", "inside the project"), ("file", "is a file")]
)
def test_a_folder_that_does_not_do_is_refused_and_left_alone(glade, tmp_path, place, words):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    before = contents(tmp_path)

    with pytest.raises(CopyRefusedError, match=words):
        copy_project(Document.open(glade), tmp_path / place)

    assert contents(tmp_path) == before


@pytest.mark.parametrize("exists", [True, False])
def test_a_copy_that_fails_half_way_leaves_nothing(glade, tmp_path, monkeypatch, exists):
    target = tmp_path / "mine"
    if exists:
        target.mkdir()
    copy2, copied = copying.shutil.copy2, []

    def until_full(source, target):
        if len(copied) == 3:
            raise OSError(28, "No space left on device", str(target))
        copied.append(copy2(source, target))

    monkeypatch.setattr(copying.shutil, "copy2", until_full)

    with pytest.raises(OSError, match="No space left"):
        copy_project(Document.open(glade), target)

    assert len(copied) == 3
    assert target.exists() == exists
    assert not exists or not list(target.iterdir())


def test_a_project_whose_folder_has_vanished_can_still_be_saved_elsewhere(glade, tmp_path):
    document = Document.open(glade)
    os.rename(glade, tmp_path / "away")

    copied = copy_project(document, tmp_path / "mine")

    assert contents(copied) == {f"{name}.toml": document.text(name).encode() for name in document.files}


@pytest.fixture
def editor(tmp_path: FilePath):
    """The services with settings of their own."""
    services = Editor(Settings(tmp_path / "settings.json"))
    yield services
    services.shut_down()


def test_after_save_as_one_goes_on_there_with_the_whole_history(editor, glade, tmp_path):
    editor.open_project(glade, trusted=True)
    before = contents(glade)
    original = editor.document.text("project")
    editor.run(a_change(editor.document))

    target = editor.save_as(tmp_path / "mine")

    assert editor.document.folder == target
    assert not editor.is_dirty
    assert editor.document.unsaved() == ()
    assert set(editor.document.foreign()) == {"scenes/broken"}
    editor.undo.undo()
    assert editor.document.text("project") == original
    editor.save()
    assert (target / "project.toml").read_text(encoding="utf-8") == original
    assert contents(glade) == before


@pytest.mark.parametrize("is_trusted", [True, False])
def test_the_code_of_a_copy_is_trusted_when_that_of_the_original_was(editor, glade, tmp_path, is_trusted):
    editor.open_project(glade, trusted=is_trusted)

    target = editor.save_as(tmp_path / "mine")

    assert needs_trust(target, editor.settings.files.trusted_folders) is not is_trusted
    assert needs_trust(glade, editor.settings.files.trusted_folders)


def test_a_saved_copy_changes_nothing_of_where_one_is(editor, glade, tmp_path):
    editor.open_project(glade, trusted=True)
    editor.run(a_change(editor.document))

    target = editor.save_copy(tmp_path / "mine")

    assert "Another glade" in (target / "project.toml").read_text(encoding="utf-8")
    assert editor.is_dirty
    assert editor.document.folder == glade


def test_conflicts_with_the_folder_that_was_left_are_left_there(editor, glade, tmp_path):
    editor.open_project(glade, trusted=True)
    editor.run(a_change(editor.document))
    head = glade / "project.toml"
    theirs = head.read_text(encoding="utf-8").replace('title = "', 'title = "Their ')
    head.write_text(theirs, encoding="utf-8")
    editor.outside.look_now()
    assert editor.outside.pending is not None

    editor.save_as(tmp_path / "mine")
    editor.undo.undo()
    editor.save()

    assert editor.outside.pending is None
    assert head.read_text(encoding="utf-8") == theirs


def test_a_copy_that_somebody_changed_before_one_goes_on_there_is_unsaved(glade, tmp_path):
    document = Document.open(glade)
    copied = copy_project(document, tmp_path / "mine")
    (copied / "project.toml").write_text("# changed meanwhile\n", encoding="utf-8")

    document.move_to(copied)

    assert document.unsaved() == ("project",)


def test_a_new_title_changes_one_line_and_no_line_end(glade):
    head = glade / "project.toml"
    head.write_bytes(head.read_bytes().replace(b"\n", b"\r\n"))
    before = head.read_bytes()

    retitle(glade, 'The "Glade"')

    assert head.read_bytes() == before.replace(b'"Glade"', b'"The \\"Glade\\""')
