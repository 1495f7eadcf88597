"""Compiling in the background: its progress is told, and cancelling ends the process at once."""

import subprocess
import sys

import pytest

from editor.core.jobs import CancelledError, Jobs
from editor.core.play.starting import warm
from tests.projects.shipped import copied


@pytest.fixture
def compiler(monkeypatch, tmp_path):
    """Puts a small program in the compiler's place."""

    def take(code: str):
        monkeypatch.setattr(warm, "program_command", lambda: [sys.executable, "-c", code])
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


@pytest.fixture
def warm_up(monkeypatch):
    """A warm-up whose compiling process is a small program."""
    monkeypatch.setattr(warm, "program_command", lambda: [sys.executable, "-c", "print('1 of 1')"])
    jobs = Jobs()
    yield warm.WarmUp(jobs), jobs
    jobs.close()


def test_what_threads_run_is_compiled_once_when_it_is_first_wanted(warm_up, monkeypatch):
    from engine.physics.threads.native_tick import native_tick

    monkeypatch.setattr(type(native_tick()), "is_ready", False)
    monkeypatch.setattr(native_tick(), "is_kept", lambda: False)
    warming, jobs = warm_up

    assert warming.ensure_threads()
    assert warming.is_compiling_threads
    jobs.wait(jobs.running[0])
    assert not warming.is_compiling_threads
    assert not warming.ensure_threads()


def test_compiling_ends_with_its_project_and_the_next_one_begins_at_once(warm_up, monkeypatch, tmp_path):
    monkeypatch.setattr(warm, "program_command", lambda: [sys.executable, "-c", "import time; time.sleep(600)"])
    monkeypatch.setattr(warm, "_stamp_file", lambda folder, _trusted: folder / "stamp")
    warming, jobs = warm_up
    called: list[str] = []
    assert warming.ensure(tmp_path / "closed", trusted=False, after=lambda: called.append("closed"))
    (first,) = jobs.running
    warming.forget()
    assert not warming.is_running

    assert warming.ensure(tmp_path / "opened", trusted=False, after=lambda: called.append("opened"))
    jobs.wait(first)
    assert first.state == "cancelled"
    assert warming.is_running, "the end of the first is not taken for that of the second"
    assert called == []
    warming.forget()
    assert warming.ensure(tmp_path / "closed", trusted=False), "what was given up is still to be compiled"


def test_what_threads_run_is_not_compiled_again_when_it_is_kept(warm_up, monkeypatch):
    from engine.physics.threads.native_tick import native_tick

    monkeypatch.setattr(native_tick(), "is_kept", lambda: True)

    assert not warm_up[0].ensure_threads()
