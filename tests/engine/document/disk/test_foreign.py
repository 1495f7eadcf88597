"""What other programs do to the files on disk is found, cheaply, and can be taken note of."""

import os
from pathlib import Path as FilePath

import pytest

from engine.document import CommandError, Document, DocumentError, Foreign, Path, Set, WriteFile
from engine.document.disk import files as disk_module
from engine.document.disk.foreign import find_foreign
from engine.document.disk.reading import read_text
from tests.engine.document.orchard import HARVEST, PROJECT, SCENE, WASP

CELLAR = 'format = 1\nkind = "scene"\n'
TITLE = Path("scenes/orchard", ("title",))


def test_nothing_is_foreign_after_opening_and_after_saving(document: Document):
    assert document.foreign() == {}

    document.apply(Set(path=TITLE, old="Orchard", new="New"))
    document.save()

    assert document.foreign() == {}
    assert document.on_disk()["scenes/orchard"] == document.text("scenes/orchard")


def test_changed_new_vanished_and_broken_files_are_found(document: Document, folder: FilePath):
    (folder / "scenes/orchard.toml").write_text(SCENE.replace("seed = 3", "seed = 4"))
    (folder / "scenes/cellar.toml").write_text(CELLAR)
    (folder / "prefabs/wasp.toml").unlink()
    (folder / "encounters/harvest.toml").write_text("kind = ")

    found = document.foreign()

    assert found["scenes/orchard"] == Foreign("scenes/orchard", SCENE.replace("seed = 3", "seed = 4"))
    assert found["scenes/cellar"] == Foreign("scenes/cellar", CELLAR)
    assert found["prefabs/wasp"].has_vanished
    assert "encounters/harvest.toml, line 1: not valid TOML" in found["encounters/harvest"].problem
    assert list(document.foreign(["scenes/cellar"])) == ["scenes/cellar"]


def test_a_change_of_equal_length_within_the_same_time_stamp_is_found(document: Document, folder: FilePath):
    path = folder / "scenes/orchard.toml"
    before = path.stat()
    with path.open("r+b") as stream:
        stream.write(SCENE.replace("seed = 3", "seed = 4").encode())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert list(document.foreign()) == ["scenes/orchard"]


def test_files_that_have_long_been_still_are_not_read_again(folder: FilePath, monkeypatch: pytest.MonkeyPatch):
    # As if the files had not been touched for a long time: both stamps count, and one of them can't be set.
    monkeypatch.setattr(disk_module, "SETTLED_NS", -(10**18))
    document = Document.open(folder)
    read: list[FilePath] = []
    reading = FilePath.read_bytes
    monkeypatch.setattr(FilePath, "read_bytes", lambda self: read.append(self) or reading(self))

    assert document.foreign() == {}
    assert read == []

    (folder / "scenes/orchard.toml").write_text(SCENE.replace("seed = 3", "seed = 44"))
    assert list(document.foreign()) == ["scenes/orchard"]
    assert [path.name for path in read] == ["orchard.toml"]


def test_accepting_changes_only_what_the_disk_is_known_to_hold(document: Document, folder: FilePath):
    theirs = SCENE.replace("seed = 3", "seed = 4")
    (folder / "scenes/orchard.toml").write_bytes(b"\xef\xbb\xbf" + theirs.encode())
    document.foreign()

    document.accept_disk("scenes/orchard", theirs)

    assert document.text("scenes/orchard") == SCENE
    assert document.on_disk()["scenes/orchard"] == theirs
    assert document.unsaved() == ("scenes/orchard",)
    assert document.foreign() == {}
    document.save()
    assert (folder / "scenes/orchard.toml").read_bytes() == b"\xef\xbb\xbf" + SCENE.encode()


def test_taking_a_foreign_version_in_leaves_nothing_unsaved(document: Document, folder: FilePath):
    theirs = SCENE.replace("seed = 3", "seed = 4")
    (folder / "scenes/orchard.toml").write_text(theirs)
    (folder / "scenes/cellar.toml").write_text(CELLAR)

    for name, foreign in document.foreign().items():
        old = document.text(name) if name in document.files else None
        document.apply(WriteFile(file=name, old=old, new=foreign.text))
        document.accept_disk(name, foreign.text)

    assert document.unsaved() == ()
    assert document.foreign() == {}
    assert document.save() == []


def test_accepting_that_a_file_is_gone_makes_it_unsaved(document: Document, folder: FilePath):
    (folder / "prefabs/wasp.toml").unlink()
    document.accept_disk("prefabs/wasp", None)

    assert "prefabs/wasp" not in document.on_disk()
    assert document.unsaved() == ("prefabs/wasp",)
    document.save()
    assert (folder / "prefabs/wasp.toml").read_text() == WASP


def test_a_broken_file_keeps_its_name_until_it_is_whole_again(folder: FilePath):
    (folder / "scenes/cellar.toml").write_text("kind = ")
    document = Document.open(folder)
    create = WriteFile(file="scenes/cellar", old=None, new=CELLAR)

    with pytest.raises(DocumentError, match=r"there is scenes/cellar\.toml already"):
        document.apply(create)

    (folder / "scenes/cellar.toml").write_text(CELLAR)
    assert document.foreign()["scenes/cellar"] == Foreign("scenes/cellar", CELLAR)
    document.apply(create)
    document.accept_disk("scenes/cellar", CELLAR)
    assert document.unsaved() == ()


def test_a_document_of_texts_touches_no_disk(tmp_path: FilePath):
    texts = {"project": PROJECT, "scenes/orchard": SCENE, "encounters/harvest": HARVEST}

    document = Document.from_texts(texts, folder=tmp_path / "nowhere")

    assert {name: document.text(name) for name in document.files} == texts
    assert document.on_disk() == {}
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(DocumentError, match=r"scenes/orchard\.toml, line 2: not valid TOML"):
        Document.from_texts({**texts, "scenes/orchard": "format = 1\nkind = "}, folder=tmp_path)


def test_a_job_can_look_with_what_is_known_of_the_disk(document: Document, folder: FilePath):
    text = SCENE.replace("seed = 3", "seed = 4")
    (folder / "scenes/orchard.toml").write_text(text)
    found, _same = find_foreign(folder, document.disk_files(), {})
    assert dict(found) == {"scenes/orchard": Foreign("scenes/orchard", text)}


def test_a_node_that_was_made_elsewhere_is_the_one_that_a_write_takes(document: Document):
    text = SCENE.replace("seed = 3", "seed = 4")
    node = read_text("scenes/orchard", text).node
    document.take_note({}, {"scenes/orchard": node})
    document.apply(WriteFile(file="scenes/orchard", old=SCENE, new=text))
    assert document.files["scenes/orchard"] is node


def test_a_file_that_was_found_broken_elsewhere_can_be_written_once_it_is_whole(document: Document, folder: FilePath):
    (folder / "scenes/cellar.toml").write_text("kind = ")
    found, _same = find_foreign(folder, document.disk_files(), {})
    document.take_note(found, {})
    with pytest.raises(CommandError, match="already"):
        document.apply(WriteFile(file="scenes/cellar", old=None, new=CELLAR))
    (folder / "scenes/cellar.toml").write_text(CELLAR)
    found, _same = find_foreign(folder, document.disk_files(), {})
    document.take_note(found, {})
    document.apply(WriteFile(file="scenes/cellar", old=None, new=CELLAR))
    assert "scenes/cellar" in document.files


@pytest.mark.parametrize(
    ("read_after_s", "is_trusted"), [(0.0, False), (1.9, False), (2.1, True), (3600.0, True), (-60.0, False)]
)
def test_a_stamp_is_trusted_when_it_was_old_as_the_file_was_read(read_after_s: float, is_trusted: bool):
    """Within two seconds a file may change again under the same stamp; a clock that was set back proves nothing."""
    changed_ns = 1_700_000_000 * 10**9
    stamp = disk_module.Stamp(10, changed_ns, changed_ns, 7)
    reading = disk_module.Reading("0123456789", "", stamp, changed_ns + round(read_after_s * 1e9))

    assert reading.still_holds(stamp) is is_trusted
    assert not reading.still_holds(stamp._replace(inode=8))
    assert not reading.still_holds(stamp._replace(changed_ns=changed_ns - 1))
