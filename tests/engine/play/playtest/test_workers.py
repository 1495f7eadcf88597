"""Worker processes give the same bits as this one, and leave nothing behind, also when they are stopped half-way."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.backends import PlaytestCancelledError, Processes, Serial, backend_of, play
from engine.play.playtest.packed import packed, unpacked
from engine.play.playtest.playing import prepare, shards_of
from engine.play.playtest.workers import StandingWorkers
from tests.engine.play.playtest.brawl import playtest_of, stage_of, write_brawl

PATIENCE_S = 60
BOTH = ("raider.health.maximum=30",)


def as_text(found):
    return json.dumps([[*key, [run.to_data() for run in outcomes.runs]] for key, outcomes in found.items()])


def children():
    """Processes that this one has started and that still run, but for the one that looks after semaphores."""
    own, found = str(os.getpid()), []
    for entry in Path("/proc").iterdir():
        try:
            about = (entry / "stat").read_text().rpartition(")")[2].split()
            words = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if about[1] == own and about[0] != "Z" and b"resource_tracker" not in words:
            found.append(words)
    return found


@pytest.fixture
def heard_interrupt():
    """What is started hears SIGINT, also where this process is a shell's background job, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_packed_stage_is_the_same_project(brawl):
    asked = playtest_of(brawl, *BOTH)
    again = unpacked(packed(brawl))
    for variant in asked.variants:
        assert again.compiled(variant).fingerprint == brawl.compiled(variant).fingerprint


def test_other_code_than_was_asked_for_is_refused(tmp_path):
    folder = write_brawl(tmp_path, more='"""More."""\n')
    stage = packed(stage_of(folder))
    (folder / "game" / "more.py").write_text('"""Other."""\n', encoding="utf-8")
    with pytest.raises(PlaytestError, match="other Python than where the playtest was asked for"):
        unpacked(stage)


def test_one_process_is_this_one():
    assert isinstance(backend_of(1), Serial)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_processes_give_the_same_bits_and_are_stopped_between_shards(brawl, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    asked = playtest_of(brawl, *BOTH, seeds=6)
    prepare(asked.check())
    told, started = [], []
    backend = Processes(2)

    def progress(fraction, text):
        told.append(fraction)
        started.append(len(children()))

    try:
        found = play(asked, backend, size=2, progress=progress)
        with pytest.raises(PlaytestCancelledError):
            play(asked, backend, size=2, cancelled=lambda: True)
    finally:
        backend.close()

    assert as_text(found) == as_text(play(asked, Serial()))
    assert (sorted(told), told[-1], max(started)) == (told, 1.0, 2)
    assert children() == []
    assert list(tmp_path.iterdir()) == []
    assert [path for path in Path("/dev/shm").iterdir() if str(os.getpid()) in path.name] == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_that_stand_by_stay_when_a_playtest_is_given_up(brawl):
    asked = playtest_of(brawl, *BOTH, seeds=6)
    prepare(asked.check())
    backend = StandingWorkers()
    assert children() == [], "the first playtest starts them"
    try:
        with pytest.raises(PlaytestCancelledError):
            play(asked, backend, size=2, cancelled=lambda: True)
        stayed = children()
        found = play(asked, backend, size=2)
        assert children() == stayed
    finally:
        backend.close()

    assert len([words for words in stayed if b"popen_loky" in words]) == 1
    assert as_text(found) == as_text(play(asked, Serial()))
    assert children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_workers_that_are_stopped_with_much_still_to_do_say_nothing(brawl):
    asked = playtest_of(brawl, *BOTH, seeds=40)
    prepare(asked.check())
    backend = StandingWorkers()
    played = backend.played(asked.stage, list(shards_of(asked, size=1)))
    next(played)
    played.close()
    backend.close()
    assert children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs a pseudo-terminal and pidfd")
@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_workers_end_with_who_started_them(brawl_folder, how, code, heard_interrupt):
    command = [sys.executable, "-m", "editor", "playtest", str(brawl_folder), "--encounter", "brawl", "--trust"]
    ours, theirs = os.openpty()  # the bar is shown on a terminal only, and tells that the workers are at it
    try:
        process = subprocess.Popen(
            [*command, "--seeds", "200000", "--processes", "2", "--json"],
            stdout=subprocess.DEVNULL, stderr=theirs, start_new_session=True, env={**os.environ, "TERM": "xterm"},
        )  # fmt: skip
        os.close(theirs)
        shown = b""
        while b"of 600,000 runs" not in shown:
            shown += os.read(ours, 4096)
        watched = [os.pidfd_open(pid) for pid in members(process.pid) if pid != process.pid]
        (os.killpg if how == signal.SIGINT else os.kill)(process.pid, how)  # Ctrl-C reaches all of them

        assert process.wait() == code
        assert len(watched) >= 2
        for each in watched:
            assert select.select([each], [], [], PATIENCE_S)[0], "a process of it still runs"
            os.close(each)
    finally:
        os.close(ours)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def members(session):
    """The processes of a session."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                about = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(about[3]) == session:
                    found.append(int(entry.name))
    return found
