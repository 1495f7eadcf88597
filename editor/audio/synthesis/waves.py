"""What sounds are made of: tones, sweeps, noise, envelopes and filters, as f8 arrays of -1..1 at `RATE`."""

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
RATE = 22_050
"""Samples a second."""


def times(seconds: float) -> F64:
    """(n,) [s] of the samples of a sound so long."""
    return np.arange(round(seconds * RATE)) / RATE


def tone(frequency: float, seconds: float, harmonics: tuple[float, ...] = (1.0,)) -> F64:
    """A tone [Hz] with the strengths of its harmonics, the fundamental first."""
    t = times(seconds)
    return sum_of(*[strength * np.sin(2 * np.pi * frequency * k * t) for k, strength in enumerate(harmonics, start=1)])


def sweep(start: float, end: float, seconds: float, bend: float = 1.0) -> F64:
    """A tone that goes from one frequency [Hz] to another; `bend` above 1 stays longer at the start."""
    share = np.linspace(0.0, 1.0, len(times(seconds))) ** bend
    return np.sin(2 * np.pi * np.cumsum(start + (end - start) * share) / RATE)


def noise(seconds: float, seed: int) -> F64:
    """White noise, always the same for a seed."""
    return np.random.Generator(np.random.PCG64(seed)).random(len(times(seconds))) * 2.0 - 1.0


def decay(sound: F64, half_s: float, attack_s: float = 0.002) -> F64:
    """Let a sound begin within `attack_s` and halve every `half_s`, down to silence at its end."""
    t = np.arange(len(sound)) / RATE
    fade = np.minimum(1.0, (len(sound) / RATE - t) / 0.012)
    return sound * np.minimum(1.0, t / attack_s) * 0.5 ** (t / half_s) * fade


def swell(sound: F64, peak: float = 0.5) -> F64:
    """Let a sound grow until `peak` of its length and go again."""
    share = np.linspace(0.0, 1.0, len(sound))
    return sound * np.minimum(share / peak, (1.0 - share) / (1.0 - peak)) ** 1.5


def low(sound: F64, cutoff: float) -> F64:
    """Only what lies below a frequency [Hz], with a soft slope; in the spectrum, so that nothing is delayed."""
    spectrum = np.fft.rfft(sound)
    frequency = np.fft.rfftfreq(len(sound), 1.0 / RATE)
    return np.fft.irfft(spectrum / (1.0 + (frequency / cutoff) ** 4), len(sound))


def high(sound: F64, cutoff: float) -> F64:
    """Only what lies above a frequency [Hz]."""
    return sound - low(sound, cutoff)


def sum_of(*sounds: F64) -> F64:
    """Sounds that begin together; the shorter ones end in silence."""
    whole = np.zeros(max(len(sound) for sound in sounds))
    for sound in sounds:
        whole[: len(sound)] += sound
    return whole


def after(seconds: float, sound: F64) -> F64:
    """A sound that begins later."""
    return np.concatenate((np.zeros(round(seconds * RATE)), sound))


def levelled(sound: F64, peak: float) -> F64:
    """As loud as its loudest sample says."""
    return sound * (peak / max(float(np.max(np.abs(sound))), 1e-9))
