"""The mixer: voices and hums become one stream of two channels that never goes beyond 1."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
RATE = 44_100
MOST_VOICES = 24
KNEE = 0.8
"""Up to here nothing is changed; what is louder is bent, and never reaches 1."""
SECOND_HARMONIC = 0.25


@dataclass
class Voice:
    """A sound under way: `at` and `step` are in its own samples; left and right are gains."""

    samples: F32
    step: float
    left: float
    right: float
    at: float = 0.0


@dataclass
class Tone:
    """A hum as it is to be: frequency [Hz] and gains; frequency 0 is silence."""

    frequency: float
    left: float
    right: float


@dataclass
class _Humming:
    frequency: float
    left: float = 0.0
    right: float = 0.0
    phase: float = 0.0


class Mixer:
    """Mixes whatever it is given. `play` and `hum` may be called from another thread than `mix`.

    `volume` 0..1 is that of everything; while `is_muted`, only zeros come out, but time goes on.
    """

    def __init__(self, rate: int = RATE) -> None:
        self.rate = rate
        self.volume = 0.7
        self.is_muted = False
        self._new: deque[Voice] = deque()
        self._voices: list[Voice] = []
        self._wanted: Mapping[str, Tone] = {}
        self._hums: dict[str, _Humming] = {}

    @property
    def voices(self) -> int:
        """Sounds under way."""
        return len(self._voices) + len(self._new)

    def play(self, samples: F32, rate: int, left: float, right: float, pitch: float = 1.0) -> None:
        """Begin a sound (n,) of -1..1; when too many sound already, the one that is nearest to its end goes."""
        if len(samples) > 1 and (left > 0.0 or right > 0.0):
            self._new.append(Voice(samples, max(pitch, 0.01) * rate / self.rate, left, right))

    def hum(self, tones: Mapping[str, Tone]) -> None:
        """Let exactly these tones hum; who is missing fades away within the next block."""
        self._wanted = dict(tones)

    def silence(self) -> None:
        """Let everything go at once."""
        self._wanted = {}
        self._new.clear()
        self._voices, self._hums = [], {}

    def mix(self, frames: int) -> F32:
        """The next (frames, 2) f4, each within -1..1."""
        while self._new:
            self._voices.append(self._new.popleft())
        if len(self._voices) > MOST_VOICES:
            self._voices.sort(key=lambda voice: (len(voice.samples) - voice.at) / voice.step)
            del self._voices[: len(self._voices) - MOST_VOICES]
        out = np.zeros((frames, 2), np.float32)
        for voice in self._voices:
            _add_voice(out, voice)
        self._voices = [voice for voice in self._voices if voice.at < len(voice.samples) - 1]
        self._add_hums(out)
        if self.is_muted or self.volume <= 0.0:
            return np.zeros((frames, 2), np.float32)
        return limited(out * np.float32(self.volume))

    def _add_hums(self, out: F32) -> None:
        wanted = self._wanted
        ramp = np.linspace(0.0, 1.0, len(out), dtype=np.float64)
        for key in list({**self._hums, **wanted}):
            goal = wanted.get(key)
            now = self._hums.setdefault(key, _Humming(goal.frequency if goal is not None else 0.0))
            if goal is None or goal.frequency <= 0.0:
                goal = Tone(now.frequency, 0.0, 0.0)
            start = now.frequency or goal.frequency
            pitch = start + (goal.frequency - start) * ramp
            phase = now.phase + np.cumsum(pitch) * (2.0 * np.pi / self.rate)
            tone = np.sin(phase) + SECOND_HARMONIC * np.sin(2.0 * phase)
            out[:, 0] += (tone * (now.left + (goal.left - now.left) * ramp)).astype(np.float32)
            out[:, 1] += (tone * (now.right + (goal.right - now.right) * ramp)).astype(np.float32)
            if key not in wanted:
                del self._hums[key]
                continue
            end = float(phase[-1]) if len(phase) else now.phase
            now.frequency, now.left, now.right = goal.frequency, goal.left, goal.right
            now.phase = end % (2.0 * np.pi)


def _add_voice(out: F32, voice: Voice) -> None:
    """Read between the samples, so that any pitch is smooth."""
    last = len(voice.samples) - 1
    place = voice.at + np.arange(len(out)) * voice.step
    place = place[place < last]
    whole = place.astype(np.int64)
    share = (place - whole).astype(np.float32)
    heard = voice.samples[whole] * (1.0 - share) + voice.samples[whole + 1] * share
    out[: len(heard), 0] += heard * np.float32(voice.left)
    out[: len(heard), 1] += heard * np.float32(voice.right)
    voice.at += len(out) * voice.step


def limited(sound: F32) -> F32:
    """The same sound, bent above the knee so that it stays below 1."""
    size = np.abs(sound)
    bent = KNEE + (1.0 - KNEE) * np.tanh((size - KNEE) / (1.0 - KNEE))
    return np.where(size <= KNEE, sound, np.sign(sound) * np.minimum(bent, 1.0)).astype(np.float32)
