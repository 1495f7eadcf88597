"""Marks of processes: a number that was given out again is somebody else."""

import dataclasses
import subprocess
import sys

import pytest

from engine.process_mark import own_mark


def test_this_process_is_alive():
    assert own_mark().is_alive


def test_a_process_that_ended_is_not():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()

    assert not dataclasses.replace(own_mark(), pid=child.pid).is_alive


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell when a process began")
def test_another_process_under_the_same_number_is_somebody_else():
    assert not dataclasses.replace(own_mark(), start="another boot:1").is_alive


def test_a_process_on_another_computer_is_taken_to_be_alive():
    assert dataclasses.replace(own_mark(), pid=1, host="elsewhere").is_alive


@pytest.mark.parametrize("pid", [0, -1, 2**40])
def test_a_number_that_no_process_has_is_dead(pid: int):
    assert not dataclasses.replace(own_mark(), pid=pid, start="").is_alive
