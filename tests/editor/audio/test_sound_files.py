"""The sounds that ship are what the formulas make, and all that the game asks for are there."""

import re
from pathlib import Path

import numpy as np
import pytest

from editor.audio.synthesis.files import as_wave, read_wave, samples_of, write_all
from editor.audio.synthesis.recipes import RECIPES
from editor.audio.synthesis.waves import RATE
from engine.resources import program_folder, resource

MOST_BYTES = 600_000
FOLDER = resource("sounds")


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_a_file_is_its_formula(name: str):
    shipped, rate = read_wave(FOLDER / f"{name}.wav")
    made = samples_of(name)
    assert rate == RATE
    # Sine and exponential may differ in their last bit from one processor to another: one step of 65,536.
    assert np.abs(shipped * 32_768 - made).max() <= 1
    assert 0.1 < np.abs(shipped).max() < 1.0
    assert np.abs(shipped[-20:]).max() < 0.05, "it ends in silence, without a click"


def test_there_is_no_other_file_and_all_are_small():
    files = sorted(FOLDER.iterdir())
    assert [file.stem for file in files] == sorted(RECIPES)
    assert sum(file.stat().st_size for file in files) < MOST_BYTES


def test_writing_them_again_gives_the_same_bytes(tmp_path: Path):
    written = write_all(tmp_path)

    assert [path.stem for path in sorted(written)] == sorted(RECIPES)
    assert all(path.read_bytes() == as_wave(samples_of(path.stem)) for path in written)


def test_every_sound_that_the_game_names_is_there():
    sources = [
        *program_folder().glob("engine/play/feel/sounds.py"),
        program_folder() / "projects/veilweaver/game/sounds.py",
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    named = set(re.findall(r'SoundCue\(\s*"(\w+)"', text)) | set(re.findall(r': \("(\w+)", \d', text))
    assert len(named) > 12
    assert named <= set(RECIPES)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all"])
def test_a_file_that_is_none_is_refused_with_its_name(tmp_path: Path, content: bytes):
    path = tmp_path / "odd.wav"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"odd\.wav"):
        read_wave(path)
