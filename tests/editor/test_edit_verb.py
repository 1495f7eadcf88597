"""`astraweave edit` on a machine without a display: opens, takes a picture, plays, measures, quits."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from editor.core.project.opening import start_project
from engine.resources import samples_folder
from tests.editor.core.glade import plant

ROOT = Path(__file__).resolve().parents[2]


def edit(folder: Path, *arguments: str, tmp_path: Path, timeout: float = 240) -> subprocess.CompletedProcess[str]:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "EGL_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "data")}
    command = [sys.executable, "-m", "editor", "edit", str(folder), "--quit", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout, check=False
    )


def test_a_picture_is_taken_without_a_display(tmp_path: Path):
    picture = tmp_path / "shots" / "glade.png"

    done = edit(
        plant(tmp_path / "glade"), "--screenshot", str(picture), "--size", "1600x900", "--measure", tmp_path=tmp_path
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("first frame after")
    assert (QImage(str(picture)).width(), QImage(str(picture)).height()) == (1600, 900)


def test_a_folder_that_is_no_project_ends_with_a_code(tmp_path: Path):
    done = edit(plant(tmp_path / "glade", project="nonsense"), tmp_path=tmp_path)

    assert done.returncode == 2
    assert "project.toml" in done.stderr


def test_what_is_to_be_selected_must_be_there(tmp_path: Path):
    done = edit(plant(tmp_path / "glade"), "--select", "nobody", tmp_path=tmp_path)

    assert done.returncode == 2
    assert "no entity with the id nobody" in done.stderr


def test_a_scene_with_errors_is_not_played(tmp_path: Path):
    broken = plant(tmp_path / "glade")
    encounter = broken / "encounters" / "ambush.toml"
    encounter.write_text(encounter.read_text().replace('prefab = "stalker"', 'prefab = "nobody"'))

    done = edit(broken, "--play", "--seconds", "1", tmp_path=tmp_path)

    assert done.returncode == 1
    assert "nobody" in done.stderr


@pytest.mark.slow
def test_the_starter_plays_and_is_measured(tmp_path: Path):
    folder = start_project(tmp_path / "mine")
    telemetry = tmp_path / "telemetry.json"

    done = edit(
        folder, "--play", "--autopilot", "average", "--seconds", "3", "--telemetry", str(telemetry), "--seed", "5",
        tmp_path=tmp_path,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    data = json.loads(telemetry.read_text())
    assert data["stats"]["sample_count"] == len(data["samples"]) > 0
    assert data["stats"]["frame_time"]["p99"] >= data["stats"]["frame_time"]["p50"] > 0
    assert data["summary"]["tick"] > 0


def test_a_workspace_that_nobody_knows_is_refused_with_those_there_are(tmp_path: Path):
    done = edit(plant(tmp_path / "glade"), "--workspace", "Profiling", tmp_path=tmp_path)

    assert done.returncode == 2
    assert "expected Author, Play, Profile" in " ".join(done.stderr.replace("│", " ").split())


def test_a_picture_of_an_endless_scene_waits_for_its_ground(tmp_path: Path):
    picture = tmp_path / "march.png"
    project = samples_folder() / "veilweaver"

    done = edit(project, "--scene", "wild_march", "--size", "1280x720", "--screenshot", str(picture), tmp_path=tmp_path)

    assert done.returncode == 0, done.stderr
    image = QImage(str(picture))
    # Open meadow in the lower half of the viewport, where the bare sky would be nearly white.
    shades = [image.pixelColor(x, y).lightness() for x in range(440, 620, 4) for y in range(400, 460, 4)]
    assert sum(shades) / len(shades) < 160
    assert len(set(shades)) > 20
