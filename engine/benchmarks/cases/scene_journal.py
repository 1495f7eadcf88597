"""What it costs to keep a change to a large scene for recovery, and to bring it back after a crash."""

import tempfile
from itertools import count
from pathlib import Path

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.large_project import large_document, large_view, move_all, move_one
from engine.document import Command
from engine.document.journal import Journal, Session, read_session, replay

CHANGES = {"move one": move_one, "move all": move_all}
CASES = [{"entities": 10_000, "change": change} for change in CHANGES]


@benchmark(name="scene.journal", unit="ms", cases=CASES, seconds=8.0, samples=40)
def scene_journal(entities: int, change: str) -> Case:
    """Write one change into the journal, as it happens before anyone hears of it."""
    document, close = large_document(entities)
    place = tempfile.TemporaryDirectory()
    journal = Journal(Path(place.name), document, {"project": str(document.folder), "title": "Large"})
    numbers = count(1)
    held: list[Command] = []

    def before() -> None:
        held[:] = [CHANGES[change](large_view(document), float(next(numbers)))]
        document.apply(held[0])

    def run() -> None:
        journal.done(held[0], "Move", "you", 0.0, next(numbers))

    def end() -> None:
        journal.close(keep=False)
        place.cleanup()
        close()

    # The first record also holds the text that everything builds on.
    before()
    run()
    return Case(run=run, before=before, close=end)


@benchmark(name="scene.recover", unit="ms", cases=CASES, seconds=12.0, samples=20)
def scene_recover(entities: int, change: str) -> Case:
    """Read the journal of ten changes and replay it on what the disk holds."""
    document, close = large_document(entities)
    untouched, close_untouched = large_document(entities)
    place = tempfile.TemporaryDirectory()
    journal = Journal(Path(place.name), document, {"project": str(document.folder), "title": "Large"})
    for number in range(1, 11):
        command = CHANGES[change](large_view(document), float(number))
        document.apply(command)
        journal.done(command, "Move", "you", 0.0, number)
    session = journal.session
    assert session is not None
    path = session.path
    journal.close(keep=True)

    def run() -> None:
        told = read_session(Session(path))
        assert told is not None
        assert replay(told, untouched).index == 10

    def end() -> None:
        place.cleanup()
        close()
        close_untouched()

    return Case(run=run, close=end)
