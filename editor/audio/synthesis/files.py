"""Sounds as files: 16 bit, one channel, `RATE` samples a second."""

import io
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from editor.audio.synthesis.recipes import RECIPES
from editor.audio.synthesis.waves import RATE

LOUDEST = 32_767


def samples_of(name: str) -> NDArray[np.int16]:
    """(n,) the samples of a sound. KeyError for a name without a recipe."""
    return np.round(np.clip(RECIPES[name](), -1.0, 1.0) * LOUDEST).astype("<i2")


def as_wave(samples: NDArray[np.int16]) -> bytes:
    """The bytes of a WAV file."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())
    return buffer.getvalue()


def read_wave(path: Path) -> tuple[NDArray[np.float32], int]:
    """(n,) samples -1..1 and how many a second. OSError or ValueError for a file that is none of ours."""
    try:
        with wave.open(str(path), "rb") as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, 2):
                raise ValueError(f"{path}: expected one channel of 16 bits")
            frames, rate = file.readframes(file.getnframes()), file.getframerate()
    except (wave.Error, EOFError) as error:
        raise ValueError(f"{path}: {error}") from error
    return np.frombuffer(frames, "<i2").astype(np.float32) / (LOUDEST + 1), rate


def write_all(folder: Path) -> list[Path]:
    """Write every sound into a folder; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.wav" for name in sorted(RECIPES)]
    for path in paths:
        path.write_bytes(as_wave(samples_of(path.stem)))
    return paths
