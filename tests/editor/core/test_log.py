"""The log's lines from several threads: shown in the window's alone, in their order, none lost."""

import logging
import threading
from collections.abc import Callable, Iterator

import pytest

from editor.core.editor import Editor
from editor.core.log import LogHandler, LogModel


def elsewhere(*works: Callable[[], object]) -> None:
    """Do each of these in a thread of its own, to its end."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def heard(log: LogModel) -> list[tuple[int, int]]:
    """In which thread and with how many lines `changed` fires, from now on."""
    found: list[tuple[int, int]] = []
    log.changed.connect(lambda: found.append((threading.get_ident(), len(log.lines))))
    return found


@pytest.fixture
def said() -> Iterator[Callable[[LogModel], logging.Logger]]:
    """A logger of Python's that a log hears."""
    logger, handlers = logging.getLogger("tests.elsewhere"), list[LogHandler]()

    def hear(log: LogModel) -> logging.Logger:
        handlers.append(LogHandler(log))
        logger.addHandler(handlers[-1])
        return logger

    yield hear
    for each in handlers:
        logger.removeHandler(each)


def test_lines_of_this_thread_are_told_at_once():
    log = LogModel()
    found = heard(log)
    log.add("info", "play", "Started")
    log.add("info", "play", "Started")
    assert found == [(threading.get_ident(), 1)] * 2
    assert [line.times for line in log.lines] == [2]


def test_lines_of_other_threads_are_told_in_this_one_and_in_their_order(
    said: Callable[[LogModel], logging.Logger],
):
    log = LogModel()
    logger, found = said(log), heard(log)
    log.add("info", "play", "Started")
    elsewhere(lambda: (logger.warning("No answer"), logger.warning("No answer"), logger.error("Lost")))
    assert len(found) == 1, "another thread tells nobody"
    log.add("info", "play", "Stopped")
    assert [(line.severity, line.source, line.text, line.times) for line in log.lines] == [
        ("info", "play", "Started", 1),
        ("warning", "elsewhere", "No answer", 2),
        ("error", "elsewhere", "Lost", 1),
        ("info", "play", "Stopped", 1),
    ]
    elsewhere(lambda: logger.warning("Late"))
    log.pump()
    log.pump()
    me = threading.get_ident()
    assert found == [(me, 1), (me, 4), (me, 5)]


def test_a_look_at_the_lines_finds_all_and_they_are_still_told_of():
    log = LogModel()
    found = heard(log)
    elsewhere(lambda: log.add("error", "agents", "Lost"))
    assert (log.count("error"), [line.text for line in log.lines], found) == (1, ["Lost"], [])
    log.pump()
    assert len(found) == 1


def test_many_threads_lose_nothing_while_somebody_looks():
    threads, each = 4, 1_000
    log, done = LogModel(threads * each), threading.Event()

    def talk(source: str) -> Callable[[], None]:
        return lambda: [log.add("warning", source, str(number)) for number in range(each)] and None

    def all_of_them() -> None:
        elsewhere(*(talk(f"thread {number}") for number in range(threads)))
        done.set()

    speaking = threading.Thread(target=all_of_them)
    speaking.start()
    while not done.is_set():
        assert len(log.lines) <= threads * each
    speaking.join()
    for number in range(threads):
        found = [line.text for line in log.lines if line.source == f"thread {number}"]
        assert found == [str(count) for count in range(each)]


def test_beats_and_the_end_of_the_editor_take_in_what_others_said(said: Callable[[LogModel], logging.Logger]):
    editor = Editor()
    logger, found = said(editor.log), heard(editor.log)
    elsewhere(lambda: logger.warning("During the run"))
    editor.pump()
    assert [count for _, count in found] == [1]
    elsewhere(lambda: logger.warning("At the end"))
    editor.shut_down()
    assert [count for _, count in found] == [1, 2]
    assert editor.log.lines[-1].text == "At the end"
