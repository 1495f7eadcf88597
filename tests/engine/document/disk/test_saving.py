"""Saving: whole files or none, one backup, and nobody's work overwritten unasked."""

import errno
import os
from pathlib import Path as FilePath

import pytest

from engine.document import Document, DocumentError, Path, Set, WriteFile
from tests.engine.document.orchard import SCENE, WASP

TITLE = Path("scenes/orchard", ("title",))
PREFAB_TITLE = Path("prefabs/wasp", ("title",))


def change(document: Document, title: str = "New") -> None:
    for path in (TITLE, PREFAB_TITLE):
        document.apply(Set(path=path, old=document.value(path), new=title))


def names(folder: FilePath) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_only_changed_files_are_written(document: Document, folder: FilePath):
    untouched = (folder / "prefabs/wasp.toml").stat().st_mtime_ns
    document.apply(Set(path=TITLE, old="Orchard", new="New"))

    written = document.save()

    assert [path.name for path in written] == ["orchard.toml"]
    assert (folder / "prefabs/wasp.toml").stat().st_mtime_ns == untouched
    assert (folder / "scenes/orchard.toml").read_text() == document.text("scenes/orchard")


def test_one_backup_is_kept_and_nothing_else_is_left(document: Document, folder: FilePath):
    change(document, "First")
    document.save()
    change(document, "Second")
    document.save()

    assert 'title = "First"' in (folder / "scenes/orchard.toml.bak").read_text()
    assert names(folder / "scenes") == ["orchard.toml", "orchard.toml.bak"]


def test_nothing_to_save_writes_nothing(document: Document, folder: FilePath):
    before = names(folder)

    assert document.save() == []
    assert names(folder) == before


def test_a_full_disk_is_told_and_harms_nothing(document: Document, folder: FilePath, monkeypatch: pytest.MonkeyPatch):
    change(document)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DocumentError, match=r"can't be written \(No space left on device\).*unharmed"):
        document.save()
    monkeypatch.undo()

    assert (folder / "scenes/orchard.toml").read_text() == SCENE
    assert (folder / "prefabs/wasp.toml").read_text() == WASP
    assert not [name for name in names(folder) if name.endswith((".tmp", ".bak"))]
    assert len(document.save()) == 2


def test_a_failure_between_two_files_leaves_each_whole(
    document: Document, folder: FilePath, monkeypatch: pytest.MonkeyPatch
):
    change(document)
    replace, moved = os.replace, []

    def once(source: FilePath, target: FilePath) -> None:
        if str(target).endswith(".toml"):
            if moved:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            moved.append(target)
        replace(source, target)

    monkeypatch.setattr(os, "replace", once)
    with pytest.raises(DocumentError):
        document.save()
    monkeypatch.undo()

    texts = [(folder / name).read_text() for name in ("scenes/orchard.toml", "prefabs/wasp.toml")]
    old, new = (SCENE, WASP), (document.text("scenes/orchard"), document.text("prefabs/wasp"))
    assert sorted(text in old for text in texts) == [False, True]
    assert all(text in old + new for text in texts)
    assert len(document.save()) == 1


def test_a_folder_that_cannot_be_written_is_told(document: Document, folder: FilePath, monkeypatch: pytest.MonkeyPatch):
    change(document)
    opening = FilePath.open

    def refused(self: FilePath, mode: str = "r", *rest: object) -> object:
        if "w" in mode:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return opening(self, mode, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(FilePath, "open", refused)

    with pytest.raises(DocumentError, match=r"Read-only file system.*expected a folder that this user may write to"):
        document.save()


def test_a_file_that_another_program_changed_is_not_overwritten(document: Document, folder: FilePath):
    foreign = SCENE.replace("seed = 3", "seed = 4")
    (folder / "scenes/orchard.toml").write_text(foreign)
    change(document)

    with pytest.raises(DocumentError, match=r"scenes/orchard\.toml: another program has changed the file"):
        document.save()

    assert (folder / "scenes/orchard.toml").read_text() == foreign
    assert (folder / "prefabs/wasp.toml").read_text() == WASP


def test_saving_over_another_programs_version_keeps_that_as_backup(document: Document, folder: FilePath):
    foreign = SCENE.replace("seed = 3", "seed = 4")
    (folder / "scenes/orchard.toml").write_text(foreign)
    change(document)

    document.save(overwrite=True)

    assert (folder / "scenes/orchard.toml.bak").read_text() == foreign
    assert (folder / "scenes/orchard.toml").read_text() == document.text("scenes/orchard")


def test_a_file_that_vanished_is_written_again(document: Document, folder: FilePath):
    (folder / "scenes/orchard.toml").unlink()
    change(document)

    document.save()

    assert (folder / "scenes/orchard.toml").read_text() == document.text("scenes/orchard")


def test_permissions_are_kept(document: Document, folder: FilePath):
    (folder / "scenes/orchard.toml").chmod(0o640)
    change(document)

    document.save()

    assert (folder / "scenes/orchard.toml").stat().st_mode & 0o777 == 0o640


def test_saving_creates_new_files_and_their_folder(document: Document, folder: FilePath):
    (folder / "prefabs/wasp.toml").unlink()
    (folder / "prefabs").rmdir()
    document.apply(WriteFile(file="scenes/cellar", old=None, new='kind = "scene"\nformat = 1\n'))

    document.save()

    assert (folder / "scenes/cellar.toml").read_text() == 'kind = "scene"\nformat = 1\n'
    assert (folder / "prefabs/wasp.toml").read_text() == WASP


def test_saving_deletes_files_and_keeps_them_as_backup(document: Document, folder: FilePath):
    delete = WriteFile(file="scenes/orchard", old=SCENE, new=None)
    document.apply(delete)
    assert document.unsaved() == ("scenes/orchard",)

    assert [path.name for path in document.save()] == ["orchard.toml"]

    assert names(folder / "scenes") == ["orchard.toml.bak"]
    assert document.unsaved() == ()
    document.apply(delete.inverse())
    document.save()
    assert (folder / "scenes/orchard.toml").read_text() == SCENE


def test_what_could_not_be_opened_again_is_not_written(document: Document, folder: FilePath):
    before = (folder / "scenes/orchard.toml").read_bytes()
    document.apply(Set(path=TITLE, old="Orchard", new="x" * (33 * 2**20)))

    with pytest.raises(DocumentError, match=r"scenes/orchard.toml: the file has 33 MiB.*could not be opened again"):
        document.save()

    assert (folder / "scenes/orchard.toml").read_bytes() == before
    assert document.unsaved() == ("scenes/orchard",)
