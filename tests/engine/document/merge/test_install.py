"""Setting the driver up touches only its own lines, says whether anything changed, and can be taken back one by one."""

import shutil
from pathlib import Path

import pytest

from engine.document.merge.git import GitError
from engine.document.merge.install import install, is_installed, uninstall
from tests.engine.document.merge.repository import Repository
from tests.engine.document.orchard import plant

OURS = "/project.toml merge=astraweave\n"


def exclude(repository: Repository) -> Path:
    return repository.root / ".git" / "info" / "exclude"


def test_a_project_without_attributes_has_only_those_of_the_driver_and_none_afterwards(repository: Repository):
    attributes = repository.project / ".gitattributes"
    assert attributes.read_text().startswith(OURS)
    assert attributes.read_text().splitlines()[-1] == "/terrain/*/*.toml merge=astraweave"

    assert is_installed(repository.project)

    uninstall(repository.project)

    assert not attributes.exists()
    assert not is_installed(repository.project)


@pytest.mark.parametrize(
    ("above", "below"), [("*.png binary\n", ""), ("", "*.png binary\n"), ("*.png a\n", "*.wav b\n")]
)
def test_lines_of_others_stay_where_they_are(repository: Repository, above: str, below: str):
    attributes = repository.project / ".gitattributes"
    lines = attributes.read_text()
    attributes.write_text(above + lines + below)

    assert not install(repository.project).changed
    assert attributes.read_text() == above + lines + below
    uninstall(repository.project)
    assert attributes.read_text() == above + below


def test_lines_end_as_those_of_others_do(repository: Repository):
    attributes = repository.project / ".gitattributes"
    attributes.write_bytes(b"*.png binary\r\n")

    install(repository.project)

    text = attributes.read_bytes()
    assert text.startswith(b"*.png binary\r\n/project.toml merge=astraweave\r\n")
    assert text.count(b"\n") == text.count(b"\r\n")


def test_whatever_is_missing_is_set_up_again(repository: Repository):
    def lose(what: str) -> None:
        match what:
            case "attributes":
                (repository.project / ".gitattributes").unlink()
            case "exclude":
                shutil.rmtree(exclude(repository).parent)
            case key:
                repository.git("config", "--unset", f"merge.astraweave.{key}")

    for what in ("attributes", "exclude", "driver", "name"):
        lose(what)
        assert install(repository.project).changed, what
        assert not install(repository.project).changed, what
    assert "*.toml.bak" in exclude(repository).read_text().splitlines()


@pytest.mark.parametrize("left", ["attributes", "exclude", "driver", "name"])
def test_the_last_that_is_left_is_taken_out_too(repository: Repository, left: str):
    attributes = repository.project / ".gitattributes"
    text = attributes.read_text()
    uninstall(repository.project)
    match left:
        case "attributes":
            attributes.write_text(text)
        case "exclude":
            exclude(repository).write_text("*.toml.bak\n")
        case key:
            repository.git("config", f"merge.astraweave.{key}", "left over")

    taken = uninstall(repository.project)

    assert (taken.changed, taken.driver) == (True, "")
    assert not uninstall(repository.project).changed
    assert "astraweave" not in (repository.root / ".git" / "config").read_text()
    assert "*.toml.bak" not in exclude(repository).read_text()
    assert not attributes.exists()


@pytest.mark.parametrize("old", ["!", "~"])
@pytest.mark.parametrize("key", ["driver", "name"])
def test_any_other_setting_is_brought_up_to_date(repository: Repository, key: str, old: str):
    now = repository.git("config", f"merge.astraweave.{key}")
    repository.git("config", f"merge.astraweave.{key}", old)

    assert install(repository.project).changed
    assert repository.git("config", f"merge.astraweave.{key}") == now


def test_a_folder_outside_of_a_working_tree_is_refused(
    tmp_path: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
):
    loose = plant(tmp_path / "loose")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(GitError, match=r"loose lies in no repository of git \(fatal: .*Make one with: git init"):
        install(loose)
    inside = plant(repository.root / ".git" / "garden")
    with pytest.raises(GitError, match="lies in no working tree of git"):
        uninstall(inside)
