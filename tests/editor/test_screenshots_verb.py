"""`astraweave screenshots`: every named picture is written in every size that was asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from typer.testing import CliRunner

from editor.cli import application
from editor.cli.screenshots import SHOTS, STATES, TUTORIAL

ROOT = Path(__file__).resolve().parents[2]


def test_an_unknown_picture_is_a_sentence_that_names_the_known_ones(tmp_path: Path):
    result = CliRunner().invoke(application(), ["screenshots", str(tmp_path), "--only", "portrait"])

    assert result.exit_code == 2
    for word in ("portrait", *(shot.name for shot in SHOTS)):
        assert word in result.output


@pytest.mark.parametrize("size", [(1280, 720), (1600, 900)])
def test_the_start_screen_is_taken(tmp_path: Path, size: tuple[int, int]):
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "EGL_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    wanted = ["--only", "start", "--sizes", f"{size[0]}x{size[1]}"]
    command = [sys.executable, "-m", "editor", "screenshots", str(tmp_path / "images"), *wanted]

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    picture = QImage(str(tmp_path / "images" / "start.png"))
    assert (picture.width(), picture.height()) == size


@pytest.mark.parametrize("name", [TUTORIAL, STATES])
def test_a_set_of_pictures_is_named_with_the_others(tmp_path: Path, name: str):
    result = CliRunner().invoke(application(), ["screenshots", str(tmp_path), "--only", "portrait"])

    assert name in result.output
