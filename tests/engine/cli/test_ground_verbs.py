"""Shaped ground on the command line: two designers shape one hill, look at what they did, merge it, and settle it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from editor.cli import application
from engine.document import Document
from engine.schema.tile import Tile
from tests.engine.document.grounds import ground, raised, with_points
from tests.engine.document.merge.repository import Repository, fresh_repository
from tests.engine.document.orchard import plant

Run = Callable[..., Result]
FILE = "terrain/orchard/0_1"


@pytest.fixture
def run() -> Run:
    runner = CliRunner()

    def run(*arguments: object) -> Result:
        return runner.invoke(application(str(arguments[0])), [str(each) for each in arguments])

    return run


def hill(points: dict[tuple[int, int], int]) -> str:
    return Tile.of(with_points(ground(500), points)).text


def write(repository: Repository, text: str, message: str) -> None:
    path = repository.project / f"{FILE}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    repository.commit(message)


def test_two_designers_shape_one_hill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run):
    repository = fresh_repository(tmp_path, monkeypatch)
    project = repository.project
    assert "/terrain/*/*.toml merge=astraweave" in (project / ".gitattributes").read_text()
    write(repository, hill({}), "A hill")
    repository.git("switch", "-q", "-c", "design")
    write(repository, hill({(5, 5): 900, (8, 8): 700}), "A rock on the hill")
    repository.git("switch", "-q", "main")
    write(repository, hill({(5, 6): -900, (8, 8): 200}), "A pit in the hill")

    told = run("diff", "HEAD~1", "--git", project)
    assert told.exit_code == 1
    assert told.stdout == (f"{FILE}.toml\n    Ground of Orchard at (0, 8): 2 heights changed by up to 1.40 m\n")

    repository.git("merge", "--no-edit", "design", ok=False)
    shown = run("merge", "--show", project)
    assert f"{FILE}.toml: Ground of Orchard at tile (0, 1): you and the other side changed 1 height" in shown.stdout
    assert f"    {FILE}/heights\n" in shown.stdout
    assert run("validate", project, "--json").exit_code == 0

    taken = run("merge", project, "--take", "theirs", f"{FILE}/heights")
    assert f"{FILE}.toml is resolved." in taken.stdout
    assert (project / f"{FILE}.toml").read_text() == hill({(5, 5): 900, (5, 6): -900, (8, 8): 700})
    repository.commit("Both")
    assert Document.open(project).load_findings == []


def test_three_folders_are_merged_without_git(tmp_path: Path, run: Run):
    base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
    plant(base, **{FILE: hill({})})
    plant(ours, **{FILE: hill({(0, 0): 1}), "terrain/orchard/1_1": raised(7)})
    plant(theirs, **{FILE: hill({(0, 1): 2})})

    assert run("merge", base, ours, theirs).exit_code == 0

    assert (ours / f"{FILE}.toml").read_text() == hill({(0, 0): 1, (0, 1): 2})
    assert (ours / "terrain/orchard/1_1.toml").read_text() == raised(7)


def test_validate_tells_of_ground_that_nobody_will_see(tmp_path: Path, run: Run):
    files = {
        FILE: hill({}).replace("[500,", "[500000000,", 1),
        "terrain/meadow/0_0": raised(5),
        "terrain/orchard/9_9": raised(5),
        "terrain/orchard/north": raised(5),
    }
    project = plant(tmp_path / "orchard", **files)

    report = json.loads(run("validate", project, "--json").stdout)

    told = {each["rule"]: each["text"] for each in report["findings"] if "terrain" in each["text"]}
    assert told.keys() == {"broken-file", "ground-of-no-scene", "ground-beyond-the-edge"}
    broken = [each["text"] for each in report["findings"] if each["rule"] == "broken-file"]
    assert broken[0].startswith(
        f"{FILE}.toml, line 4: row 1 of `heights` holds 500000000; expected whole numbers of -500,000 to 500,000 mm."
    )
    assert "north.toml names no tile of the ground" in broken[1]
