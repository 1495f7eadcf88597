"""How much a recording may hold: each bound is where it is said to be, and no larger thing is read."""

import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zstandard

from engine.play.commands import Possess, Retry, Retune, SetAutopilot, Spawn, Tune, as_data
from engine.play.recording import Recording, RecordingError, load, save
from engine.play.recording.data import LARGEST, Keyframes, pack_snapshot, unpack_snapshot
from engine.play.recording.file import LARGEST_FILE, MARK
from engine.play.recording.head import LARGEST_HEAD, LARGEST_SEED, MOST_CHAPTERS, MOST_VALUES, read_command, read_head
from engine.play.recording.stay_data import MOST_CARRIED, MOST_TRIES, Taker, pack_stay, read_stay
from engine.play.running.state import LATELY_TICKS, SessionSnapshot
from engine.play.running.travel import Carried, Stay, Try
from engine.world.world import WorldSnapshot
from tests.engine.play.recording.hostile import FACTS, recorded

MIB = 1024 * 1024
STAY = Stay(2, Carried({"echo": np.arange(3.0)}, ("kael",), {"health": np.ones(1)}), (Try(0, 0, 0, 900, "victory"),))
STATE = SessionSnapshot(WorldSnapshot(1, 2, {"b": np.arange(3, dtype=np.int32), "a": np.ones(2)}), ())


def test_the_bounds_are_those_that_files_were_written_by():
    assert (LARGEST, LARGEST_FILE, LARGEST_HEAD) == (64 * MIB, 96 * MIB, 32 * MIB)
    assert (MOST_VALUES, MOST_CHAPTERS, LARGEST_SEED) == (1_500_000, 1_000, 9_223_372_036_854_775_808)
    assert (MOST_TRIES, MOST_CARRIED, LATELY_TICKS) == (100_000, 100_000, 180)


def test_a_file_is_read_up_to_its_bound(tmp_path: Path):
    with (tmp_path / "run.awrec").open("wb") as file:
        file.truncate(LARGEST_FILE)
    with pytest.raises(RecordingError, match="does not begin with the mark of one"):
        load(tmp_path / "run.awrec")


def test_a_head_is_unpacked_up_to_its_bound():
    for size, words in ((LARGEST_HEAD, "the head is no JSON"), (LARGEST_HEAD + 1, "a block would unpack to 33554433 ")):
        with pytest.raises(RecordingError, match=words):
            read_head(zstandard.ZstdCompressor(level=1).compress(bytes(size)))


def test_the_values_of_a_head_are_counted_by_what_parts_them():
    for more, words in (("", "the head is no JSON"), (",", "the head holds 1500001 values; the limit is 1500000")):
        with pytest.raises(RecordingError, match=words):
            read_head(zstandard.compress((",[{" * 500_000 + more).encode()))


@pytest.mark.parametrize("head", ["[]", "7", '"project"', "null"])
def test_a_head_is_a_table(head: str):
    with pytest.raises(RecordingError, match="the head is no table"):
        read_head(zstandard.compress(head.encode()))


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("encounter", [None, "duel"], [7, ["duel"]]),
        ("autopilot", [None, "novice", "average", "expert"], ["none", "", ["expert"]]),
        ("tick_limit", [None, 0, 2**31 - 1], [-1, 2**31, 1.5, True, "9"]),
        ("ticks", [0], [-1, None, True, 1.5]),
        ("seed", [0, -5], [None, True, 1.5]),
        ("scene", [""], [None, 7]),
        ("fingerprint", [""], [None, 7]),
        ("outcome", ["victory"], [None, 7]),
    ],
)
def test_each_value_of_a_head_is_of_its_kind(tmp_path: Path, name: str, right: list[Any], wrong: list[Any]):
    for value in right:
        assert getattr(load(recorded(tmp_path / "run.awrec", **{name: value})), name) == value
    for value in wrong:
        with pytest.raises(RecordingError, match=rf"run\.awrec: {name} is .*; expected "):
            load(recorded(tmp_path / "run.awrec", **{name: value}))


def test_what_is_wrong_is_quoted_up_to_sixty_characters(tmp_path: Path):
    with pytest.raises(RecordingError, match=f'autopilot is "{"x" * 59}; expected nothing, novice, average, expert$'):
        load(recorded(tmp_path / "run.awrec", autopilot="x" * 99))


@pytest.mark.parametrize("ticks", ["commands", "digests"])
def test_ticks_begin_at_nought(tmp_path: Path, ticks: str):
    load(recorded(tmp_path / "run.awrec", **{ticks: [[0, []]]}))
    for wrong in (-1, True, 1.5, "1"):
        with pytest.raises(RecordingError, match=r"a tick is .*; expected 0 to 5184000"):
            load(recorded(tmp_path / "run.awrec", **{ticks: [[wrong, []]]}))


def test_a_file_that_ends_after_its_mark_is_cut_short(tmp_path: Path):
    path = tmp_path / "run.awrec"
    path.write_bytes(MARK)
    with pytest.raises(RecordingError, match=r"was cut short \(8 bytes\): its check sum is wrong"):
        load(path)


def test_a_head_of_odd_entries_makes_no_sense(tmp_path: Path):
    for head in ({"commands": [7]}, {"digests": [[1, 2, 3]]}, {"keyframes": [[1]]}, {"commands": [[1, 7]]}):
        with pytest.raises(RecordingError, match="holds a head that makes no sense"):
            load(recorded(tmp_path / "run.awrec", **head))
    with pytest.raises(RecordingError, match="a keyframe is not described"):
        load(recorded(tmp_path / "run.awrec", b"12345", keyframes=[[30, [], 5]]))


def test_a_recording_is_written_with_all_that_it_holds(tmp_path: Path):
    recording = Recording("p", "s", "e", -5, "expert", {"a.b": 0.5}, 99, "mark", 60, "victory", slice=("e", "f"))
    recording.commands, recording.digests = {3: (Retry(),), 9: (Possess("x"), Retry())}, {0: "a", 60: "b"}
    for tick in (60, 0):
        recording.keyframes.add(tick, STATE)
    found = load(save(recording, tmp_path / "run.awrec"))
    assert replace(found, keyframes=recording.keyframes) == recording
    assert [list(each) for each in found.keyframes.packed()] == [list(each) for each in recording.keyframes.packed()]


def test_a_new_recording_is_empty():
    new = Recording("p", "s", None, 1)
    assert (new.ticks, new.outcome, new.commands, new.digests, len(new.keyframes)) == (0, "running", {}, {}, 0)


# ---- commands ----

SAID = [
    SetAutopilot("average", -1),
    SetAutopilot(None, 2**31 - 1),
    Retry(),
    Retune((("kael", ("strike",), ("fight",)),)),
    Tune("hero", "body.speed", 2.5),
    Possess("hero"),
    Spawn("foe", 0, (1.0, 0.0, 0.0), waiting=True),
]
WRONG: list[tuple[Any, str, Any]] = [
    (SAID[0], "choice", -2),
    (SAID[0], "choice", 2**31),
    (SAID[0], "skill", "none"),
    (SAID[3], "agents", [["kael"]]),
    (SAID[4], "entity", 7),
    (SAID[4], "field", None),
    (SAID[4], "value", "2"),
    (SAID[4], "value", True),
    (SAID[5], "entity", ["hero"]),
    (SAID[6], "waiting", 1),
    (SAID[6], "waiting", None),
]


@pytest.mark.parametrize("said", SAID, ids=lambda said: type(said).__name__)
def test_what_was_said_is_read_again(said: Any):
    assert read_command(as_data(said)) == said


@pytest.mark.parametrize(("said", "name", "wrong"), WRONG)
def test_what_nobody_can_say_is_refused(said: Any, name: str, wrong: Any):
    with pytest.raises(RecordingError):
        read_command({**as_data(said), name: wrong})


def test_what_is_no_command_is_refused_in_words():
    with pytest.raises(RecordingError, match="a command is 7; expected a table"):
        read_command(7)
    with pytest.raises(RecordingError, match="is no play command"):
        read_command({"kind": "dance"})
    with pytest.raises(RecordingError, match=r"a command is .*; expected what a player can say"):
        read_command({"kind": "retune"})


# ---- keyframes ----


def test_a_state_says_only_what_there_is_and_its_arrays_come_by_name():
    facts, raw = pack_snapshot(STATE)
    assert facts == {"lanes": 1, "rows": 2, "spawns": [], "arrays": [["a", "<f8", [2]], ["b", "<i4", [3]]]}
    assert raw == np.ones(2).tobytes() + np.arange(3, dtype=np.int32).tobytes()


def test_where_a_state_is_in_its_slice_is_kept_with_it():
    minds = (("kael", ("strike",), ("fight",)),)
    told = replace(STATE, stay=STAY, minds=minds)
    found = unpack_snapshot(*pack_snapshot(told))
    assert (found.stay.chapter, found.stay.past, found.stay.carried.entities) == (2, STAY.past, ("kael",))
    assert found.stay.carried.lane["echo"].tolist() == [0.0, 1.0, 2.0]
    assert found.stay.carried.rows["health"].tolist() == [1.0]
    assert (found.minds, found.world.arrays["b"].tolist()) == (minds, [0, 1, 2])


def test_minds_are_read_when_they_are_whole_and_not_too_many():
    facts, raw = pack_snapshot(STATE)
    assert unpack_snapshot({**facts, "minds": 2}, raw + b"[]").minds == ()
    for size in (1, 3, -1):
        with pytest.raises(RecordingError, match=r"a keyframe is damaged \(minds of 2 bytes\)"):
            unpack_snapshot({**facts, "minds": size}, raw + b"[]")
    for more, words in ((b"", "Expecting value"), (b"[", "minds of 1500001 bytes")):
        minds = b",[" * 750_000 + more
        with pytest.raises(RecordingError, match=rf"a keyframe is damaged \({words}"):
            unpack_snapshot({**facts, "minds": len(minds)}, raw + minds)


@pytest.mark.parametrize("kind", ["<f4", "|u1", "<i8", "|i1", "<u2"])
def test_arrays_of_plain_numbers_are_read(kind: str):
    facts = {**FACTS, "arrays": [["a", kind, [2]], ["empty", kind, [0, 3]]]}
    found = unpack_snapshot(facts, np.array([1, 2], kind).tobytes()).world.arrays
    assert (found["a"].tolist(), found["a"].dtype, found["empty"].shape) == ([1, 2], np.dtype(kind), (0, 3))
    for odd in (kind[:-1], kind + "1", ">" + kind[1:], "<c8", 4):
        with pytest.raises(RecordingError, match="a keyframe is damaged"):
            unpack_snapshot({**FACTS, "arrays": [["a", odd, [2]]]}, bytes(64))


def test_a_file_of_many_keyframes_is_closed_with_them():
    frames = Keyframes()
    frames.add_packed(0, {}, bytes(20 * MIB))
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        del frames
    assert heard == []


def test_what_is_cut_whole_takes_no_room():
    frames = Keyframes()
    frames.add_packed(5, {}, b"12345")
    frames.cut(4)
    frames.add_packed(6, {}, b"6")
    assert list(frames.packed()) == [(6, {}, b"6")]


# ---- where a run is in its slice ----


def test_as_many_are_carried_and_as_many_tries_are_read_as_there_may_be():
    facts, raw = pack_stay(Stay(1, Carried({}, ("x",), {}), ()))
    most = {**facts, "entities": ["x"] * MOST_CARRIED, "past": [[0, 0, 0, 9, "victory"]] * MOST_TRIES}
    found = read_stay(most, Taker(raw, lambda _: True))
    assert (len(found.carried.entities), len(found.past), found.chapter) == (MOST_CARRIED, MOST_TRIES, 1)
    for wrong in (["x"] * (MOST_CARRIED + 1), ["x", 7], [None]):
        with pytest.raises(ValueError, match="names of who was carried into a chapter"):
            read_stay({**facts, "entities": wrong}, Taker(raw, lambda _: True))


@pytest.mark.parametrize("chapter", [-1, 2**31, True, 1.0, None, "x" * 50])
def test_a_chapter_is_counted_from_nought_and_quoted_up_to_forty_characters(chapter: Any):
    facts, raw = pack_stay(Stay(2**31 - 1))
    assert read_stay(facts, Taker(raw, lambda _: True)).chapter == 2**31 - 1
    with pytest.raises(ValueError, match=rf"^chapter '{str(chapter)[:40]}'$"):
        read_stay({**facts, "chapter": chapter}, Taker(raw, lambda _: True))
