"""The verb capture: what `play --capture` wrote is shown, compared and exported."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from editor.cli import application
from engine.physics.capture import load
from tests.engine.physics.capture.trace_format import faults
from tests.engine.play.yard import write_project


def run(*arguments: object) -> Result:
    return CliRunner().invoke(application(), list(map(str, arguments)))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Captures of the same run, played twice."""
    folder = tmp_path_factory.mktemp("captures")
    project = write_project(folder / "yard")
    made = []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in ("a", "b"):
            made.append(folder / f"{name}.capture.json")
            played = run(
                "play", project, "--headless", "--trust", "--seed", 7, "--max-seconds", 2, "--capture", made[-1]
            )
            assert played.exit_code == 0, played.output
    return made[0], made[1]


def test_play_captures_every_tick_with_its_stages(files):
    capture = load(files[0])

    assert [profile.tick for profile in capture.profiles] == list(range(1, 121))
    assert (capture.origin.project, capture.origin.seed) == ("yard", 7)
    assert all(profile.total > 0 and profile.checksums for profile in capture.profiles)


def test_the_last_steps_profile_is_written_beside_the_benchmarks(files):
    written = json.loads((files[1].parent / "target/benchmark-data/physics_async_profile.json").read_text())
    last = load(files[1]).profiles[-1]

    # a capture counts the ticks that are done, a profile the tick that was played
    assert written == {**last.to_json(), "tick": last.tick - 1}


def test_the_same_run_has_the_same_bits(files):
    found = run("capture", "compare", *files)

    assert "The same bits in all 120 ticks that both hold." in found.stdout
    assert json.loads(run("capture", "compare", *files, "--json").stdout)["equal_ticks"] == 120


def test_it_is_shown_in_words_and_as_data(files):
    assert "Narrow phase" in run("capture", "show", files[0]).stdout
    data = json.loads(run("capture", "show", files[0], "--json").stdout)
    assert data["origin"]["scene"] == load(files[0]).origin.scene
    assert [row["id"] for row in data["stages"]][-1] == "total"


def test_it_is_exported_for_perfetto_and_for_tables(files, tmp_path):
    run("capture", "export", files[0], tmp_path / "t.json")
    run("capture", "export", files[0], tmp_path / "t.csv")

    assert faults(json.loads((tmp_path / "t.json").read_text())) == []
    with (tmp_path / "t.csv").open(newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 120


def test_wrong_files_and_counts_are_refused_in_a_sentence(files, tmp_path):
    (tmp_path / "x.json").write_text("{}")

    refused = run("capture", "show", tmp_path / "x.json")
    assert refused.exit_code == 2
    assert "is no whole capture: format is null" in refused.output
    assert "compare takes A B, got 1" in run("capture", "compare", files[0]).output
    assert "leave out --lanes" in run("play", tmp_path, "--headless", "--lanes", 2, "--capture", "c").output


def test_a_capture_is_not_exported_over_itself(files):
    before = files[0].read_bytes()

    result = run("capture", "export", files[0], files[0].parent / "." / files[0].name)

    assert result.exit_code == 2
    assert "is the capture itself" in result.output
    assert files[0].read_bytes() == before
