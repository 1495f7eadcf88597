"""Which files git is asked for: those of the project alone, of usable size, as any revision or stage has them."""

import os
from pathlib import Path

import pytest

from engine.document.merge.commits import commits_of
from engine.document.merge.git import GitError, index_of, resolved, run_git, texts_at, unmerged
from tests.engine.document.merge.repository import Repository
from tests.engine.document.orchard import HARVEST, SCENE, plant

RESTED = ("current = 80.0 # tired", "current = 140.0 # rested")
TIRED = ("current = 80.0 # tired", "current = 90.0 # a bit tired")
GIT = "engine.document.merge.git"


def written(repository: Repository, word: bytes) -> None:
    """Commit a note beside the project's files, and an encounter that is no text in UTF-8."""
    (repository.project / "notes.txt").write_bytes(word)
    (repository.project / "encounters" / "harvest.toml").write_bytes(HARVEST.encode() + b"# \xff" + word + b"\n")
    repository.commit("Write")


@pytest.fixture
def conflicted(repository: Repository) -> Repository:
    """A scene, an encounter in another encoding and a note, all of which both sides changed."""
    repository.git("switch", "-q", "-c", "design")
    written(repository, b"theirs")
    repository.edit(TIRED)
    repository.git("switch", "-q", "main")
    written(repository, b"ours")
    repository.edit(RESTED)
    repository.git("merge", "--no-edit", "design", ok=False)
    return repository


def test_what_is_no_file_of_the_project_or_no_text_is_left_to_git(conflicted: Repository):
    assert sorted({line.split(" ")[1] for line in conflicted.unmerged()}) == [
        "garden/encounters/harvest.toml",
        "garden/notes.txt",
        "garden/scenes/orchard.toml",
    ]

    stages = unmerged(conflicted.project)

    assert list(stages) == ["scenes/orchard"]
    found = stages["scenes/orchard"]
    assert (found.base, found.ours, found.theirs) == (SCENE, SCENE.replace(*RESTED), SCENE.replace(*TIRED))


def test_what_is_larger_than_any_file_of_a_project_is_left_to_git(
    conflicted: Repository, monkeypatch: pytest.MonkeyPatch
):
    largest = len(SCENE.replace(*TIRED).encode())
    monkeypatch.setattr(f"{GIT}.LARGEST_BYTES", largest)
    assert list(unmerged(conflicted.project)) == ["scenes/orchard"]

    monkeypatch.setattr(f"{GIT}.LARGEST_BYTES", largest - 1)
    assert unmerged(conflicted.project) == {}
    with pytest.raises(GitError, match="the file is too large"):
        texts_at(conflicted.project, "design")


def test_another_repository_that_the_environment_names_counts_for_nothing(
    conflicted: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    assert list(unmerged(conflicted.project)) == ["scenes/orchard"]


def test_where_nothing_is_merged_nothing_is_added(repository: Repository):
    (repository.project / "scenes" / "new.toml").write_text("format = 1\n")

    resolved(repository.project, [])

    assert repository.git("status", "--short") == "?? garden/scenes/new.toml\n"


def test_a_revision_has_only_files_that_are_texts(repository: Repository):
    written(repository, b"x")
    if os.name == "posix":
        (repository.project / "scenes" / "link.toml").symlink_to("orchard.toml")
        repository.commit("Link")

    assert sorted(texts_at(repository.project, "HEAD")) == ["prefabs/wasp", "project", "scenes/orchard"]


@pytest.mark.parametrize("at_once", [1, 2, 3, 4])
def test_many_files_are_asked_for_in_several_goes(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, at_once: int
):
    monkeypatch.setattr(f"{GIT}.AT_ONCE", at_once)
    found = texts_at(repository.project, "HEAD")

    assert sorted(found) == ["encounters/harvest", "prefabs/wasp", "project", "scenes/orchard"]
    assert (found["encounters/harvest"], found["scenes/orchard"]) == (HARVEST, SCENE)


def test_a_revision_that_there_is_not_is_told_with_what_was_expected(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with pytest.raises(GitError, match=r"no revision elsewhere in .*garden; expected a commit, a branch or a tag$"):
        texts_at(repository.project, "elsewhere")
    loose = plant(tmp_path / "loose")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(GitError, match=r"no revision HEAD in .*loose: fatal: not a git repository"):
        texts_at(loose, "HEAD")


def test_what_git_says_has_no_newline_at_its_end(repository: Repository):
    assert run_git(repository.project, "rev-parse", "--is-inside-work-tree") == "true"
    with pytest.raises(GitError, match=r"^git ended with 1$"):
        run_git(repository.project, "config", "--get", "no.such")


def test_the_index_of_a_working_tree(repository: Repository, tmp_path: Path):
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "design")
    linked, broken = tmp_path / "linked", tmp_path / "broken"
    broken.mkdir()
    (broken / ".git").write_text("no such words")
    (tmp_path / "apart").mkdir()

    own = index_of(linked / "garden")
    assert (own, own is not None and own.is_file()) == (
        repository.root / ".git" / "worktrees" / "linked" / "index",
        True,
    )
    assert index_of(repository.project / "scenes") == repository.root / ".git" / "index"
    assert index_of(repository.root) == repository.root / ".git" / "index"
    assert (index_of(broken), index_of(tmp_path / "apart")) == (None, None)


def test_the_latest_commits_of_the_project_come_first_those_of_other_folders_not_at_all(repository: Repository):
    repository.edit(RESTED)
    beside = repository.project.parent / "beside.txt"
    beside.write_text("beside", encoding="utf-8")
    repository.commit("Beside")
    written(repository, "schön".encode())

    latest, *others = commits_of(repository.project, 30)
    assert (latest.subject, len(latest.name), latest.short) == ("Write", 40, latest.name[:7])
    assert texts_at(repository.project, others[0].name)["scenes/orchard"] == SCENE.replace(*RESTED)
    assert "Beside" not in [each.subject for each in others]
    assert commits_of(repository.project, 1) == (latest,)


def test_outside_of_a_repository_there_are_no_commits(tmp_path: Path):
    with pytest.raises(GitError):
        commits_of(plant(tmp_path), 30)
