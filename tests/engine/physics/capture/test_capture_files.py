"""Files that are no captures are refused in words, and never read half."""

import json
from pathlib import Path

import pytest

from engine.physics.capture import Capture, CaptureError, load, save
from tests.engine.physics.capture.captures import ORIGIN, noisy


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return save(noisy(1, 5), tmp_path / "a.capture.json")


def changed(file: Path, place: str, value: object) -> Path:
    """The file with another value at "a/b/c"; None takes the value away."""
    data = json.loads(file.read_text())
    *way, last = place.split("/")
    table = data
    for name in way:
        table = table[name]
    if value is None:
        del table[last]
    else:
        table[last] = value
    file.write_text(json.dumps(data))
    return file


def test_a_file_names_where_it_comes_from(file):
    origin = json.loads(file.read_text())["origin"]

    assert {"project", "scene", "seed", "threads", "machine", "version", "taken"} <= set(origin)
    assert origin["project"] == "veilweaver"


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("format", "astraweave physics capture 9", "format is"),
        ("origin", None, "origin is null; expected a table"),
        ("origin/project", 3, "origin.project is 3; expected a text"),
        ("origin/seed", 2**70, "64 bits"),
        ("origin/threads", -1, "origin.threads is -1; expected 0 to"),
        ("ticks/tick", [1, 2, 4, 5, 6], "tick 4 follows tick 2"),
        ("ticks/tick", [], "it has 0 ticks"),
        ("ticks/broad_phase", [1, 2, 3, 4], "broad_phase has 4 values for 5 ticks"),
        ("ticks/narrow_phase", [1, 2, -3, 4, 5], "narrow_phase holds -3; expected times in ns or null"),
        ("ticks/integration", [1, 2, True, 4, 5], "integration holds true"),
        ("ticks/rigid", "fast", 'rigid is "fast"; expected a list'),
        ("ticks/threads", [0, 0, 0, 0, 1.5], "threads holds 1.5"),
        ("ticks/chunks_per_thread", [[], [], [], [], ["a"]], "chunks_per_thread holds"),
        ("ticks/checksums", {"magic": []}, "checksums of"),
        ("ticks/checksums", {"rigid": ["xyz"] * 5}, "16 hexadecimal digits"),
    ],
)
def test_a_wrong_value_is_named(file, place, value, told):
    with pytest.raises(CaptureError, match="is no whole capture") as refused:
        load(changed(file, place, value))

    assert told in str(refused.value)
    assert str(file) in str(refused.value)


def test_a_file_cut_short_is_refused(file):
    file.write_bytes(file.read_bytes()[:-40])

    with pytest.raises(CaptureError, match="is no capture"):
        load(file)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 100_000, b"NaN", b"[1, 2]", b'{"format": NaN}'])
def test_anything_else_is_refused(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_bytes(content)

    with pytest.raises(CaptureError, match=r"x\.json"):
        load(path)


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere.json"):
        with pytest.raises(CaptureError, match=r"is no capture|can't be read"):
            load(path)


def test_a_capture_is_a_stretch_of_a_run():
    profiles = noisy(1, 5).profiles

    with pytest.raises(CaptureError, match="tick 3 follows tick 1"):
        Capture(ORIGIN, (profiles[0], *profiles[2:]))
    with pytest.raises(CaptureError, match="without a tick"):
        Capture(ORIGIN, ())
