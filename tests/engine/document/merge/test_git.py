"""The doors to git: unmerged files are found and resolved, and nothing that a configuration names is run."""

import os
import shlex
import sys
from pathlib import Path

import pytest

from engine.document.merge.git import GitError, file_of, resolved, texts_at, unmerged
from engine.document.merge.install import driver_command, install, uninstall
from tests.engine.document.merge.repository import Repository
from tests.engine.document.orchard import SCENE, plant

RESTED = ("current = 80.0 # tired", "current = 140.0 # rested")
TIRED = ("current = 80.0 # tired", "current = 90.0 # a bit tired")


@pytest.fixture
def conflicted(repository: Repository) -> Repository:
    repository.branch_off("design", TIRED)
    repository.edit(RESTED)
    repository.git("merge", "--no-edit", "design", ok=False)
    return repository


def test_a_resolved_file_can_be_committed(conflicted: Repository):
    resolved(conflicted.project, ["scenes/orchard"])

    assert unmerged(conflicted.project) == {}
    conflicted.git("commit", "-q", "--no-edit")
    assert conflicted.git("status", "--porcelain") == ""


def test_a_file_that_is_gone_resolves_as_deleted(conflicted: Repository):
    (conflicted.project / "scenes" / "orchard.toml").unlink()

    resolved(conflicted.project, ["scenes/orchard"])

    assert conflicted.unmerged() == []
    assert "garden/scenes" not in conflicted.git("ls-files")


def test_no_repository_and_no_git_mean_nothing_unmerged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    plant(tmp_path / "loose")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert unmerged(tmp_path / "loose") == {}
    assert unmerged(tmp_path / "nowhere") == {}

    monkeypatch.setenv("PATH", str(tmp_path))
    assert unmerged(tmp_path / "loose") == {}
    with pytest.raises(GitError, match="git is not installed"):
        resolved(tmp_path / "loose", ["project"])


@pytest.mark.skipif(os.name != "posix", reason="the traps are shell scripts")
def test_nothing_that_the_repository_configures_is_run(conflicted: Repository, tmp_path: Path):
    traces = tmp_path / "traces"
    traces.mkdir()

    def trap(name: str) -> str:
        script = tmp_path / f"{name}.sh"
        script.write_text(f"#!/bin/sh\ntouch {shlex.quote(str(traces / name))}\ncat\n")
        script.chmod(0o755)
        return str(script)

    for name in ("core.fsmonitor", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "core.sshCommand"):
        conflicted.git("config", name, trap(name))
    conflicted.git("config", "diff.evil.textconv", trap("textconv"))
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    os.rename(trap("hook"), hooks / "post-index-change")
    conflicted.git("config", "core.hooksPath", str(hooks))
    (conflicted.project / ".gitattributes").write_text("*.toml filter=evil diff=evil merge=astraweave\n")

    assert list(unmerged(conflicted.project)) == ["scenes/orchard"]
    texts_at(conflicted.project, "HEAD")
    resolved(conflicted.project, ["scenes/orchard"])

    assert list(traces.iterdir()) == []
    assert unmerged(conflicted.project) == {}
    conflicted.git("status")
    assert list(traces.iterdir()), "the traps would have caught git as it is"


def test_a_revision_gives_the_texts_of_the_project(repository: Repository):
    repository.edit(RESTED)

    assert texts_at(repository.project, "HEAD~1")["scenes/orchard"] == SCENE
    assert set(texts_at(repository.project, "HEAD")) == {
        "project",
        "scenes/orchard",
        "prefabs/wasp",
        "encounters/harvest",
    }
    with pytest.raises(GitError, match="no revision --output=x"):
        texts_at(repository.project, "--output=x")


def test_installing_twice_writes_once_and_uninstalling_leaves_nothing(tmp_path: Path, repository: Repository):
    attributes = repository.project / ".gitattributes"
    attributes.write_text("*.png binary")
    config = repository.root / ".git" / "config"

    assert install(repository.project).changed
    first = attributes.read_bytes(), config.read_bytes()
    assert not install(repository.project).changed
    assert (attributes.read_bytes(), config.read_bytes()) == first
    assert attributes.read_text().startswith("*.png binary\n/project.toml merge=astraweave\n/scenes/*.toml")

    assert uninstall(repository.project).changed
    assert not uninstall(repository.project).changed
    assert attributes.read_text() == "*.png binary\n"
    assert "astraweave" not in config.read_text()


def test_the_frozen_program_is_its_own_driver(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/Astra Weave/100%/astraweave")

    assert driver_command() == "'/opt/Astra Weave/100%%/astraweave' merge %O %A %B --path %P"


def test_a_folder_without_a_project_is_refused(tmp_path: Path):
    with pytest.raises(GitError, match="it has no project"):
        install(tmp_path)


def test_backups_of_saves_are_not_committed_by_adding_everything(repository: Repository):
    (repository.project / "scenes" / "orchard.toml.bak").write_text("format = 1\n", "utf-8")

    assert repository.git("status", "--short") == ""

    uninstall(repository.project)
    assert "scenes/orchard.toml.bak" in repository.git("status", "--short")


@pytest.mark.parametrize(("key", "old"), [("driver", "'/old place/astraweave' merge %O %A %B"), ("name", "Old words")])
def test_a_setting_of_another_version_is_brought_up_to_date(repository: Repository, key: str, old: str):
    now = repository.git("config", f"merge.astraweave.{key}")
    repository.git("config", f"merge.astraweave.{key}", old)

    assert install(repository.project).changed

    assert repository.git("config", f"merge.astraweave.{key}") == now
    assert not install(repository.project).changed


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("project.toml", "project"),
        ("scenes/grove.toml", "scenes/grove"),
        ("terrain/grove/0_-1.toml", "terrain/grove/0_-1"),
        ("old/project.toml", None),
        ("grove.toml", None),
        ("old/scenes/grove.toml", None),
        ("old/grove.toml", None),
        ("scenes/old/grove.toml", None),
        ("terrain/0_0.toml", None),
        ("terrain/grove/old/0_0.toml", None),
        ("scenes/grove.toml.bak", None),
        ("terrain/grove/0_0.png", None),
    ],
)
def test_only_files_in_the_folders_of_a_project_belong_to_it(path: str, file: str | None):
    assert file_of(path) == file
