"""`astraweave fly`: a flight without a window and without Qt, and one in the real window."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from editor.cli import application
from editor.cli.fly_window import Flown, report
from editor.core.project.opening import start_project
from editor.viewport.flight.frame_times import FrameTimes
from editor.viewport.flight.patchwork import SIDES, patchwork
from editor.viewport.flight.path import FlightPath
from engine.resources import samples_folder
from engine.schema.files import TerrainSettings
from engine.terrain.landscape import Landscape
from engine.terrain.streaming.stats import Hitch

ROOT = Path(__file__).parents[2]


def fly(tmp_path: Path, *arguments: str) -> dict[str, object]:
    blocked = tmp_path / "blocked" / "PySide6"
    blocked.mkdir(parents=True)
    (blocked / "__init__.py").write_text('raise ImportError("there is no Qt here")\n', encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "editor", "fly", *arguments, "--json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(blocked.parent)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_a_flight_needs_no_qt_and_has_no_hole(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    told = fly(
        tmp_path, "--frames", "30", "--size", "160x90", "--unpaced", "--npcs", "200",
        "--screenshots", str(pictures), "--pictures", "2",
    )  # fmt: skip

    assert told["ok"]
    assert told["holes"] == 0
    assert told["frames"] == 30
    assert set(told["milliseconds"]) == {"frame", "streaming", "scenery", "submit", "draw"}
    names = sorted(path.name for path in pictures.iterdir())
    assert names == ["flight_00000.png", "flight_00029.png"]
    assert (pictures / names[0]).read_bytes().startswith(b"\x89PNG\r\n")


def test_fixed_triangles_are_measured_beside_people(tmp_path: Path) -> None:
    told = fly(tmp_path, "--stress", "--frames", "2", "--size", "64x36", "--chunks", "1024", "--crowds", "0,300")

    without, with_people = told["cases"]
    assert without["instances"]["max"] == 0
    assert with_people["instances"]["max"] > 100
    assert without["triangles"]["max"] > 1_500_000


@pytest.mark.parametrize("chunks", sorted(SIDES))
def test_a_patchwork_has_two_million_triangles_however_it_is_cut(chunks: int) -> None:
    land = Landscape(TerrainSettings(kind="endless", seed=7, amplitude=60.0))
    frame = patchwork(land, chunks, SIDES[chunks])

    assert len(frame) == chunks
    assert 1.9e6 < chunks * 2 * (SIDES[chunks] - 1) ** 2 < 2.2e6
    pieces = dict(frame.everything())
    assert np.array_equal(pieces[0].heights[2:-2, -3], pieces[1].heights[2:-2, 2])


def test_a_path_stays_above_the_ground_and_keeps_its_speed() -> None:
    def height(x: float, z: float) -> float:
        return 40.0 * float(np.sin(x / 300.0) * np.cos(z / 200.0))

    path = FlightPath(height, speed=200.0, distance=6000.0, height=60.0)
    stations = [path.at(time) for time in np.arange(0.0, path.seconds, 0.25)]
    assert all(station.eye[1] > height(station.eye[0], station.eye[2]) + 30.0 for station in stations)
    speeds = [np.hypot(station.velocity[0], station.velocity[2]) for station in stations]
    assert np.allclose(speeds, 200.0, rtol=0.02)


def test_a_hitch_is_told_with_its_parts() -> None:
    times = FrameTimes()
    for number in range(100):
        times.add(0.001, 0.0, 0.001, 0.006 if number == 40 else 0.002, uploads=number)

    count, worst = times.hitches()
    assert count == 1
    assert worst[0] == {
        "frame": 40, "total": 8.0, "streaming": 1.0, "scenery": 0.0, "submit": 1.0, "draw": 6.0,
        "uploads": 40, "bytes": 0,
    }  # fmt: skip
    assert times.summary()["draw"]["p50"] == 2.0


@pytest.mark.parametrize(
    "wrong",
    [("--size", "0x0"), ("--size", "640x1e9"), ("--size", "nanx100"), ("--start", "1e9,0"), ("--start", "inf,0")],
)
def test_what_can_not_be_flown_is_refused_with_what_was_expected(wrong: tuple[str, str]) -> None:
    told = CliRunner().invoke(application("fly"), ["fly", *wrong, "--frames", "1"])

    assert told.exit_code == 2
    assert f"{wrong[0]} {wrong[1]}: expected two numbers from" in told.output


def test_a_project_with_its_own_python_is_flown_over_once_it_is_trusted(tmp_path: Path) -> None:
    project = start_project(tmp_path / "march", samples_folder() / "veilweaver")
    asked = CliRunner().invoke(application(), ["fly", str(project), "wild_march", "--frames", "2"])
    assert asked.exit_code == 2
    assert "add --trust" in asked.output

    told = fly(tmp_path, str(project), "wild_march", "--trust", "--frames", "2", "--size", "64x36", "--unpaced")
    assert told["frames"] == 2


def test_the_real_window_is_flown_by_mouse_and_key_and_tells_each_hitch(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    run = subprocess.run(
        [
            *(sys.executable, "-m", "editor", "fly", str(samples_folder() / "veilweaver"), "wild_march", "--trust"),
            *("--presenter", "window", "--distance", "60", "--size", "960x600"),
            *("--screenshots", str(pictures), "--pictures", "2", "--json"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert (told["presenter"], told["holes"], told["size"]) == ("window", 0, [960, 600])
    # by the clock, however slowly pictures come: at no more than the speed that was asked for
    assert 60.0 <= told["metres"] <= 200.0 * told["seconds"] + 40.0
    assert told["milliseconds"]["streaming"]["p50"] > 0.0
    assert len(told["worst"]) == told["hitches"]
    shown = sorted(pictures.iterdir())
    assert len(shown) == 2
    assert shown[0].read_bytes() != shown[1].read_bytes()


def test_a_hitch_in_the_window_is_told_with_its_parts_and_the_way_is_measured_over_the_ground() -> None:
    hitch = Hitch(7, 3.25, {"poll": 0.25, "select": 3.0}, 2)
    flown = Flown(
        [0.0, 0.1, 0.3], [(0.0, 9.0, 0.0), (3.0, 50.0, 4.0), (3.0, 9.0, 14.0)], [0.5, 3.25, 0.5], [0, 4, 1], 0
    )
    flown.hitches.append(hitch)
    told = report(flown, (640, 200), (640, 400))
    assert told["metres"] == 15.0
    assert told["most_behind"] == 4
    assert told["milliseconds"]["picture to picture"]["max"] == pytest.approx(200.0)
    assert told["worst"] == [{"frame": 7, "total": 3.25, "parts": {"poll": 0.25, "select": 3.0}, "uploads": 2}]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--presenter", "gl"), 'there is no presenter "gl"; there is egl, window.'),
        (("--presenter", "window"), "name its folder and the scene"),
    ],
)
def test_what_can_not_be_presented_is_refused(words: tuple[str, ...], told: str) -> None:
    refused = CliRunner().invoke(application("fly"), ["fly", *words, "--frames", "1"])
    assert refused.exit_code == 2
    assert told in refused.output
