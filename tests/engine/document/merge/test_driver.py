"""The driver on plain files: what it writes, what it says, and that trouble leaves our version alone."""

from pathlib import Path

import pytest

from engine.document.merge.driver import drive, named
from tests.engine.document.grounds import raised
from tests.engine.document.orchard import PROJECT, SCENE, WASP

BOM = b"\xef\xbb\xbf"
OURS = SCENE.replace("current = 80.0 # tired", "current = 140.0").encode()
THEIRS = SCENE.replace("maximum = 100.0", "maximum = 120.0").encode()
BOTH = SCENE.replace("current = 80.0 # tired", "current = 140.0").replace("maximum = 100.0", "maximum = 120.0").encode()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
    base.write_bytes(SCENE.encode())
    ours.write_bytes(OURS)
    theirs.write_bytes(THEIRS)
    return base, ours, theirs


def test_the_result_goes_to_ours(files: tuple[Path, Path, Path]):
    assert drive(*files, "game/scenes/orchard.toml").code == 0
    assert files[1].read_bytes() == BOTH


def test_a_byte_order_mark_that_one_side_added_stays(files: tuple[Path, Path, Path]):
    files[2].write_bytes(BOM + THEIRS)

    assert drive(*files, "scenes/orchard.toml").code == 0
    assert files[1].read_bytes() == BOM + BOTH


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        (b"", BOM, b"", BOM),
        (b"", BOM, BOM, BOM),
        (BOM, b"", BOM, b""),
        (BOM, BOM, b"", b""),
        (BOM, BOM, BOM, BOM),
        (b"", b"", b"", b""),
    ],
)
def test_the_mark_is_that_of_who_changed_it(files: tuple[Path, Path, Path], base, ours, theirs, merged):
    for path, mark in zip(files, (base, ours, theirs), strict=True):
        path.write_bytes(mark + path.read_bytes())

    assert drive(*files, "scenes/orchard.toml").code == 0
    assert files[1].read_bytes() == merged + BOTH


@pytest.mark.parametrize(
    ("theirs", "told"),
    [(b"\xff\xfe", "no text in UTF-8"), (b"[entities", "the other side can't be read"), (b"format = 99", "format 99")],
)
def test_trouble_leaves_ours_alone_and_says_why(files: tuple[Path, Path, Path], theirs: bytes, told: str):
    files[2].write_bytes(theirs)

    driven = drive(*files, "scenes/orchard.toml")

    assert driven.code == 2
    assert told in driven.told[0]
    assert driven.told[0].endswith("Your version is kept.")
    assert files[1].read_bytes() == OURS


def test_a_conflict_is_told_with_the_way_to_settle_it(files: tuple[Path, Path, Path]):
    files[2].write_bytes(SCENE.replace("current = 80.0", "current = 90.0").encode())

    driven = drive(*files, "game/scenes/orchard.toml")

    assert (driven.code, driven.error, files[1].read_bytes()) == (1, "", OURS)
    assert driven.told == (
        "game/scenes/orchard.toml: Mira's health: you set 140 hp, the other side 90 hp (it was 80 hp).",
        "game/scenes/orchard.toml: your values are kept. Settle it in the editor, or with: astraweave merge --show",
    )


def test_a_missing_version_is_trouble(files: tuple[Path, Path, Path]):
    files[0].unlink()

    driven = drive(*files, "scenes/orchard.toml")

    assert driven.code == 2
    assert driven.error == (
        f"scenes/orchard.toml: not merged: {files[0]}: No such file or directory. Your version is kept."
    )


def test_an_empty_base_means_that_both_added_the_file(files: tuple[Path, Path, Path]):
    files[0].write_bytes(b"")

    driven = drive(*files, "scenes/orchard.toml")

    assert [each.kind for each in driven.conflicts] == ["added"]
    assert files[1].read_bytes() == OURS


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("project.toml", "project"),
        ("a/b/scenes/x.toml", "scenes/x"),
        ("world/scenes/x.toml", "scenes/x"),
        ("prefabs\\bee.toml", "prefabs/bee"),
        ("other/x.toml", "other/x"),
        ("x.toml", "scenes/x"),
    ],
)
def test_a_path_in_the_repository_names_the_file(path: str, name: str):
    assert named(path) == name


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("/tmp/LOCAL_12.toml", WASP, "prefabs/LOCAL_12"),
        ("/tmp/LOCAL_12.toml", SCENE, "scenes/LOCAL_12"),
        ("/tmp/LOCAL_12.toml", PROJECT, "project"),
        ("/tmp/LOCAL_12.toml", "broken =", "tmp/LOCAL_12"),
        ("prefabs/x.toml", SCENE, "prefabs/x"),
        ("2_-3.toml", raised(4), "terrain/scene/2_-3"),
    ],
)
def test_a_text_says_what_it_is_where_its_path_does_not(path: str, text: str, name: str):
    assert named(path, text) == name


def test_a_full_disk_leaves_our_version_whole(files: tuple[Path, Path, Path]):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        driven = drive(*files, "scenes/orchard.toml")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert (driven.code, files[1].read_bytes()) == (2, OURS)
    assert sorted(path.name for path in files[1].parent.iterdir()) == ["base", "ours", "theirs"]
