"""Laws of a project that is not trusted: looking at it runs nothing, whatever lies in its folder."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path as FilePath

import pytest
from typer.testing import CliRunner

from editor.cli import application
from editor.core.project.opening import load_project, needs_trust
from engine.document import CommandError, Document, Path, Set, view
from engine.document.merge.commits import commits_of
from engine.document.merge.git import GitError, resolved, texts_at, unmerged
from tests.engine.document.orchard import plant

RUN = "from pathlib import Path\nPath({marker!r}).write_text(__name__ if __name__ else 'run')\n"
BASKET = "[entities.mira.basket]\napples = 12\nsince = 2024-05-01\n"
OUTSIDE = """\
format = 1
kind = "project"
title = "../../etc"
main_scene = "../../../../etc/passwd"
main_encounter = "/etc/hosts"
"""
CLIMBER = """\
format = 1
kind = "encounter"
scene = "../scenes/orchard"

[entities.climber]
prefab = "../../secret"
[entities.climber.appearance]
mesh = "../../../etc/passwd"
[entities.climber.spawn_group]
prefab = "../wasp"
"""


@pytest.fixture
def marker(tmp_path: FilePath) -> FilePath:
    return tmp_path / "marker"


@pytest.fixture
def hostile(tmp_path: FilePath, marker: FilePath) -> FilePath:
    """A project that would leave a mark in every way that a folder can run something."""
    folder = plant(tmp_path / "project", encounters_climber=CLIMBER)
    run = RUN.format(marker=str(marker))
    shell = tmp_path / "project" / "run.sh"
    shell.write_text(f"#!/bin/sh\ntouch {marker}\n")
    shell.chmod(0o755)
    for name in ("game/__init__.py", "game/components.py", "conftest.py", "sitecustomize.py", "usercustomize.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(run)
    for name in ("typer.py", "rtoml.py", "engine.py", "numpy.py", "setup.py", "scenes/__init__.py"):
        (folder / name).write_text(run)
    (folder / "code.pth").write_text(f"import os; open({str(marker)!r}, 'w').close()\n")
    (folder / "game" / "__pycache__").mkdir()
    (folder / "game" / "__pycache__" / "components.cpython-311.pyc").write_bytes(b"\x00" * 64)
    (folder / ".astraweave").mkdir()
    (folder / ".astraweave" / "startup.py").write_text(run)
    _git(folder, shell)
    return folder


def _git(folder: FilePath, shell: FilePath) -> None:
    """A repository whose own configuration names programs to run."""
    git = folder / ".git"
    (git / "hooks").mkdir(parents=True)
    (git / "objects").mkdir()
    (git / "refs").mkdir()
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "config").write_text(
        f"[core]\n\trepositoryformatversion = 0\n\tfsmonitor = {shell}\n\thooksPath = {git / 'hooks'}\n"
        f"\tpager = {shell}\n\teditor = {shell}\n\tsshCommand = {shell}\n\taskPass = {shell}\n"
        f'[diff]\n\texternal = {shell}\n[filter "x"]\n\tclean = {shell}\n\tsmudge = {shell}\n'
        f'[merge "astraweave"]\n\tdriver = {shell}\n[alias]\n\tadd = !{shell}\n'
    )
    (folder / ".gitattributes").write_text("*.toml filter=x diff=x\n")
    for hook in ("pre-commit", "post-checkout", "post-index-change", "fsmonitor-watchman"):
        (git / "hooks" / hook).write_text(shell.read_text())
        (git / "hooks" / hook).chmod(0o755)


def run(*arguments: str) -> int:
    return CliRunner().invoke(application(), list(arguments)).exit_code


def tried(ask: Callable[..., object], *arguments: object) -> None:
    """Ask git, which may say no."""
    with contextlib.suppress(GitError):
        ask(*arguments)


LOOKS: dict[str, Callable[[FilePath], object]] = {
    "open": lambda folder: Document.open(folder, trusted=False),
    "editor": lambda folder: load_project(folder, trusted=False),
    "view": lambda folder: view(Document.open(folder), "orchard", "harvest"),
    "foreign": lambda folder: Document.open(folder).foreign(),
    "validate": lambda folder: run("validate", str(folder)),
    "play": lambda folder: run("play", str(folder), "--headless"),
    "diff": lambda folder: run("diff", str(folder), str(folder)),
    "merge": lambda folder: run("merge", *[str(folder / "scenes/orchard.toml")] * 3, "--path", "scenes/orchard.toml"),
    "git stages": unmerged,
    "git add": lambda folder: tried(resolved, folder, ["scenes/orchard"]),
    "git commits": lambda folder: tried(commits_of, folder, 30),
    "git revision": lambda folder: tried(texts_at, folder, "HEAD"),
    "reference": lambda folder: run("reference", str(folder)),
    "save": lambda folder: _retitled(folder).save(),
}


def _retitled(folder: FilePath) -> Document:
    document = Document.open(folder)
    path = Path("scenes/orchard", ("title",))
    document.apply(Set(path=path, old="Orchard", new="Garden"))
    return document


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_of_it_runs(hostile: FilePath, marker: FilePath, monkeypatch: pytest.MonkeyPatch, look: str):
    monkeypatch.chdir(hostile)

    LOOKS[look](hostile)

    assert not marker.exists()


@pytest.mark.parametrize("arguments", [["validate", "."], ["play", ".", "--headless"], ["reference", "."]])
def test_nothing_of_it_runs_when_the_program_is_started_in_it(
    hostile: FilePath, marker: FilePath, arguments: list[str]
):
    # As an installed `astraweave` starts: Python puts no present folder on its path there.
    program = "import sys; from editor.cli import main; main()"
    root = FilePath(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, *arguments],
        cwd=hostile,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode in (0, 1, 2), done.stderr
    assert "Traceback" not in done.stderr
    assert not marker.exists()


def test_validate_says_that_code_is_off_and_what_that_leaves_out(hostile: FilePath):
    told = CliRunner().invoke(application(), ["validate", str(hostile)]).stdout

    assert "game/, which was not run: its components are kept but not checked" in told
    assert "[code-off]" in told


def test_play_without_trust_says_why_not(hostile: FilePath):
    done = CliRunner().invoke(application(), ["play", str(hostile), "--headless"])

    assert done.exit_code == 2
    assert "add --trust" in done.stderr


def test_the_window_would_ask(hostile: FilePath):
    assert needs_trust(hostile, [])
    assert not load_project(hostile, trusted=False).game


def test_unknown_components_stay_as_they_are_and_survive_a_save(hostile: FilePath):
    document = Document.open(hostile)
    basket = Path.entity("scenes/orchard", "mira", "basket", "apples")

    with pytest.raises(CommandError, match="can only be kept as it is"):
        document.apply(Set(path=basket, old=12, new=13))
    health = Path.entity("scenes/orchard", "mira", "health", "current")
    document.apply(Set(path=health, old=80.0, new=70.0))
    document.save()

    assert BASKET in (hostile / "scenes" / "orchard.toml").read_text()
    assert (
        "basket" in next(each for each in view(Document.open(hostile), "orchard").entities if each.id == "mira").opaque
    )


def test_names_that_climb_out_of_the_folder_name_nothing(hostile: FilePath, tmp_path: FilePath):
    (tmp_path / "secret.toml").write_text('format = 1\nkind = "prefab"\n[entities.secret]\nname = "Secret"\n')
    (hostile / "project.toml").write_text(OUTSIDE)

    document = Document.open(hostile)
    seen = view(document, "orchard", None)

    assert document.files.keys() == {
        *("project", "scenes/orchard", "prefabs/wasp"),
        *("encounters/harvest", "encounters/climber"),
    }
    assert "Secret" not in {entity.name for entity in seen.entities}
    assert run("validate", str(hostile)) == 1
    assert run("play", str(hostile), "--headless", "--scene", "../../secret") == 2
