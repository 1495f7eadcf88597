"""Each thing that a recording may say is read as what it is, and what nobody could have said is refused by name."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zstandard

from engine.play.commands import Input, Populate, PushAway, Spawn, StartAt, Throw, as_data
from engine.play.recording import Recording, RecordingError, load
from engine.play.recording.file import LARGEST_FILE
from engine.play.recording.head import LARGEST_SEED, MOST_CHAPTERS, NAMES, read_command, read_overrides, read_slice
from engine.play.recording.stay_data import MOST_TRIES, Taker, pack_stay, read_stay
from engine.play.running.travel import Carried, Stay, Try
from engine.world.ids import SKILL_NAMES
from tests.engine.play.recording.hostile import FACTS, HEAD, recorded, written

SAID = [
    Throw("spear", (1.0, 0.0, 2.0), (3.0, 1.0, 0.0), 4),
    Populate(12, 5, goal=(1.0, 2.0)),
    Populate(0),
    PushAway((1.0, 0.0, 2.0), 3.0, 4.0),
    StartAt(beat="gate"),
    StartAt(beat="gate", place=(1.0, 2.0)),
    Spawn("foe", 2, (1.0, 0.0, 0.0)),
    Input((1.0, 0.0), (2.0, 2.0), 3),
]
NO_VECTORS = [[1.0], [1.0, 2.0, 3.0, 4.0], ["a", "b", "c"], [1.0, True, 2.0], 7, [1.0, 2.0, 1e300], [0.0, 0.0, -1e301]]
NO_COUNTS = [-1, 2**31, 1.5, True, "1", None]


@pytest.mark.parametrize("said", SAID, ids=lambda said: type(said).__name__)
def test_what_was_said_is_read_again(said):
    assert read_command(as_data(said)) == said


@pytest.mark.parametrize(
    ("said", "name", "wrong"),
    [
        *((SAID[0], name, value) for name in ("position", "velocity") for value in NO_VECTORS),
        *((SAID[0], "prefab", value) for value in (7, None)),
        *((SAID[0], "thrower", value) for value in (-2, 2**31, 0.5, True)),
        *((SAID[1], "count", value) for value in NO_COUNTS),
        *((SAID[1], "seed", value) for value in (LARGEST_SEED + 1, -LARGEST_SEED - 1, 0.5, True, None)),
        *((SAID[3], "place", value) for value in NO_VECTORS),
        *((SAID[3], name, value) for name in ("radius", "impulse") for value in ("1", True, None, 1e300)),
        *((SAID[5], "place", value) for value in ([1.0], [1.0, 2.0, 3.0], ["a", "b"], 7)),
        *((SAID[5], "beat", value) for value in (7, None)),
        *((SAID[6], "prefab", value) for value in (7, None)),
        *((SAID[6], "count", value) for value in NO_COUNTS),
        *((SAID[6], "position", value) for value in NO_VECTORS),
        *((SAID[7], "buttons", value) for value in NO_COUNTS),
        *((SAID[7], name, value) for name in ("move", "aim") for value in ([1.0], [1.0, 2.0, 3.0], ["a", "b"], 7)),
        *((SAID[1], name, value) for name in ("goal", "start") for value in ([1.0], [1.0, 2.0, 3.0], ["a", "b"], 7)),
    ],
)
def test_one_wrong_value_is_enough_to_refuse_what_was_said(said, name: str, wrong: Any):
    with pytest.raises(RecordingError):
        read_command({**as_data(said), name: wrong})


@pytest.mark.parametrize(
    ("said", "name", "values"),
    [
        (SAID[0], "thrower", (-1, 0, 2**31 - 1)),
        (SAID[1], "count", (0, 2**31 - 1)),
        (SAID[1], "seed", (LARGEST_SEED, -LARGEST_SEED)),
        (SAID[6], "count", (0, 2**31 - 1)),
        (SAID[7], "buttons", (0, 2**31 - 1)),
        (SAID[3], "radius", (0, 9e299, -9e299)),
    ],
)
def test_what_is_just_within_its_bounds_is_read(said, name: str, values: tuple[float, ...]):
    for value in values:
        assert getattr(read_command({**as_data(said), name: value}), name) == value


def test_a_run_of_a_day_is_read_and_no_longer_one(tmp_path: Path):
    day = 24 * 60 * 60 * 60
    assert load(recorded(tmp_path / "run.awrec", ticks=day, digests=[[day, "a"]])).ticks == day
    for wrong in ({"ticks": day + 1}, {"digests": [[day + 1, "a"]]}):
        with pytest.raises(RecordingError, match=f"0 to {day}"):
            load(recorded(tmp_path / "run.awrec", **wrong))


def test_a_slice_is_a_list_of_names(tmp_path: Path):
    assert load(recorded(tmp_path / "run.awrec", slice=["grove", "court"])).slice == ("grove", "court")
    assert load(recorded(tmp_path / "run.awrec")).slice == ()
    assert read_slice(["grove", "court"]) == ("grove", "court")
    assert len(read_slice(["grove"] * MOST_CHAPTERS)) == MOST_CHAPTERS
    with pytest.raises(RecordingError, match="a name of an encounter"):
        read_slice(["grove", 7])
    with pytest.raises(RecordingError, match="a list of encounters"):
        read_slice("grove")
    with pytest.raises(RecordingError, match=f"at most {MOST_CHAPTERS} chapters"):
        read_slice(["grove"] * (MOST_CHAPTERS + 1))


@pytest.mark.parametrize("number", [1e300, -1e300, 10**301, True, "1", None])
def test_an_overridden_value_is_a_number_that_somebody_could_mean(number):
    assert read_overrides({"hero.health.current": 5}) == {"hero.health.current": 5.0}
    with pytest.raises(RecordingError, match="a number"):
        read_overrides({"hero.health.current": number})


@pytest.mark.parametrize("seed", [LARGEST_SEED, -LARGEST_SEED])
def test_the_largest_seeds_are_read_and_no_larger_ones(tmp_path: Path, seed: int):
    assert load(recorded(tmp_path / "run.awrec", seed=seed)).seed == seed
    with pytest.raises(RecordingError, match="64 bits"):
        load(recorded(tmp_path / "run.awrec", seed=seed + (1 if seed > 0 else -1)))


@pytest.mark.parametrize("name", NAMES)
def test_a_head_without_one_of_its_values_says_which(tmp_path: Path, name: str):
    head = zstandard.compress(json.dumps({known: value for known, value in HEAD.items() if known != name}).encode())
    with pytest.raises(RecordingError, match=f"the head lacks {name}$"):
        load(written(tmp_path / "run.awrec", head))


@pytest.mark.parametrize("name", ["commands", "digests", "keyframes"])
def test_what_happened_at_ticks_is_a_list(tmp_path: Path, name: str):
    with pytest.raises(RecordingError, match=rf"{name}.*a list"):
        load(recorded(tmp_path / "run.awrec", **{name: {}}))


@pytest.mark.parametrize("skill", ["godlike", SKILL_NAMES[0], 1])
def test_a_skill_that_nobody_has_is_answered_with_those_there_are(tmp_path: Path, skill: Any):
    with pytest.raises(RecordingError, match=r"nothing, novice, average, expert$"):
        load(recorded(tmp_path / "run.awrec", autopilot=skill))


@pytest.mark.parametrize("size", [0, 6, -1, True, 2.0, None])
def test_a_keyframe_that_is_longer_than_the_file_is_refused(tmp_path: Path, size: Any):
    load(recorded(tmp_path / "run.awrec", b"12345", keyframes=[[30, FACTS, 5]]))
    with pytest.raises(RecordingError, match="a keyframe lies outside the file"):
        load(recorded(tmp_path / "run.awrec", b"12345", keyframes=[[30, FACTS, size]]))


def test_keyframes_are_read_one_behind_the_other(tmp_path: Path):
    sizes = [[30, FACTS, 5], [60, FACTS, 1], [90, FACTS, 4]]
    found = load(recorded(tmp_path / "run.awrec", b"1234567890", keyframes=sizes)).keyframes
    assert [(tick, packed) for tick, _, packed in found.packed()] == [(30, b"12345"), (60, b"6"), (90, b"7890")]
    for last in (5, 8, 10):
        with pytest.raises(RecordingError, match="a keyframe lies outside the file"):
            load(recorded(tmp_path / "run.awrec", b"1234567890", keyframes=[*sizes[:2], [90, FACTS, last]]))


def test_a_file_that_is_too_large_says_how_large_it_is(tmp_path: Path):
    with (tmp_path / "run.awrec").open("wb") as file:
        file.truncate(LARGEST_FILE + 5 * 2**20)
    with pytest.raises(RecordingError, match="has 101 MiB; a recording has at most 96 MiB"):
        load(tmp_path / "run.awrec")


def test_a_cut_recording_holds_what_came_before_and_nothing_else():
    recording = Recording("p", "s", None, 1, ticks=40, outcome="victory")
    recording.commands = {5: (Input(),), 10: (Input(),), 15: (Input(),)}
    recording.digests = {0: "a", 10: "b", 11: "c"}
    for tick in (0, 10, 11):
        recording.keyframes.add_packed(tick, FACTS, b"packed")
    recording.cut(10)
    assert recording.keyframes.ticks == (0, 10)
    assert (recording.ticks, recording.outcome) == (10, "running")
    assert (list(recording.commands), list(recording.digests)) == ([5], [0, 10])


# ---- where a run is in its slice ----
STAY = Stay(
    2,
    Carried({"echo": np.arange(3.0)}, ("kael", "lyra"), {"health": np.array([[1.5], [2.0]], np.float32)}),
    (Try(0, 0, 0, 900, "victory"), Try(1, 0, 900, 1000, "defeat"), Try(1, 1, 1000, 2000, "victory")),
)


def read(facts: dict[str, Any], raw: bytes) -> Stay:
    return read_stay(facts, Taker(raw, lambda kind: kind in ("<f4", "<f8")))


def test_a_stay_is_read_again():
    facts, raw = pack_stay(STAY)
    found = read(facts, raw)
    assert (found.chapter, found.past, found.carried.entities) == (STAY.chapter, STAY.past, STAY.carried.entities)
    for packed, plain in ((found.carried.lane, STAY.carried.lane), (found.carried.rows, STAY.carried.rows)):
        assert {name: (each.dtype, each.tolist()) for name, each in packed.items()} == {
            name: (each.dtype, each.tolist()) for name, each in plain.items()
        }
    assert pack_stay(Stay()) == ({}, b"")
    assert read_stay(None, Taker(b"", lambda _: True)) == Stay()


def test_arrays_that_the_bytes_do_not_hold_are_refused_by_name():
    facts, raw = pack_stay(STAY)
    with pytest.raises(ValueError, match=r"^health$"):
        read(facts, raw[:-1])
    with pytest.raises(ValueError, match=r"^echo$"):
        read({**facts, "lane": [["echo", "<i8", [3]]]}, raw)
    with pytest.raises(ValueError, match=r"^echo$"):
        read({**facts, "lane": [["echo", "<f8", [-1]]]}, raw)


@pytest.mark.parametrize(
    "past",
    [
        "none",
        [[0, 0, 0, 900, "triumph"]],
        [[-1, 0, 0, 900, "victory"]],
        [[0, 0, 0, 2**31, "victory"]],
        [[0, True, 0, 900, "victory"]],
        [[0, 0, 0.5, 900, "victory"]],
        [[0, 0, 0, 900, "victory"]] * (MOST_TRIES + 1),
    ],
    ids=["text", "outcome", "chapter", "end", "attempt", "begin", "many"],
)
def test_tries_that_nobody_had_are_refused(past: Any):
    facts, raw = pack_stay(STAY)
    with pytest.raises(ValueError, match=r"tr(y|ies) that (is|are) over"):
        read({**facts, "past": past}, raw)
