"""Jobs: progress, end, cancel, errors, all told on the thread that pumps."""

import threading

from editor.core.jobs import CancelledError, Jobs


def test_a_job_tells_its_progress_and_its_result():
    jobs, ended = Jobs(), []

    def work(progress, _cancelled):
        progress(0.5, "1 of 2")
        return 42

    job = jobs.submit("Counting", work, ended.append)
    jobs.wait(job)

    assert (job.state, job.result, job.fraction, job.text) == ("done", 42, 0.5, "1 of 2")
    assert ended == [job]
    assert jobs.running == []


def test_nothing_is_told_before_it_is_asked_for():
    jobs, seen = Jobs(), []
    finished = threading.Event()

    def work(_progress, _cancelled):
        finished.set()

    jobs.finished.connect(seen.append)
    job = jobs.submit("Quick", work)
    finished.wait(5)

    assert job.is_running
    assert seen == []
    jobs.wait(job)
    assert seen == [job]


def test_a_cancelled_job_ends_as_cancelled():
    jobs, started = Jobs(), threading.Event()

    def work(_progress, cancelled):
        started.set()
        while not cancelled():
            pass
        raise CancelledError

    job = jobs.submit("Endless", work)
    started.wait(5)
    job.cancel()
    jobs.wait(job)

    assert job.state == "cancelled"


def test_an_error_reaches_whoever_asked():
    jobs = Jobs()

    def work(_progress, _cancelled):
        raise OSError("the disk is full")

    job = jobs.submit("Writing", work)
    jobs.wait(job)

    assert job.state == "failed"
    assert str(job.error) == "the disk is full"


def test_closing_ends_what_runs():
    jobs = Jobs()

    def work(_progress, cancelled):
        while not cancelled():
            pass

    job = jobs.submit("Endless", work)
    jobs.close()

    assert job.state == "cancelled"
