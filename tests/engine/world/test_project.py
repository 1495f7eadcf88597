"""A project's own Python is found by a walk, reloaded when edited, and blamed by file and line."""

from pathlib import Path

import pytest

from engine.world.project import ProjectCodeError, load_game
from engine.world.registry import collect


def write(folder: Path, **files: str) -> Path:
    for name, text in ({"__init__": ""} | files).items():
        path = folder / "game" / (name.replace("__slash__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


COLUMN = 'from engine.world.columns import column\nGLOW = column("glow", "row", "f4")\n'


def test_one_file_dropped_into_game_is_found(tmp_path):
    write(tmp_path, glow=COLUMN)
    assert "glow" in collect(load_game(tmp_path)).columns


def test_relative_imports_inside_game_work(tmp_path):
    write(tmp_path, glow=COLUMN, user="from .glow import GLOW\nBORROWED = GLOW\n")
    assert list(collect(load_game(tmp_path)).columns) == ["glow"]


def test_unchanged_sources_give_the_same_modules(tmp_path):
    write(tmp_path, glow=COLUMN)
    assert load_game(tmp_path) is load_game(tmp_path)


def test_an_edit_of_equal_length_is_seen(tmp_path):
    write(tmp_path, glow=COLUMN)
    load_game(tmp_path)
    write(tmp_path, glow=COLUMN.replace('"glow"', '"grow"'))
    assert list(collect(load_game(tmp_path)).columns) == ["grow"]


def test_two_projects_do_not_share_modules(tmp_path):
    one, two = write(tmp_path / "one", rules="SPEED = 1\n"), write(tmp_path / "two", rules="SPEED = 2\n")
    assert [module.SPEED for folder in (one, two) for module in load_game(folder) if hasattr(module, "SPEED")] == [1, 2]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("x = 1\ny = = 2\n", 2, "SyntaxError"),
        ("\n\n1 / 0\n", 3, "ZeroDivisionError"),
        ("import nothing_here\n", 1, "No module"),
    ],
)
def test_an_error_names_file_and_line(tmp_path, text, line, reason):
    write(tmp_path, broken=text)
    with pytest.raises(ProjectCodeError, match=reason) as caught:
        load_game(tmp_path)
    assert (caught.value.file, caught.value.line) == (tmp_path / "game" / "broken.py", line)


def test_a_project_without_game_folder_has_no_code(tmp_path):
    assert load_game(tmp_path) == ()


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "outside.py").write_text("SECRET = 1\n")
    project = write(tmp_path / "project")
    (project / "game" / "sneaky.py").symlink_to(tmp_path / "outside.py")
    with pytest.raises(ProjectCodeError, match="leaves the project folder"):
        load_game(project)
