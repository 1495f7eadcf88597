"""The user's own text editor: which one it is, what it is told, and what is said when it does not open."""

import os
from pathlib import Path

import pytest

from editor.core.editor_command import command_for
from editor.core.jobs import Jobs
from editor.core.settings.settings import Settings
from editor.core.text_editor import SETTING, TextEditor

PLACE = Path("/crates/one two/lib.rs")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the editors of these tests are shell scripts")


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Puts programs into the only folder of PATH; each writes what it was given beside itself, as one line a word."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("VISUAL", raising=False)

    def put(name, body='printf "%s\\n" "$@" > "$0.told"'):
        script = folder / name
        script.write_text(f"#!/bin/sh\n{body}\n")
        script.chmod(0o755)
        return script

    return put


@pytest.fixture
def opened(tmp_path):
    """Opens line 7 of a file with the command of the settings; whether an editor was there, and what failed."""
    settings, jobs, told = Settings(tmp_path / "settings.json"), Jobs(), []

    def work(template):
        settings.set(SETTING, template)
        is_there = TextEditor(settings, jobs).open(PLACE, 7, 3, told.append)
        for job in list(jobs.running):
            jobs.wait(job)
        return is_there, told

    yield work
    jobs.close()


@pytest.mark.parametrize(
    ("there", "visual", "told"),
    [
        (("code", "subl"), "", ["code", "--goto", f"{PLACE}:7:3"]),
        (("codium", "nvim-qt"), "", ["codium", "--goto", f"{PLACE}:7:3"]),
        (("nvim-qt", "subl"), "", ["subl", f"{PLACE}:7:3"]),
        (("nvim-qt",), "", ["nvim-qt", "--", "+7", str(PLACE)]),
        (("gvim", "code"), "gvim -f", ["gvim", "-f", "+7", str(PLACE)]),
        (("code", "codium"), "codium --wait", ["codium", "--wait", "--goto", f"{PLACE}:7:3"]),
        (("vim", "code"), "vim", ["code", "--goto", f"{PLACE}:7:3"]),
        (("vim",), "vim", []),
        (("emacs",), "emacs -nw", []),
        (("code",), "gone", ["code", "--goto", f"{PLACE}:7:3"]),
        (("code",), "'open quote", ["code", "--goto", f"{PLACE}:7:3"]),
        ((), "", []),
    ],
)
def test_the_editor_of_the_user_comes_before_those_that_are_found(programs, monkeypatch, there, visual, told):
    for name in there:
        programs(name)
    if visual:
        monkeypatch.setenv("VISUAL", visual)

    assert command_for("", PLACE, 7, 3) == told


def test_a_command_of_the_settings_gets_each_place_as_one_word(programs, opened):
    script = programs("my edit")

    assert opened(f"'{script}' -l{{line}} --at={{line}}:{{column}} {{file}}") == (True, [])

    assert Path(f"{script}.told").read_text().splitlines() == ["-l7", "--at=7:3", str(PLACE)]


def test_a_program_that_is_not_there_is_named(programs, opened):
    assert opened("nowhere {file}") == (True, ["nowhere can't be started: there is no such program."])


def test_a_program_that_fails_is_told_in_its_own_last_words(programs, opened):
    programs("code", 'echo "one line" >&2; echo "cannot open display." >&2; exit 3')

    assert opened("") == (True, ["code ended with code 3: cannot open display."])


def test_without_any_editor_somebody_else_has_to_open_it(programs, opened):
    assert opened("") == (False, [])


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("code", "expected {file} in it"),
        ("code {file} {row}", "nothing to put in for {row}"),
        ("code '{file}", "no command: no closing quotation"),
        ("code {file", "This is no command"),
    ],
)
def test_a_command_that_could_open_nothing_is_not_taken(tmp_path, template, why):
    settings = Settings(tmp_path / "settings.json")

    with pytest.raises(ValueError, match=why):
        settings.set(SETTING, template)

    assert settings.get(SETTING) == ""
