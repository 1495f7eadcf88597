"""What the panel has done in other processes: a benchmark is measured, the commits of an alert take turns."""

import subprocess
from dataclasses import replace

import pytest

from engine.benchmarks.beside.confirming import Confirmed
from panels.benchmark_trends.alerts import alerts_of
from panels.benchmark_trends.verdicts import FILE, Verdicts
from tests.engine.benchmarks.history.rows import put
from tests.engine.benchmarks.lantern_tree import lantern_tree
from tests.panels.benchmark_trends.stage import history, read_here, row, series, trends

PATIENCE_MS = 200_000


@pytest.fixture
def model(tmp_path):
    with trends(history(tmp_path)) as made:
        yield made


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    return lantern_tree(tmp_path_factory.mktemp("tree"))


def pump(model, qtbot, condition):
    qtbot.waitUntil(lambda: model.editor.pump() or condition(), timeout=PATIENCE_MS)


def commit_of(repository, tag):
    words = ["git", "-C", str(repository), "rev-parse", tag]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def test_what_is_measured_arrives_by_the_file_with_a_capture(tmp_path, qtbot):
    path = put(tmp_path, row(30.0, 1.0, name="physics.dispatch", unit="us", branch="main"))
    with trends(path) as model:
        model.works.scale = 0.01
        before = {each.id for each in model.courses}
        model.measure(model.chosen)
        assert model.works.why_not_measure(model.chosen, model.head, path)
        said = set()
        model.changed.connect(lambda: said.add(model.works.job.text if model.works.job else ""))

        pump(model, qtbot, lambda: model.works.job is None and not model.is_reading)

        assert model.works.problem == ""
        assert "finding it" in said
        (arrived,) = [each for each in model.courses if each.id not in before]
        assert (arrived.name, arrived.samples[0] >= 5) == ("physics.dispatch", True)
        model.ask(replace(model.filter, branch=None))
        model.choose(arrived)
        assert model.why_no_capture(0) == ""


def test_why_not_is_said(model, tmp_path):
    works, chosen = model.works, model.chosen
    assert "no benchmark of that name" in works.why_not_measure(chosen, model.head, model.path)
    assert works.why_not_measure(None, model.head, model.path)
    known = [each for each in model.courses if each.name == "nav.field"]
    head = type(model.head)(0, 0, 0, (), frozenset({"nav.field"}))
    assert works.why_not_measure(known[0], head, model.path) == ""
    assert "history.jsonl" in works.why_not_measure(known[0], head, tmp_path / "other.jsonl")


def test_alerts_are_what_became_worse_and_what_fails_its_limit(tmp_path):
    limit = {"name": "nav.flow_field", "params": {"side": 256}, "hardware_id": "6f5777e7b0f0"}
    rows = [*series("physics.tick", step=1.3), *series("goap.plan", step=0.7), row(9.0, 1.0, **limit)]
    with trends(put(tmp_path, *rows)) as model:
        found = model.alerts()

        assert [(each.course.name, each.shift is None) for each in found] == [
            ("nav.flow_field", True),
            ("physics.tick", False),
        ]
        assert "measure the benchmark again" in model.works.why_not_confirm(found[0])

        model.show_alert(found[1])
        assert (model.chosen.name, model.place) == ("physics.tick", found[1].shift.at)


def test_an_alert_is_verified_by_turns_and_the_verdict_is_kept(tmp_path, qtbot, repository):
    good, bad = commit_of(repository, "fast"), commit_of(repository, "slow")
    rows = series("lantern.light", step=1.15, at=30, params={"kind": "changed"})
    rows = [
        each.replace(f'"git_sha": "{k + 1:040x}"'.encode(), f'"git_sha": "{good if k < 30 else bad}"'.encode())
        for k, each in enumerate(rows)
    ]
    path = put(tmp_path / "history", *rows)
    with trends(path) as model:
        works = model.works
        works.repository, works.turns = repository, 12
        (alert,) = model.alerts()
        assert works.why_not_confirm(alert) == ""
        works.confirm(alert)
        assert works.is_confirming(alert)

        pump(model, qtbot, lambda: works.job is None)

        assert works.problem == ""
        (told,) = model.alerts()
        assert (told.confirmed.says, told.is_dismissed) == ("slower", False)
        assert told.confirmed.ratio == pytest.approx(1.15, abs=0.02)
    with trends(path) as model:
        assert model.alerts()[0].confirmed == told.confirmed


def test_commits_that_are_not_there_are_told_in_words(model, qtbot, repository):
    works = model.works
    works.repository = repository
    (alert,) = model.alerts()
    works.confirm(alert)
    pump(model, qtbot, lambda: works.job is None)

    assert "is no commit of" in works.problem
    works.forget_problem()
    assert works.problem == ""


def test_what_was_not_confirmed_counts_no_more_and_stands_last(tmp_path):
    with trends(put(tmp_path, *series("a.b", step=1.3), *series("c.d", step=1.2, seed=8))) as model:
        first, second = model.alerts()
        assert (first.course.name, second.course.name) == ("a.b", "c.d")
        model.works.verdicts.keep(first.key, Confirmed("no difference", 1.0, 0.99, 1.01, 40))
        read_here(model)

        again = model.alerts()

        assert [each.course.name for each in again] == ["c.d", "a.b"]
        assert [each.is_dismissed for each in again] == [False, True]
        assert alerts_of(model.courses, {})[0].confirmed is None


def test_a_file_of_verdicts_that_is_none_holds_nothing(tmp_path):
    (tmp_path / FILE).write_text("{nonsense")
    verdicts = Verdicts()

    verdicts.open(tmp_path)

    assert verdicts.known == {}
