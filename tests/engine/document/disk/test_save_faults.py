"""Saving when things go wrong: full disks, links in the way, folders gone, saves that were killed half-way."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path as FilePath
from typing import Any

import pytest

from engine.document import Document, DocumentError, Path, Set, WriteFile
from tests.engine.document.orchard import SCENE, WASP, plant

TITLE = Path("scenes/orchard", ("title",))
needs_links = pytest.mark.skipif(os.name != "posix", reason="making links asks for rights on Windows")


def change(document: Document, title: str = "New") -> None:
    document.apply(Set(path=TITLE, old=document.value(TITLE), new=title))


def written(folder: FilePath) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def failure_of(document: Document) -> str | None:
    try:
        document.save()
    except DocumentError as error:
        return str(error)
    return None


class Full:
    """The n-th call of a function of the system fails as on a full disk."""

    def __init__(self, real: Callable[..., Any], call: int) -> None:
        self.real, self.left = real, call

    def __call__(self, *args: Any, **named: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.real(*args, **named)


@pytest.mark.parametrize("call", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("step", ["fsync", "replace", "link"])
def test_a_disk_that_fills_up_at_any_step_leaves_each_file_old_or_new(
    document: Document, folder: FilePath, monkeypatch: pytest.MonkeyPatch, step: str, call: int
):
    change(document)
    path = Path("prefabs/wasp", ("title",))
    document.apply(Set(path=path, old=document.value(path), new="New"))
    document.apply(WriteFile(file="scenes/cellar", old=None, new='format = 1\nkind = "scene"\n'))
    document.apply(WriteFile(file="encounters/harvest", old=document.text("encounters/harvest"), new=None))
    old = written(folder)
    new = {f"{name}.toml": document.text(name).encode() for name in document.files}

    monkeypatch.setattr(os, step, Full(getattr(os, step), call))
    told = failure_of(document)
    monkeypatch.undo()

    if told is None:
        assert step == "link" or call > 3, "a copy takes the place of a link that can't be made"
    else:
        assert "No space left on device" in told
        assert "make room on the disk and save again" in told
    now = written(folder)
    assert {name for name in now if not name.endswith((".toml", ".bak"))} == set()
    for name, data in now.items():
        assert data in (old.get(name), new.get(name)) or name.endswith(".bak")
    document.save()
    assert {name: data for name, data in written(folder).items() if name.endswith(".toml")} == new
    assert Document.open(folder).load_findings == []


def test_a_file_of_another_length_in_place_of_a_write_is_no_half_file(document: Document, folder: FilePath):
    change(document)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", Full(os.fsync, 1))
        with pytest.raises(DocumentError, match=r"scenes/orchard\.toml: the file can't be written"):
            document.save()

    assert written(folder)["scenes/orchard.toml"] == SCENE.encode()
    assert document.unsaved() == ("scenes/orchard",)


LIMITED = """
import resource, sys
from engine.document import Document, DocumentError, Path, Set
document = Document.open(sys.argv[1])
document.apply(Set(path=Path("scenes/orchard", ("title",)), old="Orchard", new="New"))
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
try:
    document.save()
except DocumentError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files can't be limited there")
def test_a_system_that_takes_no_more_bytes_leaves_the_old_file(folder: FilePath):
    done = subprocess.run([sys.executable, "-c", LIMITED, folder], capture_output=True, text=True, check=True)

    assert done.stdout.startswith("scenes/orchard.toml: the file can't be written (File too large)")
    assert written(folder)["scenes/orchard.toml"] == SCENE.encode()
    assert all(name.endswith(".toml") for name in written(folder))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_rights_is_told(document: Document, folder: FilePath):
    change(document)
    (folder / "scenes").chmod(0o500)
    try:
        with pytest.raises(DocumentError, match=r"Permission denied.*change its permissions and save again"):
            document.save()
    finally:
        (folder / "scenes").chmod(0o700)

    document.save()


def test_a_folder_in_the_place_of_a_file_is_told(document: Document, folder: FilePath):
    (folder / "scenes/orchard.toml").unlink()
    (folder / "scenes/orchard.toml").mkdir()
    change(document)

    for overwrite in (False, True):
        with pytest.raises(DocumentError, match=r"a folder stands where the file belongs.*move it away and save again"):
            document.save(overwrite=overwrite)

    assert "there is a folder of this name" in document.foreign()["scenes/orchard"].problem


def test_a_project_whose_folder_vanished_is_written_again(document: Document, folder: FilePath):
    texts = {f"{name}.toml": document.text(name).encode() for name in document.files}
    moved = folder.rename(folder.with_name("elsewhere"))

    assert {each.file for each in document.foreign().values() if each.has_vanished} == set(document.files)
    document.save()

    assert written(folder) == texts == written(moved)


@needs_links
def test_a_link_inside_the_project_is_written_through_and_stays_a_link(tmp_path: FilePath):
    folder = plant(tmp_path / "orchard")
    (folder / "shared").mkdir()
    (folder / "scenes/orchard.toml").rename(folder / "shared/place.toml")
    (folder / "scenes/orchard.toml").symlink_to("../shared/place.toml")
    document = Document.open(folder)
    change(document)

    document.save()

    assert (folder / "scenes/orchard.toml").is_symlink()
    assert (folder / "shared/place.toml").read_text() == document.text("scenes/orchard")
    assert (folder / "shared/place.toml.bak").read_text() == SCENE
    assert document.foreign() == {}


@needs_links
def test_a_link_that_leads_out_and_appeared_later_is_not_followed(
    document: Document, folder: FilePath, tmp_path: FilePath
):
    outside = tmp_path / "outside.toml"
    outside.write_text("mine")
    (folder / "scenes/orchard.toml").unlink()
    (folder / "scenes/orchard.toml").symlink_to(outside)
    change(document)

    for overwrite in (False, True):
        with pytest.raises(DocumentError, match="a link that leads out of the project, so it was not written"):
            document.save(overwrite=overwrite)

    assert "leads out of the project" in document.foreign()["scenes/orchard"].problem
    assert outside.read_text() == "mine"


@needs_links
def test_a_link_to_another_file_of_the_project_is_refused(tmp_path: FilePath):
    folder = plant(tmp_path / "orchard")
    (folder / "scenes/twin.toml").symlink_to("orchard.toml")

    document = Document.open(folder)
    assert "scenes/twin" not in document.files
    assert "a link to scenes/orchard.toml, which the project has already" in document.load_findings[0].text

    (folder / "prefabs/wasp.toml").unlink()
    (folder / "prefabs/wasp.toml").symlink_to("../scenes/orchard.toml")
    change(document)
    path = Path("prefabs/wasp", ("title",))
    document.apply(Set(path=path, old=document.value(path), new="New"))
    with pytest.raises(DocumentError, match=r"a link to scenes/orchard\.toml.*so it was not written"):
        document.save(overwrite=True)
    assert (folder / "scenes/orchard.toml").read_text() == SCENE


@needs_links
def test_a_linked_folder_that_leads_out_is_neither_read_nor_written(tmp_path: FilePath):
    folder = plant(tmp_path / "orchard")
    (folder / "scenes").rename(tmp_path / "scenes")
    (folder / "scenes").symlink_to(tmp_path / "scenes")
    leftover = tmp_path / f"scenes/.orchard.toml.{dead_process()}.tmp"
    leftover.write_text("not ours")

    document = Document.open(folder)
    assert "scenes/orchard" not in document.files
    assert "leads out of the project" in document.load_findings[0].text

    document.apply(WriteFile(file="scenes/cellar", old=None, new='format = 1\nkind = "scene"\n'))
    with pytest.raises(DocumentError, match="leads out of the project"):
        document.save()
    assert sorted(path.name for path in (tmp_path / "scenes").iterdir()) == [leftover.name, "orchard.toml"]


@needs_links
def test_links_in_a_ring_take_nothing_else_down(tmp_path: FilePath):
    folder = plant(tmp_path / "orchard")
    (folder / "prefabs/wasp.toml").unlink()
    (folder / "prefabs").rmdir()
    (folder / "prefabs").symlink_to("prefabs")
    (folder / "scenes/ring.toml").symlink_to("ring.toml")

    document = Document.open(folder)

    assert "the file is a link that leads nowhere" in document.load_findings[0].text
    change(document)
    document.save()
    assert (folder / "scenes/orchard.toml").read_text() == document.text("scenes/orchard")


@needs_links
def test_a_folder_that_becomes_a_link_during_the_save_is_noticed(
    document: Document, folder: FilePath, tmp_path: FilePath
):
    change(document)
    fsync = os.fsync

    def swap(handle: int) -> None:
        fsync(handle)
        if not (folder / "scenes").is_symlink():
            (folder / "scenes").rename(tmp_path / "out")
            (folder / "scenes").symlink_to(tmp_path / "out")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", swap)
        with pytest.raises(DocumentError, match="leads out of the project"):
            document.save()

    assert (tmp_path / "out/orchard.toml").read_text() == SCENE


def dead_process() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


@pytest.mark.skipif(os.name != "posix", reason="only the age counts on Windows")
def test_what_a_killed_save_left_is_cleared_and_nothing_else(folder: FilePath):
    dead = dead_process()
    left = [folder / f"scenes/.orchard.toml.{dead}.tmp", folder / f".project.toml.{dead}.bak"]
    kept = [
        folder / f"scenes/.orchard.toml.{os.getppid()}.tmp",
        folder / "scenes/.orchard.toml.tmp",
        folder / f"scenes/orchard.toml.{dead}.tmp",
        folder / f"notes/.orchard.toml.{dead}.tmp",
        folder / "scenes/orchard.toml.bak",
    ]
    for path in (*left, *kept):
        path.parent.mkdir(exist_ok=True)
        path.write_text("half")

    document = Document.open(folder)
    assert [path for path in (*left, *kept) if path.exists()] == kept

    left[0].write_text("half")
    document.save()
    assert [path for path in (*left, *kept) if path.exists()] == kept


def test_a_leftover_of_more_than_a_day_is_cleared_whoever_runs(folder: FilePath):
    left = folder / f"scenes/.orchard.toml.{os.getpid()}.tmp"
    left.write_text("half")
    os.utime(left, (1, 1))

    Document.open(folder)

    assert not left.exists()


def test_a_name_that_differs_in_case_only_makes_room_first(document: Document, folder: FilePath):
    document.apply(WriteFile(file="prefabs/wasp", old=WASP, new=None))
    document.apply(WriteFile(file="prefabs/Wasp", old=None, new=WASP))
    moves: list[str] = []
    replace = os.replace

    def watched(source: FilePath, target: FilePath) -> None:
        moves.append(FilePath(target).name)
        replace(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", watched)
        document.save()

    assert moves == ["wasp.toml.bak", "Wasp.toml"]
    assert (folder / "prefabs/Wasp.toml").read_text() == WASP


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_the_place_of_a_file_does_not_hold_anything_up(folder: FilePath):
    (folder / "scenes/orchard.toml").unlink()
    os.mkfifo(folder / "scenes/orchard.toml")

    assert "this is no plain file" in Document.open(folder).load_findings[0].text


def test_the_draft_of_a_merge_that_was_killed_is_cleared_away_a_day_later(folder: FilePath):
    drafts = [folder / f"scenes/.orchard.toml.{name}.part" for name in ("0123abcd", "4567abcd")]
    for draft in drafts:
        draft.write_text("half")
    os.utime(drafts[0], (0, 0))

    Document.open(folder)

    assert [draft.exists() for draft in drafts] == [False, True]
