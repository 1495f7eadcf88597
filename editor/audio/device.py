"""Where sound goes: through the package sounddevice when it is there and a device opens, else nowhere."""

from __future__ import annotations

import importlib.util
from typing import Any, Protocol

from editor.audio.mixer import Mixer

MISSING = "No sound: the package sounddevice is not installed. Install it with: pip install astraweave-editor[sound]"
READY = "Sound begins when a copy plays."


class Device(Protocol):
    """Takes what a mixer mixes."""

    status: str
    is_heard: bool

    def close(self) -> None:
        """Take no more."""
        ...


class NullDevice:
    """Nowhere: nothing is mixed for it."""

    is_heard = False

    def __init__(self, status: str) -> None:
        self.status = status

    def close(self) -> None:
        """Nothing to let go."""


class StreamDevice:
    """A stream that asks the mixer for the next samples from a thread of its own."""

    is_heard = True

    def __init__(self, mixer: Mixer, sounddevice: Any) -> None:
        """Raises what the package raises when no device can be opened."""

        def fill(out: Any, frames: int, _time: object, _flags: object) -> None:
            out[:] = mixer.mix(frames)

        self._stream = sounddevice.OutputStream(samplerate=mixer.rate, channels=2, dtype="float32", callback=fill)
        self._stream.start()
        name = sounddevice.query_devices(self._stream.device)["name"]
        self.status = f"Sound plays through {name}, {mixer.rate:,} samples a second."

    def close(self) -> None:
        """Stop the stream."""
        self._stream.stop()
        self._stream.close()


def is_installed() -> bool:
    """Whether the package that reaches sound devices is there; it is not imported for that."""
    return importlib.util.find_spec("sounddevice") is not None


def open_device(mixer: Mixer) -> Device:
    """A device that is heard, or the null device with the reason in its `status`."""
    if not is_installed():
        return NullDevice(MISSING)
    try:
        import sounddevice  # type: ignore[import-not-found]

        return StreamDevice(mixer, sounddevice)
    except Exception as error:
        # PortAudio raises its own kinds, and OSError where its library is missing: the game goes on without sound.
        return NullDevice(f"No sound: no device can be opened: {error}.")
