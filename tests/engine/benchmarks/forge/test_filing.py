"""What is told of a benchmark that has many cases on several machines: one issue, and a line for each of them."""

from datetime import UTC, datetime

import numpy as np
import pytest

from engine.benchmarks.discovery import find_all
from engine.benchmarks.forge.filing import deeds
from engine.benchmarks.forge.github import Issue
from engine.benchmarks.history.row import decode
from engine.benchmarks.regressions.analysis import analyse_all
from engine.benchmarks.regressions.series import series_of
from engine.benchmarks.verifying.verdict import Verdict
from tests.engine.benchmarks.history.rows import line
from tests.engine.benchmarks.lantern_tree import ROOT

TEMPLATE = (ROOT / ".github" / "ISSUE_TEMPLATE" / "benchmark_regression.md").read_text(encoding="utf-8")
TICK = ["physics.full_tick", "physics_async_full_tick", "physics_async_batch"]


@pytest.fixture(scope="module")
def benchmarks():
    return {each.name: each for each in find_all()}


def levels(*legs, end=110.0):
    """The rows of one case: name, machine, branch and parameters; legs of (runs, level), the last `end` days ago."""

    def rows(name, machine="h1", branch=None, **params):
        values = np.repeat([level for _, level in legs], [runs for runs, _ in legs])
        values = values * np.exp(0.005 * np.random.default_rng(3).normal(size=len(values)))
        words = {"name": name, "params": params, "hardware_id": machine, "hardware_label": machine.upper()}
        words["branch"] = branch
        first = end + len(values) - 1
        return [decode(line(float(v), day=first - k, git_sha=f"{k:040x}", **words)) for k, v in enumerate(values)]

    return rows


WORSE, WORST, BACK = levels((50, 1.0), (20, 1.2)), levels((50, 1.0), (20, 1.3)), levels((50, 1.0), (20, 1.2), (25, 1.0))


def slower(found, step):
    """By turns it is what the history says."""
    ratio = step.change.after / step.change.before
    return Verdict(found.series.name, {}, "ms", 1.0, ratio, ratio, ratio - 0.01, ratio + 0.01, 40)


def same(_found, _step):
    return Verdict("", {}, "ms", 1.0, 1.0, 1.0, 0.99, 1.01, 40)


def told(rows, benchmarks, issues=(), verify=slower):
    return deeds(analyse_all(series_of(rows)), issues, benchmarks, TEMPLATE, verify)


def issue(deed, **more):
    words = {"number": 7, "title": deed.title, "body": deed.body, "is_open": True, "is_declined": False, "closed": None}
    return Issue(**{**words, **more})


def table(body):
    return [row for row in body.splitlines() if row.startswith(("| physics", "| goap"))]


def test_all_cases_on_all_machines_and_under_all_names_are_one_issue(benchmarks):
    rows = [row for name in TICK for case in benchmarks[name].cases for m in "ab" for row in WORSE(name, m, **case)]
    rows += WORST("physics_async_batch", "c", agents=7)
    [deed] = told(rows, benchmarks)
    count = 1 + 2 * sum(len(benchmarks[name].cases) for name in TICK)
    assert (deed.do, deed.benchmark) == ("open", "physics.full_tick")
    assert deed.title.startswith("physics.full_tick is up to 29.")
    assert deed.title.endswith(f"worse in {count} cases on 3 kinds of machine")
    lines = table(deed.body)
    assert len(lines) == count
    assert lines[0].startswith("| physics_async_batch (agents 7) | C | 1.001 ms | 1.3 ms | 29.8 % | ")
    assert f"{50:040x}" in lines[0]
    assert "| slower, 1.29" in lines[0]
    assert deed.body.startswith("<!-- astraweave-benchmark: physics.full_tick -->\n")
    [again] = told(rows, benchmarks, [issue(deed)])
    assert (again.do, again.number, again.body) == ("update", 7, deed.body)
    assert [each.benchmark for each in told(rows + WORSE("goap.plan"), benchmarks)] == [
        "goap.plan",
        "physics.full_tick",
    ]


def test_it_is_renewed_while_one_lasts_and_closed_when_all_have_recovered(benchmarks):
    [deed] = told(WORSE("goap.plan", "a") + WORST("goap.plan", "b"), benchmarks)
    [renewed] = told(BACK("goap.plan", "a") + WORST("goap.plan", "b"), benchmarks, [issue(deed)])
    assert renewed.do == "update"
    assert [row.split(" | ")[1] for row in table(renewed.body)] == ["B"]
    [closed] = told(BACK("goap.plan", "a") + BACK("goap.plan", "b"), benchmarks, [issue(deed)])
    assert (closed.do, closed.number) == ("close", 7)
    for other in (levels((20, 1.0))("goap.plan", "b"), []):
        [left] = told(BACK("goap.plan", "a") + other, benchmarks, [issue(deed)])
        assert (left.do, left.number) == ("leave", 7)
    [deed] = told(BACK("goap.plan", "a") + BACK("goap.plan", "b"), benchmarks, [issue(renewed)])
    assert deed.do == "close"


def test_a_case_of_which_nothing_shows_that_it_recovered_is_remembered_through_all_renewals(benchmarks):
    [deed] = told(WORSE("goap.plan", "a") + WORST("goap.plan", "b"), benchmarks)
    anew = levels((20, 1.0))("goap.plan", "a")
    [renewed] = told(anew + WORST("goap.plan", "b"), benchmarks, [issue(deed)])
    assert renewed.do == "update"
    [left] = told(anew + BACK("goap.plan", "b"), benchmarks, [issue(renewed)])
    assert left.do == "leave"


def test_a_case_that_is_not_confirmed_is_shown_last_opens_nothing_and_keeps_nothing_open(benchmarks):
    def only_a(found, step):
        return (slower if found.series.key[2] == "a" else same)(found, step)

    [deed] = told(WORSE("goap.plan", "a") + WORST("goap.plan", "b"), benchmarks, verify=only_a)
    assert deed.title.endswith("worse on A")
    assert [row.split(" | ")[1] for row in table(deed.body)] == ["A", "B"]
    assert "| no difference, 1.000 times" in table(deed.body)[1]
    [closed] = told(BACK("goap.plan", "a") + WORST("goap.plan", "b"), benchmarks, [issue(deed)], only_a)
    assert closed.do == "close"
    [left] = told(WORST("goap.plan", "b") + WORSE("goap.plan", "c"), benchmarks, verify=same)
    assert (left.do, left.number) == ("leave", None)
    assert "by turns it is 1.000 times; nor are 1 more cases" in left.why
    [left] = told(WORSE("goap.plan", "a"), benchmarks, [issue(deed)], same)
    assert (left.do, left.number) == ("leave", 7)


@pytest.mark.parametrize("is_declined", [True, False])
def test_what_a_person_closed_holds_for_the_whole_benchmark(benchmarks, is_declined):
    rows = WORSE("goap.plan", "a") + WORST("goap.plan", "b")
    [deed] = told(rows, benchmarks)
    closed = issue(deed, is_open=False, is_declined=is_declined, closed=datetime(2026, 11, 19, tzinfo=UTC))
    [left] = told(rows + WORSE("goap.plan", "c"), benchmarks, [closed])
    assert (left.do, left.number) == ("leave", 7)
    later = levels((50, 1.0), (30, 1.2), end=85.0)
    early = issue(deed, is_open=False, is_declined=is_declined, closed=datetime(2026, 7, 20, tzinfo=UTC))
    [again] = told(rows + later("goap.plan", "c"), benchmarks, [early])
    assert again.do == ("leave" if is_declined else "update")
    if not is_declined:
        assert [row.split(" | ")[1] for row in table(again.body)] == ["C"]


def test_a_text_that_no_longer_says_its_cases_is_closed_by_all_that_became_worse(benchmarks):
    [deed] = told(WORSE("goap.plan", "a"), benchmarks)
    bare = issue(deed, body=deed.body.partition("<!-- astraweave-cases")[0])
    [closed] = told(BACK("goap.plan", "a"), benchmarks, [bare])
    assert closed.do == "close"
    [left] = told(BACK("goap.plan", "a") + WORST("goap.plan", "b"), benchmarks, [bare], same)
    assert left.do == "leave"


GONE = levels((50, 1.0), (20, 1.5), end=141.0)


def test_a_case_that_was_not_run_for_thirty_days_counts_no_more_and_its_line_says_so(benchmarks):
    old = GONE("goap.plan", "b")
    [deed] = told(old, benchmarks)
    assert deed.do == "open"
    [renewed] = told(old + WORSE("goap.plan", "a"), benchmarks, [issue(deed)])
    assert renewed.title.endswith("worse on A")
    assert [row.split(" | ")[1] for row in table(renewed.body)] == ["A", "B"]
    assert "| not run since 2026-07-02: counts no more |" in table(renewed.body)[1]
    [closed] = told(old + BACK("goap.plan", "a"), benchmarks, [issue(renewed)])
    assert (closed.do, closed.why) == ("close", "it has recovered")
    both = issue(deed, body=renewed.body.replace("cases: ", f"cases: {analyse_all(series_of(old))[0].series.id} "))
    [closed] = told(old + BACK("goap.plan", "a"), benchmarks, [both])
    assert (closed.do, closed.why) == ("close", "it has recovered where it is still run")
    [closed] = told(old + levels((60, 1.0))("goap.plan", "a"), benchmarks, [issue(deed)])
    assert (closed.do, closed.why) == ("close", "nothing that was worse was run for 30 days")
    [left] = told(old + levels((60, 1.0))("goap.plan", "a"), benchmarks)
    assert (left.do, left.why) == ("leave", "worse, but not run for 30 days")
    lately = levels((50, 1.0), (20, 1.5), end=139.0)("goap.plan", "b")
    [left] = told(lately + levels((60, 1.0))("goap.plan", "a"), benchmarks, [issue(deed)])
    assert left.do == "update"


def test_each_branch_has_an_issue_of_its_own_that_names_it(benchmarks):
    branches = ["feat/x", "feat_x", "main"]
    rows = [row for branch in branches for row in WORSE("goap.plan", branch=branch)]
    plan = told(rows, benchmarks)
    assert [(deed.do, deed.branch) for deed in plan] == [("open", "feat/x"), ("open", "feat_x"), ("open", "")]
    assert len({deed.body.splitlines()[0] for deed in plan}) == 3
    assert [" on branch feat" in deed.title for deed in plan] == [True, True, False]
    assert "| goap.plan on branch feat/x | " in plan[0].body
    again = told(rows, benchmarks, [issue(deed, number=k) for k, deed in enumerate(plan)])
    assert [(deed.do, deed.number) for deed in again] == [("update", 0), ("update", 1), ("update", 2)]
