"""Steps of a history are confirmed by turns: the case that is meant, once, and in a time that is bounded."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from engine.benchmarks.machine import machine_facts
from engine.benchmarks.verifying.confirming import FILE, Confirming, NotConfirmedError
from tests.engine.benchmarks.lantern_tree import git, lantern_tree

NAME, CHANGED = "lantern.light", {"kind": "changed"}


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """The lantern's, beside which stands one of a longer name whose cases have the same parameters."""
    folder = lantern_tree(tmp_path_factory.mktemp("tree"))
    cases = folder / "engine" / "benchmarks" / "cases"
    for tag in ("fast", "slow"):
        git(folder, "checkout", "-q", "-B", f"two-{tag}", tag)
        other = (cases / "lantern.py").read_text().replace(NAME, "a.lantern.light").replace("1.15", "3.0")
        (cases / "another.py").write_text(other)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", tag)
    git(folder, "checkout", "-q", "main")
    return folder


def test_the_case_of_that_very_name_is_measured_alone_and_once(repository, tmp_path):
    said = []
    with Confirming(repository, 10, folder=tmp_path, progress=said.append) as confirming:
        found = confirming.ask("two-fast", "two-slow", NAME, CHANGED)
        assert (found.benchmark, found.says) == (NAME, "slower")
        assert found.ratio == pytest.approx(1.15, abs=0.02)
        assert confirming.ask("two-fast", "two-slow", NAME, {"kind": "old"}).says == "no difference"
    assert said == ["checking out both commits", "lantern.light (kind changed)", "lantern.light (kind old)"]

    with Confirming(repository, 10, folder=tmp_path, progress=said.append, seconds=0.0) as again:
        assert again.ask("two-fast", "two-slow", NAME, CHANGED) == found
        with pytest.raises(NotConfirmedError, match="there is no time to do it now"):
            again.ask("fast", "slow", NAME, CHANGED)
    assert len(said) == 3
    assert len(json.loads((tmp_path / FILE).read_text())) == 2


def kept(folder, machine, age, ratio):
    """What was said of the lantern that differs, so many days ago on a machine."""
    verdict = {"benchmark": NAME, "params": CHANGED, "unit": "ms", "base": 1.0, "head": ratio, "ratio": ratio}
    verdict |= {"low": ratio - 0.01, "high": ratio + 0.01, "turns": 10}
    entry = {"base": "two-fast", "head": "two-slow", "benchmark_name": NAME, "params": CHANGED, "turns": 10}
    entry |= {"hardware_id": machine, "measured": (datetime.now(UTC) - timedelta(days=age)).isoformat()}
    (folder / FILE).write_text(json.dumps([{**entry, "verdict": verdict}]))


@pytest.mark.parametrize(
    ("ratio", "machine", "age", "answers"),
    [
        (1.5, "here", 400, True),
        (1.5, "rows", 400, True),
        (1.5, "elsewhere", 1, False),
        (1.0, "here", 6.9, True),
        (1.0, "rows", 6.9, True),
        (1.0, "here", 7.1, False),
        (1.05, "here", 7.1, False),
        (1.0, "elsewhere", 1, False),
    ],
)
def test_what_was_said_holds_for_its_machine_and_no_difference_for_a_week(tmp_path, ratio, machine, age, answers):
    here = str(machine_facts()["hardware_id"])
    kept(tmp_path, {"here": here}.get(machine, machine), age, ratio)
    missing = tmp_path / "no checkout"
    with Confirming(missing, 10, folder=tmp_path) as confirming:
        if answers:
            assert confirming.ask("two-fast", "two-slow", NAME, CHANGED, "rows").ratio == ratio
        else:
            with pytest.raises((NotConfirmedError, OSError)):
                confirming.ask("two-fast", "two-slow", NAME, CHANGED, "rows")
    with Confirming(missing, 10, folder=tmp_path, seconds=0.0) as late:
        assert late.ask("two-fast", "two-slow", NAME, CHANGED, "rows").ratio == ratio


def test_what_is_measured_again_takes_the_place_of_what_was_said_here_before(repository, tmp_path):
    here = str(machine_facts()["hardware_id"])
    kept(tmp_path, here, 8, 1.0)
    [old] = json.loads((tmp_path / FILE).read_text())
    other = {**old, "hardware_id": "elsewhere"}
    (tmp_path / FILE).write_text(json.dumps([old, other]))
    with Confirming(repository, 10, folder=tmp_path) as confirming:
        found = confirming.ask("two-fast", "two-slow", NAME, CHANGED)
    assert found.says == "slower"
    first, second = json.loads((tmp_path / FILE).read_text())
    assert (first, second["hardware_id"], second["verdict"]["ratio"]) == (other, here, found.ratio)


def test_what_takes_longer_than_there_is_time_is_given_up_with_its_processes(repository):
    cases = repository / "engine" / "benchmarks" / "cases"
    git(repository, "checkout", "-q", "-B", "endless", "fast")
    text = (cases / "lantern.py").read_text()
    (cases / "lantern.py").write_text(text.replace("MS = ", "__import__('time').sleep(600)\nMS = "))
    git(repository, "commit", "-q", "-a", "-m", "endless")
    with (
        Confirming(repository, 10, seconds=6.0) as confirming,
        pytest.raises(NotConfirmedError, match=r"the 0\.1 minutes for measuring are over"),
    ):
        confirming.ask("endless", "endless", NAME, CHANGED)


def test_what_can_not_be_measured_is_said(repository, tmp_path):
    (tmp_path / FILE).write_text("{nonsense")
    with Confirming(repository, 10, folder=tmp_path) as confirming:
        with pytest.raises(NotConfirmedError, match=r"lantern.light \(kind new\): the base has no such case"):
            confirming.ask("fast", "slow", NAME, {"kind": "new"})
        with pytest.raises(NotConfirmedError, match="there is no oil"):
            confirming.ask("fast", "slow", NAME, {"kind": "dry"})
        with pytest.raises(NotConfirmedError, match="the wick is wet"):
            confirming.ask("fast", "broken", NAME, CHANGED)
