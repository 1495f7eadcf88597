"""Who says how many threads a crowd may use: the environment before the user's setting, that before the project."""

import pytest

from engine.physics.threads.setting import (
    AUTOMATIC,
    MOST_AUTOMATIC,
    VARIABLE,
    automatic_threads,
    preferred_threads,
    threads_of,
    usable_cores,
)


def test_the_project_decides_when_nobody_else_does():
    assert threads_of(3, {}) == 3
    assert threads_of(0, {VARIABLE: " "}) == 0


def test_the_environment_goes_before_the_project():
    assert threads_of(3, {VARIABLE: "0"}) == 0
    assert threads_of(0, {VARIABLE: "2"}) == 2
    assert threads_of(3, {VARIABLE: "-1"}) == automatic_threads()


def test_automatic_is_serial_on_one_core_and_never_more_than_there_are():
    assert threads_of(AUTOMATIC, {}) == automatic_threads()
    assert automatic_threads() in range(MOST_AUTOMATIC + 1)
    assert automatic_threads() <= usable_cores()
    assert automatic_threads() != 1


@pytest.mark.parametrize("text", ["many", "65", "-2", "1.5"])
def test_nonsense_in_the_environment_is_named(text):
    with pytest.raises(ValueError, match=VARIABLE):
        threads_of(2, {VARIABLE: text})


def test_a_setting_of_the_user_goes_between(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert preferred_threads(-1, 3) == 3
    assert preferred_threads(0, 3) == 0
    monkeypatch.setenv(VARIABLE, "3")
    assert preferred_threads(0, 3) == 3
