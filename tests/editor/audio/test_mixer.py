"""The mixer: never beyond 1, silent when muted, quieter with distance, hums that glide and fade."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from editor.audio.hearing import FAR_M, Ears, faded
from editor.audio.mixer import MOST_VOICES, Mixer, Tone, limited

GAIN = st.floats(0.0, 4.0)
VOICES = st.lists(st.tuples(st.integers(2, 900), GAIN, GAIN, st.floats(0.25, 4.0)), max_size=40)
TONES = st.dictionaries(st.sampled_from("abcd"), st.builds(Tone, st.floats(0.0, 2000.0), GAIN, GAIN), max_size=4)
PLACE = st.tuples(*[st.floats(-80.0, 80.0)] * 3)


@given(VOICES, TONES, st.lists(st.integers(1, 300), min_size=1, max_size=4), st.floats(0.0, 1.0), st.integers(0, 99))
def test_whatever_sounds_nothing_goes_beyond_one(voices, tones, blocks, volume, seed):
    mixer = Mixer()
    mixer.volume = volume
    for length, left, right, pitch in voices:
        mixer.play(np.random.default_rng(seed).uniform(-1, 1, length).astype(np.float32), 22_050, left, right, pitch)
    mixer.hum(tones)
    for frames in blocks:
        heard = mixer.mix(frames)
        assert heard.shape == (frames, 2)
        assert heard.dtype == np.float32
        assert np.all(np.isfinite(heard))
        assert np.all(np.abs(heard) <= 1.0)
        assert mixer.voices <= MOST_VOICES


@given(VOICES, TONES)
def test_muted_is_silence_and_time_goes_on(voices, tones):
    mixer = Mixer()
    mixer.is_muted = True
    for length, left, right, pitch in voices:
        mixer.play(np.ones(length, np.float32), 22_050, left, right, pitch)
    mixer.hum(tones)
    for _ in range(20):
        assert not mixer.mix(512).any()
    assert mixer.voices == 0


@given(st.floats(0.0, 100.0), st.floats(0.0, 100.0))
def test_what_is_farther_is_never_louder(one, other):
    near, far = sorted((one, other))
    assert faded(near) >= faded(far) >= 0.0
    assert faded(FAR_M) == 0.0


@given(PLACE, PLACE)
def test_no_ear_hears_more_than_there_is_and_sides_are_sides(place, ears_at):
    ears = Ears(ears_at)
    left, right = ears.gains(place)
    assert left >= 0.0
    assert right >= 0.0
    assert left**2 + right**2 <= 1.0 + 1e-9
    if place[0] > ears_at[0]:
        assert right >= left - 1e-9
    if place[0] < ears_at[0]:
        assert left >= right - 1e-9


@given(st.floats(-1e6, 1e6, width=32), st.floats(-1e6, 1e6, width=32))
def test_the_limiter_keeps_the_order_and_leaves_quiet_sound_alone(one, other):
    low, high = limited(np.array(sorted((one, other)), np.float32))
    assert low <= high
    quiet = np.array([0.5, -0.79], np.float32)
    assert np.array_equal(limited(quiet), quiet)


def test_a_sound_is_heard_as_long_as_it_is_and_higher_when_it_is_faster():
    for pitch, seconds in ((1.0, 0.5), (2.0, 0.25)):
        mixer = Mixer()
        mixer.play(np.ones(11_025, np.float32), 22_050, 1.0, 1.0, pitch)
        heard = np.concatenate([mixer.mix(441) for _ in range(60)])
        assert abs(np.count_nonzero(heard[:, 0]) / mixer.rate - seconds) < 0.002


def test_a_hum_has_its_frequency_and_no_jumps():
    mixer = Mixer()
    mixer.volume = 1.0
    mixer.hum({"anchor": Tone(440.0, 0.3, 0.3)})
    first = mixer.mix(4410)
    heard = mixer.mix(44_100)[:, 0]
    spectrum = np.abs(np.fft.rfft(heard))
    assert np.argmax(spectrum) == 440
    mixer.hum({"anchor": Tone(350.0, 0.3, 0.3)})
    lower = mixer.mix(4410)
    mixer.hum({})
    faded_out = mixer.mix(4410)
    whole = np.concatenate([first[:, 0], heard, lower[:, 0], faded_out[:, 0]])
    assert np.abs(np.diff(whole)).max() < 0.05, "a click would be a jump"
    assert not mixer.mix(256).any()


def test_a_broken_anchor_is_silent():
    mixer = Mixer()
    mixer.hum({"anchor": Tone(0.0, 1.0, 1.0)})
    assert not np.concatenate([mixer.mix(512) for _ in range(3)]).any()


def test_when_too_many_sound_the_one_nearest_to_its_end_goes():
    mixer = Mixer()
    mixer.play(np.full(100, 1.0, np.float32), 44_100, 1.0, 0.0)
    for _ in range(MOST_VOICES):
        mixer.play(np.full(4000, 1.0, np.float32), 44_100, 0.0, 1.0)
    assert not mixer.mix(64)[:, 0].any()
    assert mixer.voices == MOST_VOICES
