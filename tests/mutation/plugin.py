"""A plug-in of pytest that collects tests once and then runs them in a fork of itself for each mutant."""

import json
import os
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any, NoReturn

import coverage
import pytest
from hypothesis import Phase, settings

from tests.mutation.swap import put_in, statement_at

#: A mutant may take this many times as long as the program that it was made of, and never less than LEAST [s of CPU].
PATIENCE, LEAST = 6.0, 10.0
#: A process that waits takes no CPU; it is ended after this long [s].
AT_MOST = 240.0
#: How many examples of a law are tried, and where hypothesis keeps that number (it has no public door for it).
EXAMPLES, KEPT = 15, "_hypothesis_internal_use_settings"
#: A test that takes longer is not asked, and of the others the quickest up to a sum [s of CPU]: one survivor would cost
#: as much as many. So the share of killed ones is a lower bound.
LONGEST, TOGETHER = 5, 16.0
MEMORY = 8 << 30


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutants", help="a file of mutants, and where the verdicts go")
    parser.addoption("--mutation-workers", type=int, default=1)


def pytest_configure(config: pytest.Config) -> None:
    """The same examples for every mutant, and no search for the smallest one."""
    settings.register_profile(
        "mutation",
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        report_multiple_bugs=False,
    )
    settings.load_profile("mutation")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fewer examples of a law: what many would find, a few find in most cases, in a fraction of the time."""
    for item in items:
        law = getattr(item, "obj", None)
        known = getattr(law, KEPT, None)
        if isinstance(known, settings) and known.max_examples > EXAMPLES:
            setattr(law, KEPT, settings(known, max_examples=EXAMPLES))


@dataclass
class Seen:
    """What running a test shows of it: its CPU time [s], which lines it runs, and whether it passes; None: too long."""

    seconds: float
    entered: dict[str, list[int]]
    is_green: bool | None


@dataclass
class Child:
    """A fork at work."""

    number: int
    pipe: int
    since: float
    said: bytes = b""
    parts: list[bytes] = field(default_factory=list)


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """In place of running the tests: run them for each mutant."""
    file = session.config.getoption("--mutants")
    if not file:
        return None
    if session.testsfailed:
        raise session.Interrupted(f"{session.testsfailed} errors during collection")
    work = json.loads(Path(file).read_text(encoding="utf-8"))
    seen = _baseline(session, work["root"], sorted(work["sources"]), file)
    red = [name for name, each in seen.items() if each.is_green is False]
    slow = [name for name, each in seen.items() if each.is_green is None]
    reached = {name: [each.seconds, sorted(each.entered)] for name, each in seen.items() if each.is_green}
    _say(file, {"seen": reached, "red": red, "slow": slow})
    seen = {name: each for name, each in seen.items() if each.is_green}
    if not red:
        _campaign(session, work, seen, file)
    return True


def _say(file: str, what: dict[str, Any]) -> None:
    with open(f"{file}.verdicts", "a", encoding="utf-8") as out:
        out.write(json.dumps(what) + "\n")


def _baseline(session: pytest.Session, root: str, files: list[str], answers: str) -> dict[str, Seen]:
    """Each test on the program as it is, in a fork of its own, so that none finds what another has made once."""
    workers = session.config.getoption("--mutation-workers")
    seen: dict[str, Seen] = {}
    running: dict[int, pytest.Item] = {}
    waiting = list(session.items)
    while waiting or running:
        while waiting and len(running) < workers:
            item = waiting.pop(0)
            pid = os.fork()
            if pid == 0:
                _watch(session, item, root, files, f"{answers}.{os.getpid()}")
            running[pid] = item
        pid, status = os.wait()
        answer = Path(f"{answers}.{pid}")
        if pid in running:
            item = running.pop(pid)
            is_late = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
            said = answer.read_text(encoding="utf-8") if answer.exists() else ""
            seen[item.nodeid] = Seen(*json.loads(said)) if said else Seen(0.0, {}, None if is_late else False)
    return seen


def _watch(session: pytest.Session, item: pytest.Item, root: str, files: list[str], answer: str) -> NoReturn:
    """Run one test in a fork and write down what it shows."""
    try:
        os.setsid()
        _hush()
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST + 1))
        Path(answer).write_text(json.dumps(_watched(session, item, root, files)), encoding="utf-8")
    finally:
        os._exit(0)


def _watched(
    session: pytest.Session, item: pytest.Item, root: str, files: list[str]
) -> tuple[float, dict[str, list[int]], bool]:
    paths = [os.path.join(root, file) for file in files]
    watch = coverage.Coverage(data_file=None, include=paths, config_file=False)
    watch.set_option("run:disable_warnings", ["no-data-collected", "module-not-imported", "module-not-measured"])
    begin = time.process_time()
    watch.start()
    _run(session, item)
    watch.stop()
    seconds = time.process_time() - begin
    data = watch.get_data()
    lines = {file: sorted(data.lines(path) or ()) for file, path in zip(files, paths, strict=True)}
    return seconds, {file: found for file, found in lines.items() if found}, not session.testsfailed


def _run(session: pytest.Session, item: pytest.Item) -> None:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def _campaign(session: pytest.Session, work: dict[str, Any], seen: dict[str, Seen], file: str) -> None:
    workers = session.config.getoption("--mutation-workers")
    items = sorted((item for item in session.items if item.nodeid in seen), key=lambda item: seen[item.nodeid].seconds)
    running: dict[int, Child] = {}
    waiting = list(enumerate(work["mutants"]))
    while waiting or running:
        while waiting and len(running) < workers:
            number, mutant = waiting.pop(0)
            original = work["sources"][mutant["file"]]
            lines = statement_at(original, *mutant["lines"])
            reached = [item for item in items if lines and _reaches(seen[item.nodeid], mutant["file"], lines)]
            if not reached:  # it runs at import, or never
                _say(file, {"mutant": number, "verdict": "cold"})
                continue
            reached = [item for item, sum_ in _summed(reached, seen) if sum_ <= TOGETHER]
            budget = max(LEAST, PATIENCE * sum(seen[item.nodeid].seconds for item in reached))
            pid, child = _start(session, number, mutant, original, reached, budget, work["root"])
            running[pid] = child
        if running:
            _collect(running, file)


def _summed(items: list[pytest.Item], seen: dict[str, Seen]) -> Iterator[tuple[pytest.Item, float]]:
    """Tests with the time that they and those before them take [s of CPU]."""
    return zip(items, accumulate(seen[item.nodeid].seconds for item in items), strict=True)


def _reaches(seen: Seen, file: str, lines: range) -> bool:
    """Whether a test runs one of the lines."""
    return any(line in lines for line in seen.entered.get(file, ()))


def _start(
    session: pytest.Session,
    number: int,
    mutant: dict[str, Any],
    original: str,
    items: list[pytest.Item],
    budget: float,
    root: str,
) -> tuple[int, Child]:
    read, write = os.pipe()
    pid = os.fork()
    if pid:
        os.close(write)
        os.set_blocking(read, False)
        return pid, Child(number, read, time.monotonic())
    answer = {"verdict": "killed", "by": "", "tests": len(items)}
    try:
        os.setsid()
        _hush()
        resource.setrlimit(resource.RLIMIT_CPU, (int(budget) + 1, int(budget) + 2))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        path = os.path.join(root, mutant["file"])
        if put_in(original, mutant["text"], path):
            answer |= _verdict(session, items)
        else:
            answer["verdict"] = "cold"
    except BaseException as error:
        answer["by"] = f"{type(error).__name__} outside a test"
    finally:
        os.write(write, json.dumps(answer).encode())
        os._exit(0)


def _verdict(session: pytest.Session, items: list[pytest.Item]) -> dict[str, Any]:
    for item in items:
        _run(session, item)
        if session.testsfailed:
            return {"verdict": "killed", "by": item.nodeid}
    return {"verdict": "survived"}


def _collect(running: dict[int, Child], file: str) -> None:
    """Wait until a child ends, or end one that has waited for too long."""
    pid, status = os.waitpid(-1, os.WNOHANG)
    if pid == 0:
        time.sleep(0.005)
        for late, child in running.items():
            if time.monotonic() - child.since > AT_MOST:
                os.killpg(late, signal.SIGKILL)
        return
    child = running.pop(pid, None)
    if child is None:
        return
    said = os.read(child.pipe, 1 << 16)
    os.close(child.pipe)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if said:
        answer = json.loads(said)
    elif ended in (signal.SIGXCPU, signal.SIGKILL):
        answer = {"verdict": "timeout"}
    else:
        answer = {"verdict": "killed", "by": f"the process ended by signal {ended}"}
    _say(file, {"mutant": child.number, **answer})


def _hush() -> None:
    """Say nothing: what matters is told through a pipe."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
