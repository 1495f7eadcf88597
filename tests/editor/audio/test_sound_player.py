"""The player of sounds: cues of a real fight reach the mixer, and nothing is mixed where nothing is heard."""

from pathlib import Path

import numpy as np
import pytest

from editor.audio.device import MISSING, Device, NullDevice
from editor.audio.hearing import Ears
from editor.audio.mixer import Mixer
from editor.audio.player import SoundPlayer, cues_of, hums_of
from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.core.settings.settings import Settings
from engine.play.running.session import Session
from engine.resources import samples_folder
from tests.projects.shipped import echo_grove

STEP = 1.0 / 60.0


class Listening:
    """A device that is heard, and is asked for by the test itself."""

    status = "Sound plays into a test."
    is_heard = True

    def close(self) -> None:
        self.is_heard = False


@pytest.fixture
def editor(tmp_path: Path):
    editor = Editor(Settings(tmp_path / "settings.json"))
    install(editor)
    editor.play.prepare = lambda _start: False
    editor.open_project(samples_folder() / "veilweaver", trusted=True)
    yield editor
    editor.shut_down()


def player_of(editor: Editor, device: Device) -> SoundPlayer:
    return SoundPlayer(editor, Ears, lambda _mixer: device, lambda: True)


def test_a_fight_is_heard_and_pausing_ends_the_hums(editor: Editor):
    player = player_of(editor, Listening())
    editor.play.autopilot = "expert"
    editor.play.start(7)
    assert editor.sound_device == "Sound plays into a test."
    loudest, most = 0.0, 0
    for _ in range(400):
        editor.play.advance(STEP)
        most = max(most, player.mixer.voices)
        loudest = max(loudest, float(np.abs(player.mixer.mix(735)).max()))
    assert most >= 3
    assert loudest > 0.1

    editor.play.pause()
    for _ in range(80):
        player.mixer.mix(735)
    assert not player.mixer.mix(735).any()
    player.close()


def test_without_a_device_nothing_is_done_and_the_reason_is_told(editor: Editor):
    player = player_of(editor, NullDevice(MISSING))
    editor.play.autopilot = "expert"
    editor.play.start(7)
    for _ in range(200):
        editor.play.advance(STEP)
    assert player.mixer.voices == 0
    assert editor.sound_device == MISSING
    assert "pip install astraweave-editor[sound]" in MISSING
    player.close()


def test_volume_and_mute_follow_the_settings(editor: Editor):
    player = player_of(editor, Listening())
    editor.settings.set("sound.volume", 20)
    assert player.mixer.volume == 0.2
    editor.settings.set("sound.muted", True)
    assert player.mixer.is_muted
    player.close()
    editor.settings.set("sound.volume", 90)
    assert player.mixer.volume == 0.2, "a closed player follows nothing"


def test_a_jump_in_time_is_not_heard_all_at_once(editor: Editor):
    player = player_of(editor, Listening())
    editor.play.autopilot = "expert"
    editor.play.start(7)
    for _ in range(200):
        editor.play.advance(STEP)
    editor.play.seek(20)
    player.mixer.silence()
    editor.play.seek(190)
    assert player.mixer.voices == 0
    player.close()


def test_listening_changes_no_bit_of_the_game():
    silent, heard = (Session(echo_grove(), seed=7, autopilot="expert") for _ in range(2))
    for _ in range(240):
        silent.step()
        before = heard.tick
        heard.step()
        cues_of(heard, before)
        hums_of(heard)
    assert silent.digest() == heard.digest()
    assert heard.findings == silent.findings


def test_anchors_hum_as_their_states_say_and_a_part_that_fails_is_told_once():
    session = Session(echo_grove(), seed=7)
    view = session.world.view
    view["anchor_stability"][0] = [1.0, 0.2, 0.0]
    tones = {hum.key: hum.frequency for hum in hums_of(session)}
    assert [tones[f"anchor{number}"] for number in range(3)] == [440.0, 350.0, 0.0]

    view["anchor_stability"][0] = np.nan
    del session.world.view["anchor_place"]
    hums_of(session)
    hums_of(session)
    assert len([finding for finding in session.findings if finding.rule == "hummed"]) == 1


def test_the_real_mixer_is_given_the_real_device(editor: Editor):
    given: list[Mixer] = []

    def open_one(mixer: Mixer) -> Device:
        given.append(mixer)
        return NullDevice("No sound here.")

    player = SoundPlayer(editor, Ears, open_one, lambda: True)
    assert given == [], "a device is opened when something plays, not before"
    editor.play.start(7)
    assert given == [player.mixer]
    player.close()
