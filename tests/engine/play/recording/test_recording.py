"""A recording is one small file that brings any tick back, and tells when a run no longer gives the same bits."""

import pytest

from engine.play.commands import Input, SetAutopilot, Spawn
from engine.play.recording import Player, Recorder, RecordingError, load, replay, save
from engine.play.recording.data import Keyframes
from engine.play.running.session import Session

LONG = {"foe.nerve.limit": 1e6, "hero.nerve.limit": 1e6}
SAID = {
    0: [Input((0.0, 1.0))],
    37: [Input((1.0, 0.0), (3.0, 2.0), 2)],
    150: [Spawn("foe", 3, (8.0, 0.0, 8.0))],
    301: [SetAutopilot("expert")],
    420: [Spawn("foe", 1), SetAutopilot(None), Input((0.0, -1.0))],
}


def play(yard, ticks=700, said=SAID, style="each"):
    """A recorded session and the digest at each tick."""
    session = Session(yard, 11, overrides=LONG, style=style)
    recorder = Recorder(session, project="yard")
    digests = {0: session.digest()}
    while session.tick < ticks:
        session.step(said.get(session.tick, ()))
        digests[session.tick] = session.digest()
    return recorder.recording, digests


@pytest.fixture(scope="module")
def run(yard):
    return play(yard)


@pytest.fixture
def saved(run, tmp_path):
    return save(run[0], tmp_path / "run.awrec")


def test_a_recording_survives_its_file(run, saved):
    back, recording = load(saved), run[0]
    assert (back.seed, back.overrides, back.commands) == (recording.seed, recording.overrides, recording.commands)
    assert (back.digests, back.keyframes.ticks) == (recording.digests, recording.keyframes.ticks)
    assert back.keyframes.ticks == (0, 300, 600)


def test_a_minute_of_recording_is_small(saved):
    assert saved.stat().st_size < 60_000


def test_seeking_forwards_and_backwards_gives_the_recorded_state(run, saved, yard):
    player = Player(load(saved), yard)
    for tick in (0, 299, 300, 301, 150, 151, 149, 700, 421, 420, 419, 60, 1):
        session = player.seek(tick)
        assert (session.tick, session.digest()) == (tick, run[1][tick])


def test_a_step_back_is_one_tick(run, yard):
    player = Player(run[0], yard)
    player.seek(650)
    assert player.seek(649).digest() == run[1][649]


def test_seeking_stays_inside_the_recording(run, yard):
    player = Player(run[0], yard)
    assert player.seek(10_000).tick == 700
    assert player.seek(-5).tick == 0


@pytest.mark.parametrize("style", ["each", "fused", "plain"])
def test_a_replay_gives_the_same_bits_in_every_style(saved, yard, style):
    report = replay(load(saved), yard, style=style)
    assert (report.is_equal, report.ticks, report.first_difference) == (True, 700, None)


def test_a_replay_names_the_first_checkpoint_that_differs_and_what_differs(saved, yard):
    recording = load(saved)
    recording.commands[37] = (Input((-1.0, 0.0)),)
    difference = replay(recording, yard).first_difference
    assert difference is not None
    assert (difference.after_tick, difference.tick, difference.columns_tick) == (0, 60, 300)
    assert {"position", "input_move"} <= set(difference.columns)
    assert "seed" not in difference.columns


def test_a_changed_scene_is_told_apart(saved, yard):
    report = replay(load(saved), yard.overridden({"foe.body.speed": 3.5}))
    assert (report.is_equal, report.is_same_scene) == (False, False)


def test_a_fused_run_records_the_same(yard):
    session = Session(yard, 11, overrides=LONG, style="fused")
    recorder = Recorder(session)
    session.advance(700)
    slow, _ = play(yard, said={})
    assert recorder.recording.digests == slow.digests
    assert recorder.recording.keyframes.ticks == slow.keyframes.ticks


def test_going_back_and_acting_differently_records_the_new_future(yard):
    session = Session(yard, 11, overrides=LONG)
    recorder = Recorder(session)
    session.advance(100)
    saved = session.snapshot()
    session.step([Input((1.0, 0.0))])
    session.advance(300)
    session.restore(saved)
    session.step([Input((-1.0, 0.0))])
    session.advance(100)
    assert recorder.recording.ticks == 201
    assert recorder.recording.commands == {100: (Input((-1.0, 0.0)),)}
    assert replay(recorder.recording, yard).is_equal


def test_a_session_that_has_begun_can_not_be_recorded(yard):
    session = Session(yard)
    session.step()
    with pytest.raises(ValueError, match="begins at tick 0"):
        Recorder(session)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused_with_its_name(saved, share):
    data = saved.read_bytes()
    saved.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(RecordingError, match=r"run\.awrec"):
        load(saved)


def test_a_flipped_bit_anywhere_is_noticed(saved):
    data = bytearray(saved.read_bytes())
    for place in range(0, len(data), max(1, len(data) // 40)):
        data[place] ^= 0x10
        saved.write_bytes(data)
        with pytest.raises(RecordingError):
            load(saved)
        data[place] ^= 0x10


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(RecordingError, match="can't be read"):
        load(tmp_path / "nothing.awrec")


def test_a_head_of_nonsense_is_refused(tmp_path):
    import hashlib

    import zstandard

    for head in (b"[1, 2]", b'{"project": 3}', b"not json", b"[" * 100_000):
        block = zstandard.compress(head)
        path = tmp_path / "odd.awrec"
        check = hashlib.blake2b(block, digest_size=16).digest()
        path.write_bytes(b"AWREC\x01\r\n" + len(block).to_bytes(4, "little") + check + block)
        with pytest.raises(RecordingError):
            load(path)


def test_a_keyframe_of_another_scene_is_refused(saved, yard, write_yard, compile_yard):
    more = "from engine.world.columns import column\nMORE = column('more', 'row', 'f4')\n"
    other = compile_yard(write_yard(game__more=more))
    with pytest.raises(RecordingError, match="another version of the scene"):
        Player(load(saved), other).seek(400)


def test_going_to_and_fro_makes_no_file_grow(run):
    recording, _ = run
    last = recording.keyframes.ticks[-1]
    kept = recording.keyframes.at(last)
    frames = Keyframes()
    frames.add(0, kept)
    size = 0
    for _ in range(50):
        for tick in (300, 600):
            frames.add(tick, kept)
        size = sum(len(packed) for _, _, packed in frames.packed())
        frames.cut(0)
    frames.add(300, kept)

    assert frames._end <= size
    assert frames.at(300).world.rows == frames.at(0).world.rows == kept.world.rows
