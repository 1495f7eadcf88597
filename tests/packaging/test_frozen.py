"""The stand-alone program: built, moved to another folder, and driven on a virtual display without Python beside it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LARGEST_MB = 520
#: What the tests may hand down: no Python of this machine, no settings of this user.
CLEAN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

#: What a first start tells while it compiles kernels, which takes minutes on a busy machine.
COMPILING = re.compile(r"Compiling kernels for \d+ s; the next start finds them compiled\.")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1500),
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("xvfb-run"), reason="needs Linux and xvfb-run"),
]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built folder, moved away from where it was built."""
    build = tmp_path_factory.mktemp("build")
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
            *("--distpath", str(build / "dist"), "--workpath", str(build / "work"), "build.spec"),
        ],
        cwd=ROOT,
        check=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    moved = tmp_path_factory.mktemp("somewhere else") / "AstraWeave"
    shutil.move(build / "dist" / "astraweave", moved)
    return moved


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty home, shared by the runs so that kernels are compiled once."""
    return tmp_path_factory.mktemp("home")


def run(program: Path, home: Path, *arguments: str, display: bool = False) -> subprocess.CompletedProcess[str]:
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1600x900x24"] if display else []
    return subprocess.run(
        [*screen, str(program / "astraweave"), *arguments],
        env=CLEAN | {"HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


def sample(program: Path) -> str:
    return str(program / "_internal" / "projects" / "veilweaver")


def test_it_plays_ten_seconds_and_quits_without_an_unexpected_word(program: Path, home: Path, tmp_path: Path):
    picture, telemetry = tmp_path / "picture.png", tmp_path / "telemetry.json"

    done = run(
        *(program, home, "edit", sample(program), "--play", "--autopilot", "expert", "--seconds", "10"),
        *("--screenshot", str(picture), "--telemetry", str(telemetry), "--quit"),
        display=True,
    )

    unexpected = [line for line in done.stderr.splitlines() if not COMPILING.fullmatch(line)]
    assert (done.returncode, unexpected) == (0, [])
    assert len(done.stdout.splitlines()) == 1
    assert done.stdout.startswith("Veilweaver echo_grove: tick ")
    assert done.stdout.endswith(f"picture {picture}; telemetry {telemetry}\n")
    assert picture.stat().st_size > 100_000
    assert json.loads(telemetry.read_text(encoding="utf-8"))["stats"]["sample_count"] > 0


def test_it_plays_to_the_same_bits_as_the_source(program: Path, home: Path):
    words = ("play", "--encounter", "tutorial", "--headless", "--autopilot", "expert", "--seed", "7", "--json")

    frozen = run(program, home, words[0], sample(program), *words[1:])
    source = subprocess.run(
        [sys.executable, "-m", "editor", words[0], "projects/veilweaver", *words[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert frozen.returncode == 0, frozen.stderr
    assert json.loads(frozen.stdout)["digest"] == json.loads(source.stdout)["digest"]


def test_its_doctor_finds_everything_in_place(program: Path, home: Path):
    done = run(program, home, "doctor", "--json")

    assert done.returncode == 0, done.stdout


def test_it_is_not_larger_than_promised(program: Path):
    size = sum(path.lstat().st_size for path in program.rglob("*") if path.is_file() and not path.is_symlink())

    assert size / 1e6 <= LARGEST_MB
