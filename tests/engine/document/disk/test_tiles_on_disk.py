"""Tiles of ground in a project's folder: read, saved, watched, and left alone where they are none."""

import errno
import os
from pathlib import Path

import pytest

from engine.document import CommandError, Compound, Document, DocumentError, WriteFile, view
from engine.document.disk import files
from engine.document.edits.terrain import shape_commands
from tests.engine.document.grounds import ground, raised
from tests.engine.document.orchard import plant

FILE = "terrain/orchard/2_-3"


def shaped(document: Document, tiles: dict) -> Compound:
    command = Compound(title="Raise the ground", commands=tuple(shape_commands(document, "orchard", tiles)))
    document.apply(command)
    return command


def on_disk(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in (folder / "terrain").rglob("*"))


def test_a_tile_lies_where_its_place_says(document: Document, folder: Path):
    shaped(document, {(2, -3): ground(250)})

    document.save()

    assert on_disk(folder) == ["terrain/orchard", f"{FILE}.toml"]
    assert (folder / f"{FILE}.toml").read_text() == raised(250)
    again = Document.open(folder)
    assert again.load_findings == []
    assert view(again, "orchard").terrain_tiles.keys() == {(2, -3)}


def test_untouched_tiles_keep_every_byte(tmp_path: Path):
    odd = "# Mira's hill\r\n" + raised(250).replace("\n", "\r\n").replace(",", ", ")
    folder = plant(tmp_path / "orchard", **{FILE: "\ufeff" + odd, "terrain/orchard/0_0": odd})
    document = Document.open(folder)

    shaped(document, {(0, 0): ground(9)})
    document.save(overwrite=True)

    assert (folder / f"{FILE}.toml").read_bytes() == ("\ufeff" + odd).encode()
    kept = (folder / "terrain/orchard/0_0.toml").read_bytes()
    assert kept == ("# Mira's hill\n" + raised(9)).replace("\n", "\r\n").encode()
    assert (folder / "terrain/orchard/0_0.toml.bak").read_bytes() == odd.encode()


def test_a_tile_that_is_emptied_goes_and_its_old_version_stays_as_a_backup(document: Document, folder: Path):
    shaped(document, {(2, -3): ground(250)})
    document.save()

    shaped(document, {(2, -3): ground(0)})
    assert FILE not in document.files
    document.save()

    assert not (folder / f"{FILE}.toml").exists()
    assert (folder / f"{FILE}.toml.bak").read_text() == raised(250)
    assert Document.open(folder).load_findings == []


def test_a_folder_that_holds_nothing_any_more_goes_too(document: Document, folder: Path):
    shaped(document, {(2, -3): ground(250)})
    document.save()
    (folder / f"{FILE}.toml").unlink()

    shaped(document, {(2, -3): None})
    document.save(overwrite=True)

    assert not (folder / "terrain").exists()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("2_-3", "heights = 1\n", "terrain/orchard/2_-3.toml, line 1"),
        ("2_-3", raised(3).replace("[3,", "[3,3,", 1), "line 4: row 1 of `heights` has 17 values; expected 16 whole"),
        ("hill", raised(3), "hill.toml names no tile of the ground; expected X_Z.toml with whole numbers of -4096 to"),
        ("-0_1", raised(3), "-0_1.toml names no tile"),
        ("5000_0", raised(3), "5000_0.toml names no tile"),
    ],
)
def test_a_broken_tile_is_told_and_left_alone(tmp_path: Path, name: str, text: str, told: str):
    folder = plant(tmp_path / "orchard", **{f"terrain/orchard/{name}": text, "terrain/orchard/1_1": raised(5)})

    document = Document.open(folder)

    (finding,) = document.load_findings
    assert (finding.rule, finding.severity) == ("broken-file", "error")
    assert told in finding.text, finding.text
    assert view(document, "orchard").terrain_tiles.keys() == {(1, 1)}
    document.save()
    assert (folder / f"terrain/orchard/{name}.toml").read_text() == text


def test_a_broken_tile_is_not_shaped_over(tmp_path: Path):
    document = Document.open(plant(tmp_path / "orchard", **{FILE: "nonsense"}))

    with pytest.raises(CommandError, match=r"there is terrain/orchard/2_-3.toml already"):
        shaped(document, {(2, -3): ground(250)})


def test_ground_that_a_link_leads_to_outside_is_not_read(tmp_path: Path):
    elsewhere = plant(tmp_path / "elsewhere", **{"terrain/orchard/0_0": raised(5)})
    folder = plant(tmp_path / "orchard")
    (folder / "terrain").mkdir()
    os.symlink(elsewhere / "terrain/orchard", folder / "terrain/orchard")
    os.symlink(elsewhere / "terrain", folder / "terrain/inside")

    document = Document.open(folder)

    texts = [each.text for each in document.load_findings]
    assert len(texts) == 2
    assert "terrain/orchard/ is a link that leads out of the project" in texts[1]
    assert not view(document, "orchard").terrain_tiles


def test_of_too_many_tiles_the_first_are_read_and_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "MOST_TILES", 3)
    folder = plant(tmp_path / "orchard", **{f"terrain/orchard/{x}_0": raised(5) for x in range(5)})

    document = Document.open(folder)

    assert len(view(document, "orchard").terrain_tiles) == 3
    (finding,) = document.load_findings
    assert finding.text == (
        "terrain/orchard/ holds 5 files, at most 3 are read: the first by name. Move some elsewhere."
    )


def test_what_another_program_does_to_tiles_is_seen(document: Document, folder: Path):
    shaped(document, {(0, 0): ground(5), (1, 0): ground(6)})
    document.save()
    (folder / "terrain/orchard/0_0.toml").write_text(raised(9))
    (folder / "terrain/orchard/1_0.toml").unlink()
    (folder / "terrain/orchard/7_7.toml").write_text(raised(7))

    found = document.foreign()

    assert {name: each.text for name, each in found.items()} == {
        "terrain/orchard/0_0": raised(9),
        "terrain/orchard/1_0": None,
        "terrain/orchard/7_7": raised(7),
    }
    document.apply(WriteFile(file="terrain/orchard/7_7", old=None, new=raised(7)))
    assert (7, 7) in view(document, "orchard").terrain_tiles


def test_what_a_save_that_was_killed_left_among_the_tiles_is_cleared(document: Document, folder: Path):
    shaped(document, {(0, 0): ground(5)})
    document.save()
    left = folder / "terrain/orchard/.0_0.toml.99999999.tmp"
    left.write_text("half")

    Document.open(folder)

    assert not left.exists()


def test_a_disk_that_fills_up_among_many_tiles_is_told_and_harms_nothing(
    document: Document, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    shaped(document, {(0, 0): ground(5)})
    document.save()
    shaped(document, {(x, 0): ground(x + 6) for x in range(40)})
    fsync, calls = os.fsync, []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 25:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DocumentError, match=r"can't be written \(No space left on device\).*unharmed"):
        document.save()
    monkeypatch.undo()

    assert on_disk(folder) == ["terrain/orchard", "terrain/orchard/0_0.toml"]
    assert (folder / "terrain/orchard/0_0.toml").read_text() == raised(5)
    assert len(document.save()) == 40
    assert Document.open(folder).on_disk() == document.on_disk()
