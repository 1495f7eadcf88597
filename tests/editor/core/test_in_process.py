"""Work in a process of its own: what it tells arrives, what fails is said, and what is cancelled cleans up."""

import os
import subprocess
import sys
import textwrap
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


def ask_another(told):
    """Hand over what a process of its own gives, as whoever measures the audit does."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        told.part(pool.submit(abs, -3).result())


def stay_with_another(told, file):
    """Stay with a process of its own, whose number the file tells."""
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(file).write_text(f"{os.getpid()} {other.pid}")
    told.progress(0.5, "there")
    time.sleep(600)


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


def test_it_may_have_processes_of_its_own(jobs):
    job = jobs.submit("Asking", in_process(ask_another))
    jobs.wait(job)

    assert (job.state, job.result) == ("done", (3,))


def is_there(pid):
    """Whether a process runs; one that has ended and that nobody asked for its code does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_what_is_cancelled_leaves_no_process_of_its_own(jobs, tmp_path, qtbot):
    file = tmp_path / "there"
    job = jobs.submit("Staying", in_process(stay_with_another, str(file)))
    qtbot.waitUntil(lambda: jobs.pump() or job.text == "there", timeout=20_000)

    job.cancel()
    jobs.wait(job)

    qtbot.waitUntil(lambda: not any(map(is_there, file.read_text().split())), timeout=20_000)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("end", ["os._exit(0)", "sys.exit(0)"])
def test_nothing_outlives_the_program_nor_keeps_it(tmp_path, qtbot, end):
    file = tmp_path / "there"
    text = f"""
        import os, sys, time
        from editor.core.in_process import in_process
        from editor.core.jobs import Jobs
        from tests.editor.core.test_in_process import stay_with_another

        if __name__ == "__main__":
            jobs = Jobs()
            job = jobs.submit("Staying", in_process(stay_with_another, {str(file)!r}))
            while job.text != "there":
                jobs.pump()
                time.sleep(0.01)
            {end}
    """
    script = tmp_path / "program.py"
    script.write_text(textwrap.dedent(text))
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}

    assert subprocess.run([sys.executable, str(script)], env=environment, timeout=60, check=False).returncode == 0
    qtbot.waitUntil(lambda: not any(map(is_there, file.read_text().split())), timeout=20_000)
