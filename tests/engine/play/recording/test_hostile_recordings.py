"""A recording that was made to harm is refused in words, before it takes memory or runs anything."""

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import zstandard

from engine.play.recording import RecordingError, load
from engine.play.recording.file import LARGEST_FILE
from tests.engine.play.recording.hostile import FACTS, recorded, written


def test_the_bare_head_is_a_recording(tmp_path: Path):
    assert load(recorded(tmp_path / "run.awrec")).ticks == 60


ROOT = Path(__file__).resolve().parents[4]


class Harm:
    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, ("harmed",))


def test_a_pickle_is_refused_and_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "run.awrec"
    path.write_bytes(pickle.dumps(Harm()))

    with pytest.raises(RecordingError, match="no recording: it does not begin with the mark"):
        load(path)
    with pytest.raises(RecordingError, match="no JSON"):
        load(written(path, zstandard.compress(pickle.dumps(Harm()))))
    assert not Path("harmed").exists()


@pytest.mark.parametrize("size", [33 * 2**20, 2**30])
def test_a_head_that_unpacks_to_too_much_is_refused(tmp_path: Path, size: int):
    bomb = zstandard.ZstdCompressor(level=1).compress(bytes(size))

    with pytest.raises(RecordingError, match="would unpack to"):
        load(written(tmp_path / "run.awrec", bomb))


def test_a_head_that_hides_its_size_is_refused(tmp_path: Path):
    hidden = zstandard.ZstdCompressor(write_content_size=False).compress(bytes(2**20))

    with pytest.raises(RecordingError, match="does not say how large"):
        load(written(tmp_path / "run.awrec", hidden))


def test_a_head_that_lies_about_its_size_is_refused(tmp_path: Path):
    bomb = bytearray(zstandard.compress(bytes(2**24)))
    sized = zstandard.frame_content_size(bytes(bomb))
    at = bytes(bomb).index(sized.to_bytes(4, "little"))
    bomb[at : at + 4] = (100).to_bytes(4, "little")

    with pytest.raises(RecordingError, match="damaged"):
        load(written(tmp_path / "run.awrec", bytes(bomb)))


def test_a_keyframe_that_unpacks_to_too_much_is_refused_when_it_is_sought(tmp_path: Path):
    bomb = zstandard.compress(bytes(65 * 2**20))
    recording = load(recorded(tmp_path / "run.awrec", bomb, keyframes=[[30, FACTS, len(bomb)]]))

    with pytest.raises(RecordingError, match="would unpack to"):
        recording.keyframes.at(30)


def test_a_keyframe_inside_a_keyframe_stays_bytes(tmp_path: Path):
    inner = zstandard.compress(zstandard.compress(bytes(2**20)))
    recording = load(recorded(tmp_path / "run.awrec", inner, keyframes=[[30, FACTS, len(inner)]]))

    assert recording.keyframes.at(30).world.arrays["seed"].nbytes == 8


@pytest.mark.parametrize("size", [0, -1, 10**9, 2**70, "5", None, 1.0])
def test_a_million_keyframes_that_are_not_there_are_refused(tmp_path: Path, size: Any):
    with pytest.raises(RecordingError, match=r"lies outside|head holds"):
        load(recorded(tmp_path / "run.awrec", keyframes=[[k, {}, size] for k in range(300_000)]))


def test_more_values_than_memory_has_room_for_are_refused(tmp_path: Path):
    with pytest.raises(RecordingError, match="the limit is 1500000"):
        load(recorded(tmp_path / "run.awrec", digests=[[]] * 1_000_000))


@pytest.mark.parametrize(
    "arrays",
    [
        [["seed", "O", [1]]],
        [["seed", "<i8,<i8", [1]]],
        [["seed", ["<i8"], [1]]],
        [["seed", "<i8", [2**62, 4]]],
        [["seed", "<i8", [-1]]],
        [["seed", "<i8", [10**9]]],
        [["seed", "<i8", "x"]],
        [[]],
        7,
    ],
)
def test_a_keyframe_with_arrays_of_nonsense_is_refused(tmp_path: Path, arrays: Any):
    frame = zstandard.compress(bytes(64))
    recording = load(recorded(tmp_path / "run.awrec", frame, keyframes=[[30, {**FACTS, "arrays": arrays}, len(frame)]]))

    with pytest.raises(RecordingError, match="a keyframe is damaged"):
        recording.keyframes.at(30)


@pytest.mark.parametrize(
    "head",
    [
        {"seed": 10**40},
        {"seed": True},
        {"ticks": 10**9},
        {"ticks": -1},
        {"project": ["x"]},
        {"autopilot": 3},
        {"autopilot": "godlike"},
        {"commands": [[0, [{"kind": "autopilot", "skill": "godlike"}]]]},
        {"commands": [[0, [{"kind": "autopilot", "skill": "expert", "choice": "left"}]]]},
        {"commands": [[0, [{"kind": "autopilot", "skill": "expert", "choice": 1.5}]]]},
        {"tick_limit": "soon"},
        {"overrides": {"a": "b"}},
        {"overrides": {"a": 10**400}},
        {"commands": [[0, [{"kind": "input", "move": "ab"}]]]},
        {"commands": [[0, [{"kind": "spawn", "prefab": "foe", "count": 10**30}]]]},
        {"commands": [[0, [{"kind": "spawn", "prefab": "foe", "position": [1e999, 0, 0]}]]]},
        {"commands": [[0, ["__import__('os')"]]]},
        {"commands": [[10**9, []]]},
        {"commands": 7},
        {"digests": [[1, 2, 3]]},
    ],
)
def test_a_head_with_a_value_that_is_none_is_refused(tmp_path: Path, head: dict[str, Any]):
    with pytest.raises(RecordingError, match=r"run\.awrec"):
        load(recorded(tmp_path / "run.awrec", **head))


def test_a_folder_is_no_recording(tmp_path: Path):
    with pytest.raises(RecordingError, match="is no file"):
        load(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "run.awrec")

    with pytest.raises(RecordingError, match="is no file"):
        load(tmp_path / "run.awrec")


def test_a_file_of_many_bytes_is_refused_unread(tmp_path: Path):
    path = tmp_path / "run.awrec"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)

    with pytest.raises(RecordingError, match="a recording has at most 96 MiB"):
        load(path)


@pytest.mark.skipif(sys.platform != "linux", reason="tells no peak of this program alone")
def test_the_worst_head_takes_less_than_256_mib(tmp_path: Path):
    digests = [[k, {}] for k in range(490_000)]
    path = recorded(tmp_path / "run.awrec", digests=digests)
    code = f"""
from pathlib import Path
from tests.laws.peak import peak_mib
from engine.play.recording import RecordingError, load
before = peak_mib()
try:
    load(Path({str(path)!r}))
except RecordingError:
    pass
print(peak_mib() - before)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, timeout=120, text=True, cwd=ROOT
    )

    assert int(done.stdout) < 256


@pytest.mark.parametrize("facts", [{"lanes": 0, "rows": 0}, {"lanes": 2}, {"rows": 0}, {"rows": "1"}])
def test_a_keyframe_that_is_not_of_one_run_is_refused(tmp_path: Path, facts: dict[str, Any]):
    frame = zstandard.compress(bytes(64))
    recording = load(recorded(tmp_path / "run.awrec", frame, keyframes=[[30, {**FACTS, **facts}, len(frame)]]))

    with pytest.raises(RecordingError, match=r"a keyframe is damaged \(it is not of one run\)"):
        recording.keyframes.at(30)
