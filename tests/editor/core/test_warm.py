"""Compiling in the background: its progress is told, and cancelling ends the process at once."""

import subprocess
import sys

import pytest

from editor.core import warm
from editor.core.jobs import CancelledError
from tests.projects.shipped import copied


@pytest.fixture
def compiler(monkeypatch, tmp_path):
    """Puts a small program in the compiler's place."""

    def take(code: str):
        monkeypatch.setattr(warm, "_program", lambda: [sys.executable, "-c", code])
        return warm._compiling(tmp_path, True)

    return take


def test_progress_is_told_as_the_process_says_it(compiler):
    told = []
    work = compiler("print('1 of 4'); print('4 of 4')")

    work(lambda fraction, text="": told.append((fraction, text)), lambda: False)

    assert told == [(0.25, "1 of 4"), (1.0, "4 of 4")]


def test_a_process_that_says_nothing_ends_when_it_is_cancelled(compiler, monkeypatch):
    started = []

    class Watched(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    work = compiler("import time; time.sleep(100)")

    with pytest.raises(CancelledError):
        work(lambda _fraction, _text="": None, lambda: bool(started))

    assert started[0].returncode is not None


def test_a_process_that_ends_badly_is_told_with_its_last_word(compiler):
    work = compiler("print('the disk is full'); raise SystemExit(3)")

    with pytest.raises(warm.WarmUpFailedError, match="code 3: the disk is full"):
        work(lambda _fraction, _text="": None, lambda: False)


def test_a_scene_that_cannot_be_played_has_nothing_to_compile(tmp_path):
    folder = copied("veilweaver", tmp_path)
    told = []

    warm.compile_everything(folder, trusted=False, tell=lambda done, total: told.append((done, total)))

    assert told == []
