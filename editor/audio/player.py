"""Lets the running game be heard: asks its parts for cues and hums between two ticks and hands them to the mixer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from editor.audio.device import MISSING, READY, Device, is_installed, open_device
from editor.audio.hearing import Ears
from editor.audio.mixer import Mixer, Tone
from editor.audio.synthesis.files import read_wave
from engine.present.cues import Hum, SoundCue
from engine.resources import resource

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from engine.play.running.session import Session

MOST_BEHIND = 12
"""After a jump of more ticks than this, as by seeking, what happened meanwhile is not heard."""
KEY_TICKS = 60
"""A key is heard once in so many ticks."""
HUM_VOLUME, MUSIC_VOLUME = 0.10, 0.06


class SoundPlayer:
    """Follows play. `ears` tells where the picture is seen from. Without a device it does nothing but say why."""

    def __init__(
        self,
        editor: Editor,
        ears: Callable[[], Ears] = Ears,
        open_one: Callable[[Mixer], Device] = open_device,
        is_there: Callable[[], bool] = is_installed,
    ) -> None:
        self._editor, self._ears, self._open = editor, ears, open_one
        self.mixer = Mixer()
        self.device: Device | None = None
        self._sounds: dict[str, tuple[NDArray[np.float32], int] | None] = {}
        self._heard_to = -1
        self._keys: dict[str, int] = {}
        self._links = [
            (editor.play.ticked, self._on_tick),
            (editor.play.changed, self._on_play),
            (editor.settings.changed, self._on_setting),
            (editor.chimed, self.chime),
        ]
        for signal, slot in self._links:
            signal.connect(slot)
        editor.is_heard = is_there()
        editor.sound_device = READY if editor.is_heard else MISSING
        self._take_settings()

    def close(self) -> None:
        """Let the device go; the player is not used after it."""
        for signal, slot in self._links:
            signal.disconnect(slot, missing_ok=True)
        self._links = []
        if self.device is not None:
            self.device.close()

    def chime(self, sound: str) -> None:
        """A sound of the menus."""
        if self.device is not None and self.device.is_heard:
            self._play(SoundCue(sound), Ears())

    def _on_play(self) -> None:
        play = self._editor.play
        if play.session is not None and self.device is None:
            self.device = self._open(self.mixer)
            self._editor.sound_device, self._editor.is_heard = self.device.status, self.device.is_heard
        if play.session is None:
            self.mixer.silence()
            self._heard_to, self._keys = -1, {}
        elif play.state != "playing":
            self.mixer.hum({})

    def _on_tick(self, tick: int) -> None:
        session = self._editor.play.session
        if session is None or self.device is None or not self.device.is_heard:
            return
        before, self._heard_to = self._heard_to, tick
        if not 0 <= tick - before <= MOST_BEHIND * max(1.0, self._editor.play.speed):
            return
        ears = self._ears()
        loudest: dict[str, SoundCue] = {}
        for cue in cues_of(session, before):
            key = cue.key or f"{len(loudest)}"
            if key not in loudest or loudest[key].volume < cue.volume:
                loudest[key] = cue
        for cue in loudest.values():
            if cue.key and self._is_repeated(cue.key, tick):
                continue
            self._play(cue, ears)
        if self._editor.play.state == "playing":
            self.mixer.hum(self._tones(session, ears))

    def _is_repeated(self, key: str, tick: int) -> bool:
        last = self._keys.get(key)
        if last is not None and 0 <= tick - last < KEY_TICKS:
            return True
        self._keys = {name: at for name, at in self._keys.items() if 0 <= tick - at < KEY_TICKS}
        self._keys[key] = tick
        return False

    def _play(self, cue: SoundCue, ears: Ears) -> None:
        sound = self._sound(cue.sound)
        if sound is not None:
            self.mixer.play(*sound, *ears.gains(cue.position, cue.volume), cue.pitch)

    def _sound(self, name: str) -> tuple[NDArray[np.float32], int] | None:
        """A sound by its name, read once; one that is missing or broken is told of once."""
        if name not in self._sounds:
            try:
                self._sounds[name] = read_wave(resource("sounds", f"{name}.wav"))
            except (OSError, ValueError) as error:
                self._sounds[name] = None
                self._editor.log.add("warning", "sound", f'The sound "{name}" is not heard: {error}')
        return self._sounds[name]

    def _tones(self, session: Session, ears: Ears) -> dict[str, Tone]:
        settings = self._editor.settings.sound
        tones: dict[str, Tone] = {}
        for hum in hums_of(session):
            if settings.music if hum.is_music else settings.hums:
                volume = hum.volume * (MUSIC_VOLUME if hum.is_music else HUM_VOLUME)
                tones[hum.key] = Tone(hum.frequency, *ears.gains(hum.position, volume))
        return tones

    def _on_setting(self, name: str) -> None:
        if name.startswith("sound."):
            self._take_settings()

    def _take_settings(self) -> None:
        settings = self._editor.settings.sound
        self.mixer.volume, self.mixer.is_muted = settings.volume / 100.0, settings.muted


def cues_of(session: Session, since: int) -> list[SoundCue]:
    """What is heard of the ticks from `since` on; a part that raises is left out and told of once."""
    events = []
    since = max(since, session.chapter_began)  # the rows of earlier events are those of another chapter
    for event in reversed(session.events):
        if event.tick < since:
            break
        events.append(event)
    events.reverse()
    found: list[SoundCue] = []
    for part in session.compiled.parts.of("sounded").values():
        try:
            found += part.cues(session, events)
        except Exception as error:
            session.report_once("sounded", f'the sounds "{part.name}" failed and are not heard', error)
    return found


def hums_of(session: Session) -> list[Hum]:
    """The tones that go on now."""
    found: list[Hum] = []
    for part in session.compiled.parts.of("hummed").values():
        try:
            found += part.hums(session)
        except Exception as error:
            session.report_once("hummed", f'the hums "{part.name}" failed and are not heard', error)
    return found
