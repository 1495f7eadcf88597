"""A project's own Python is found by a walk, reloaded when edited, and blamed by file and line."""

import importlib.util
import os
import py_compile
import sys
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


def test_copies_of_one_project_take_turns_under_its_name(tmp_path):
    # given two clones, when each is loaded and the first once more, then each has its own modules under one name
    folders = [write(tmp_path / place / "grove", glow=COLUMN, user="from .glow import GLOW\n") for place in "ab"]
    (first,), (second,) = ([m for m in load_game(folder) if m.__name__.endswith(".glow")] for folder in folders)
    assert first.__name__ == second.__name__
    assert [Path(module.__file__).parents[1] for module in (first, second)] == folders
    assert sys.modules[first.__name__] is second

    assert first in load_game(folders[0])
    assert sys.modules[first.__name__] is first


def test_other_sources_under_the_same_name_are_told_apart_by_what_they_are(tmp_path):
    # given a project of this name, then two copies of another one are named alike, and not as the first
    places = {"a": "SPEED = 1\n", "b": "SPEED = 2\n", "c": "SPEED = 2\n"}
    folders = [write(tmp_path / place / "arena", rules=text) for place, text in places.items()]
    one, two, three = (next(m for m in load_game(folder) if hasattr(m, "SPEED")) for folder in folders)
    assert [module.SPEED for module in (one, two, three)] == [1, 2, 2]
    assert one.__name__ != two.__name__ == three.__name__
    assert sys.modules[one.__name__] is one


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


def test_a_game_folder_that_is_a_link_is_refused(tmp_path):
    elsewhere = write(tmp_path / "elsewhere")
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "game").symlink_to(elsewhere / "game", target_is_directory=True)
    with pytest.raises(ProjectCodeError, match="covers its own folder alone"):
        load_game(tmp_path / "project")


def test_a_package_that_is_a_link_is_refused(tmp_path):
    elsewhere = write(tmp_path / "elsewhere")
    project = write(tmp_path / "project")
    (project / "game" / "more").symlink_to(elsewhere / "game", target_is_directory=True)
    with pytest.raises(ProjectCodeError, match="leaves the project folder"):
        load_game(project)


@pytest.mark.parametrize("target", ["nowhere.py", "loop.py"])
def test_a_link_that_leads_nowhere_is_refused(tmp_path, target):
    project = write(tmp_path / "project")
    (project / "game" / "loop.py").symlink_to(project / "game" / target)
    with pytest.raises(ProjectCodeError, match="leads nowhere"):
        load_game(project)


def test_a_link_inside_the_project_is_followed(tmp_path):
    project = write(tmp_path / "project")
    (project / "shared.py").write_text("SHARED = 1\n")
    (project / "game" / "shared.py").symlink_to(project / "shared.py")
    assert any(hasattr(module, "SHARED") for module in load_game(project))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path):
    project = write(tmp_path / "project")
    os.mkfifo(project / "game" / "pipe.py")
    with pytest.raises(ProjectCodeError, match="no plain file"):
        load_game(project)


@pytest.mark.parametrize("name", ["fast.so", "old.pyc", "more.pyd"])
def test_code_that_cannot_be_looked_at_is_refused(tmp_path, name):
    project = write(tmp_path / "project")
    (project / "game" / name).write_bytes(b"x")
    with pytest.raises(ProjectCodeError, match="compiled code can't be looked at"):
        load_game(project)


def test_what_is_run_is_the_source_that_was_looked_at_and_no_byte_code(tmp_path):
    project = write(tmp_path / "project")
    source = project / "game" / "shown.py"
    source.write_text("RUN = 'sham'\n")
    stamp = source.stat()
    py_compile.compile(str(source), cfile=importlib.util.cache_from_source(str(source)))
    source.write_text("RUN = 'true'\n")
    os.utime(source, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

    shown = next(module for module in load_game(project) if module.__name__.endswith(".shown"))

    assert shown.RUN == "true"
    assert sys.pycache_prefix is None
