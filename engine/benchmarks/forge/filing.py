"""What has to be said on the forge, given what stands there and what the history says."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.forge.github import GitHub, Issue
from engine.benchmarks.forge.report import mark_of, report
from engine.benchmarks.regressions.analysis import ALERT_ABOVE, Analysis, Step
from engine.benchmarks.verifying.verdict import SLOWER, Verdict

Verify = Callable[[Analysis, Step], Verdict | None]
"""Measures the commits of a step by turns; None where they can't be."""
SINCE = re.compile(r"<!-- astraweave-since: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00) -->")
"""In the text of an issue that was opened again: what had become worse before that moment was accepted."""


@dataclass(frozen=True)
class Deed:
    """One thing to do, or why nothing is done."""

    do: Literal["open", "update", "close", "leave"]
    series: str
    why: str
    number: int | None = None
    title: str = ""
    body: str = ""


def deeds(
    found: Iterable[Analysis],
    issues: Sequence[Issue],
    benchmarks: Mapping[str, Benchmark],
    template: str,
    verify: Verify,
) -> list[Deed]:
    """What to do for each series that is worse, or of which an issue is open.

    An issue is opened for a step for the worse of more than 10 % that measuring by turns confirms; one a series. It is
    said anew while that lasts, and closed once a step for the better shows that the series has recovered. Where a
    person closed it as not planned, it stays closed; where it was closed as done, it is opened again for what became
    worse after that, and what was before counts no more. ValueError for a template that asks for what is not known.
    """
    plan: list[Deed] = []
    for each in found:
        issue = _of(issues, mark_of(each))
        since = issue and _accepted_at(issue)
        alert = each.alert_since(since)
        if issue is not None and not issue.is_open and each.alert is not None and (issue.is_declined or alert is None):
            why = "not planned" if issue.is_declined else "done, and nothing became worse since"
            plan.append(Deed("leave", each.series.title, f"#{issue.number} was closed as {why}", issue.number))
            continue
        if alert is None:
            if issue is not None and issue.is_open:
                plan.append(_ended(each, issue, has_recovered=each.has_recovered_since(since)))
            continue
        verdict = verify(each, alert)
        if verdict is None or verdict.says != SLOWER or verdict.ratio - 1.0 <= ALERT_ABOVE:
            told = "could not be measured by turns" if verdict is None else f"by turns it is {verdict.ratio:.3f} times"
            plan.append(Deed("leave", each.series.title, f"not confirmed: {told}", issue and issue.number))
            continue
        text = report(template, each, alert, benchmarks.get(each.series.name), verdict)
        do: Literal["open", "update"] = "open" if issue is None else "update"
        number = issue and issue.number
        plan.append(Deed(do, each.series.title, "worse, and confirmed", number, text.title, text.body + _since(since)))
    return plan


def _ended(found: Analysis, issue: Issue, *, has_recovered: bool) -> Deed:
    if has_recovered:
        return Deed("close", found.series.title, "it has recovered", issue.number)
    return Deed("leave", found.series.title, "nothing is worse, but no step shows that it recovered", issue.number)


def _accepted_at(issue: Issue) -> datetime | None:
    """When it was closed last, as far as is known: of one that was opened again its text says so."""
    said = SINCE.search(issue.body)
    return issue.closed or (datetime.fromisoformat(said[1]) if said else None)


def _since(moment: datetime | None) -> str:
    return f"<!-- astraweave-since: {moment.isoformat()} -->\n" if moment is not None else ""


def carry_out(plan: Iterable[Deed], forge: GitHub) -> list[tuple[Deed, int | None]]:
    """Do it; each deed with its issue's number. ForgeError at the first that fails, those before it are done."""
    done: list[tuple[Deed, int | None]] = []
    for deed in plan:
        number = deed.number
        if deed.do == "open":
            number = forge.create(deed.title, deed.body)
        elif deed.do == "update" and number is not None:
            forge.update(number, deed.title, deed.body)
        elif deed.do == "close" and number is not None:
            forge.close(number, "The series has recovered: its newest level is no longer worse.")
        done.append((deed, number))
    return done


def _of(issues: Sequence[Issue], mark: str) -> Issue | None:
    """The issue of a series: an open one, else the newest."""
    of_it = [each for each in issues if mark in each.body]
    return next((each for each in of_it if each.is_open), of_it[-1] if of_it else None)
