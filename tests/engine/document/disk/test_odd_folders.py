"""Whatever lies where a project's files belong, the project opens, says what is wrong, and touches nothing else."""

import os
from pathlib import Path

import pytest

from engine.document import Document, DocumentError
from engine.document.disk.files import MOST_FILES
from tests.engine.document.orchard import SCENE, plant

needs_links = pytest.mark.skipif(os.name != "posix", reason="making links asks for rights on Windows")


def told(document: Document, file: str) -> str:
    return next(each.text for each in document.load_findings if each.where is not None and each.where.file == file)


@needs_links
def test_a_folder_that_is_a_link_out_of_the_project_is_not_read(tmp_path: Path):
    elsewhere = plant(tmp_path / "elsewhere")
    folder = plant(tmp_path / "project")
    (folder / "scenes/orchard.toml").unlink()
    (folder / "scenes").rmdir()
    (folder / "scenes").symlink_to(elsewhere / "scenes", target_is_directory=True)

    document = Document.open(folder)

    assert "scenes/orchard" not in document.files
    assert "a link that leads out of the project" in told(document, "scenes/orchard")


@needs_links
def test_a_project_file_that_is_a_link_out_is_refused(tmp_path: Path):
    elsewhere = plant(tmp_path / "elsewhere")
    folder = plant(tmp_path / "project")
    (folder / "project.toml").unlink()
    (folder / "project.toml").symlink_to(elsewhere / "project.toml")

    with pytest.raises(DocumentError, match="a link that leads out of the project"):
        Document.open(folder)


@needs_links
def test_a_link_inside_the_project_is_followed(tmp_path: Path):
    folder = plant(tmp_path)
    (folder / "shared").mkdir()
    (folder / "shared/place.toml").write_text(SCENE)
    (folder / "scenes/place.toml").symlink_to("../shared/place.toml")

    assert Document.open(folder).text("scenes/place") == SCENE


@needs_links
def test_a_project_that_is_itself_reached_by_a_link_opens(tmp_path: Path):
    plant(tmp_path / "project")
    (tmp_path / "short").symlink_to(tmp_path / "project", target_is_directory=True)

    assert Document.open(tmp_path / "short").load_findings == []


@needs_links
@pytest.mark.parametrize("target", ["loop.toml", "nowhere.toml", "loop.toml/x"])
def test_a_link_in_a_circle_or_to_nowhere_is_told(tmp_path: Path, target: str):
    folder = plant(tmp_path)
    (folder / "scenes/loop.toml").symlink_to(target)

    assert "is a link" in told(Document.open(folder), "scenes/loop")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("place", ["scenes/pipe.toml", "project.toml"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, place: str):
    folder = plant(tmp_path)
    (folder / place).unlink(missing_ok=True)
    os.mkfifo(folder / place)

    if place == "project.toml":
        with pytest.raises(DocumentError, match=r"no project|no plain file"):
            Document.open(folder)
    else:
        assert "this is no plain file" in told(Document.open(folder), "scenes/pipe")


@needs_links
def test_a_device_is_not_read(tmp_path: Path):
    folder = plant(tmp_path)
    (folder / "scenes/zero.toml").symlink_to("/dev/zero")

    assert "leads out of the project" in told(Document.open(folder), "scenes/zero")


def test_a_folder_called_like_a_file_is_told(tmp_path: Path):
    folder = plant(tmp_path)
    (folder / "scenes/place.toml").mkdir()

    assert "there is a folder of this name" in told(Document.open(folder), "scenes/place")


def test_a_file_of_many_bytes_is_not_read(tmp_path: Path):
    folder = plant(tmp_path)
    with (folder / "scenes/large.toml").open("wb") as file:
        file.truncate(33 * 2**20)

    assert "the file has 33 MiB; expected at most 32 MiB" in told(Document.open(folder), "scenes/large")


def test_a_million_tables_are_refused_in_words_and_the_rest_opens(tmp_path: Path):
    folder = plant(tmp_path)
    tables = "{}," * 1_000_000
    (folder / "scenes/crowd.toml").write_text(f'format = 1\nkind = "scene"\nparts = [{tables}]\n')

    document = Document.open(folder)

    assert "split it into several files" in told(document, "scenes/crowd")
    assert "scenes/orchard" in document.files


def test_more_files_than_anybody_makes_are_left_out_and_told(tmp_path: Path):
    folder = plant(tmp_path)
    for number in range(MOST_FILES + 5):
        (folder / f"scenes/s{number:05d}.toml").touch()

    document = Document.open(folder)

    assert f"holds {MOST_FILES + 6} files, at most {MOST_FILES} are read" in document.load_findings[-1].text
    assert "prefabs/wasp" in document.files
