"""Work in a process of its own: what it tells arrives, what fails is said, and what is cancelled cleans up."""

import os
import time
from pathlib import Path

import pytest

from editor.core.in_process import ProcessFailedError, in_process
from editor.core.jobs import Jobs


def count_to(told, number):
    """Hand over numbers, and the process's id."""
    for k in range(number):
        told.progress(k / number, f"{k} of {number}")
        told.part(k)
    told.part(os.getpid())


def fail(_told):
    raise ValueError("nothing to measure here")


def vanish(_told):
    os._exit(3)


def stay(told, file):
    """Say that it is there, and stay until it is ended; take the file away then."""
    path = Path(file)
    path.touch()
    told.progress(0.5, "there")
    try:
        time.sleep(600)
    finally:
        path.unlink()


@pytest.fixture
def jobs():
    made = Jobs()
    yield made
    made.close(20.0)


def test_parts_arrive_in_order_from_another_process(jobs):
    job = jobs.submit("Counting", in_process(count_to, 3))
    jobs.wait(job)

    assert job.state == "done"
    assert job.result[:-1] == (0, 1, 2)
    assert job.result[-1] != os.getpid()


@pytest.mark.parametrize(("work", "said"), [(fail, "nothing to measure here"), (vanish, "code 3")])
def test_what_fails_is_said(jobs, work, said):
    job = jobs.submit("Failing", in_process(work))
    jobs.wait(job)

    assert job.state == "failed"
    assert isinstance(job.error, ProcessFailedError)
    assert said in str(job.error)


def test_what_is_cancelled_takes_its_things_down(jobs, tmp_path, qtbot):
    file = tmp_path / "there"
    job = jobs.submit("Staying", in_process(stay, str(file)))
    qtbot.waitUntil(lambda: jobs.pump() or job.text == "there", timeout=20_000)
    assert file.exists()

    job.cancel()
    jobs.wait(job)

    assert job.state == "cancelled"
    assert not file.exists()
