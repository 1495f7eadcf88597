"""What has to be said on the forge, given what stands there and what the history says."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.forge.github import GitHub, Issue
from engine.benchmarks.forge.report import Case, cases_in, how_much_worse, mark_of, report, side_branch
from engine.benchmarks.regressions.analysis import Analysis, Step
from engine.benchmarks.verifying.verdict import Verdict

Verify = Callable[[Analysis, Step], Verdict | None]
"""Measures the commits of a step by turns; None where they can't be."""
SINCE = re.compile(r"<!-- astraweave-since: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00) -->")
"""In the text of an issue that was opened again: what had become worse before that moment was accepted."""
FORGOTTEN = timedelta(days=30)
"""A case without a run for longer than that before the newest of all counts no more: nothing could ever end it."""
BACK = "no newest level that was worse still is"


@dataclass(frozen=True)
class Deed:
    """One thing to do for a benchmark, or why nothing is done."""

    do: Literal["open", "update", "close", "leave"]
    benchmark: str
    why: str
    number: int | None = None
    title: str = ""
    body: str = ""
    """Of an issue that is closed: what is said to that."""
    branch: str = ""


def deeds(
    found: Iterable[Analysis],
    issues: Sequence[Issue],
    benchmarks: Mapping[str, Benchmark],
    template: str,
    verify: Verify,
) -> list[Deed]:
    """What to do for each benchmark that is worse in a case on a machine, or of which an issue is open.

    An issue is opened for a step for the worse of more than 10 % that measuring by turns confirms; one a benchmark,
    whose earlier names count as it, with a line for each case on each kind of machine. It is said anew while one of
    them lasts, and closed once all that it told of have recovered. Where a person closed it as not planned, it stays
    closed; where it was closed as done, it is opened again for what became worse after that, and what was before
    counts no more; nor does a case that was not run for 30 days, as on a machine that is gone. ValueError for a
    template that asks for what is not known.
    """
    every = list(found)
    gone = forgotten(every)
    groups: dict[tuple[str, str], list[Analysis]] = {}
    for each in every:
        known = benchmarks.get(each.series.name)
        name = (known and known.alias_of) or each.series.name
        groups.setdefault((name, mark_of(name, each.series.branch)), []).append(each)
    plan: list[Deed] = []
    for (name, mark), of_it in groups.items():
        deed = _deed(name, of_it, gone, _of(issues, mark), benchmarks.get(name), template, verify)
        if deed is not None:
            plan.append(replace(deed, branch=side_branch(of_it[0].series)))
    return plan


def forgotten(found: Sequence[Analysis]) -> frozenset[str]:
    """The ids of the series that count no more: without a clean run in the 30 days before the newest run of all."""
    newest = max((each.series.rows[-1].timestamp for each in found), default=None)
    return frozenset(
        each.series.id
        for each in found
        if newest is not None and each.series.judged and each.series.judged[-1].timestamp < newest - FORGOTTEN
    )


def _deed(
    name: str,
    found: Sequence[Analysis],
    gone: frozenset[str],
    issue: Issue | None,
    known: Benchmark | None,
    template: str,
    verify: Verify,
) -> Deed | None:
    since = issue and _accepted_at(issue)
    number = issue and issue.number
    alerts = [(each, step) for each in found if (step := each.alert_since(since)) is not None]
    # The worst is measured first, while there is time.
    alerts.sort(key=lambda alert: (alert[0].series.id in gone, -how_much_worse(*alert)))
    is_over = all(each.series.id in gone for each, _ in alerts)
    if issue is not None and not issue.is_open and (issue.is_declined or is_over):
        why = "not planned" if issue.is_declined else "done, and nothing became worse since"
        is_worse = any(each.alert is not None for each in found)
        return Deed("leave", name, f"#{issue.number} was closed as {why}", number) if is_worse else None
    cases = [
        Case(*alert, None, is_gone=True) if alert[0].series.id in gone else Case(*alert, verify(*alert))
        for alert in alerts
    ]
    cases.sort(key=lambda case: not case.is_confirmed)
    confirmed = frozenset(case.found.series.id for case in cases if case.is_confirmed)
    told = cases_in(issue.body) if issue is not None and issue.is_open else None
    if confirmed:
        recovered = {each.series.id for each in found if each.has_recovered_since(since)}
        text = report(template, name, cases, known)
        body = text.body + _cases(confirmed | ((told or frozenset()) - recovered - gone)) + _since(since)
        why = (
            f"worse, and confirmed for {len(confirmed)} of {len(cases)} cases" if cases[1:] else "worse, and confirmed"
        )
        return Deed("open" if issue is None else "update", name, why, number, text.title, body)
    if issue is not None and issue.is_open:
        return _not_worse(name, found, gone, cases, issue, told, since)
    return Deed("leave", name, _why_not(cases), number) if cases else None


def _not_worse(
    name: str,
    found: Sequence[Analysis],
    gone: frozenset[str],
    cases: Sequence[Case],
    issue: Issue,
    told: frozenset[str] | None,
    since: datetime | None,
) -> Deed:
    """Of an open issue, no case of which is confirmed now: it ends when all that it told of recovered or are gone."""
    if told is None:
        seen = [(each.series.id, step) for each in found for step in each.steps if step.is_worse]
        told = frozenset(name for name, step in seen if since is None or step.seen.timestamp > since)
    last = [case for case in cases if case.found.series.id in told and not case.is_gone]
    if last:
        return Deed("leave", name, _why_not(last), issue.number)
    recovered = {each.series.id for each in found if each.has_recovered_since(since)}
    if told and told <= recovered:
        return Deed("close", name, "it has recovered", issue.number, body=f"It has recovered: {BACK}.")
    if told and told <= gone:
        why = f"nothing that was worse was run for {FORGOTTEN.days} days"
        return Deed("close", name, why, issue.number, body=f"{why.capitalize()}, so nothing could end it.")
    if told and told <= recovered | gone:
        why = "it has recovered where it is still run"
        return Deed("close", name, why, issue.number, body=f"It has recovered where it is still run: there {BACK}.")
    return Deed("leave", name, "nothing is worse, but no step shows that it recovered", issue.number)


def _why_not(cases: Sequence[Case]) -> str:
    if cases[0].is_gone:
        return f"worse, but not run for {FORGOTTEN.days} days"
    worst = cases[0].verdict
    told = "could not be measured by turns" if worst is None else f"by turns it is {worst.ratio:.3f} times"
    more = f"; nor are {len(cases) - 1} more cases" if cases[1:] else ""
    return f"not confirmed: {told}{more}"


def _cases(ids: frozenset[str]) -> str:
    return f"<!-- astraweave-cases: {' '.join(sorted(ids))} -->\n"


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
            forge.close(number, deed.body)
        done.append((deed, number))
    return done


def _of(issues: Sequence[Issue], mark: str) -> Issue | None:
    """The issue of a benchmark: an open one, else the newest."""
    of_it = [each for each in issues if mark in each.body]
    return next((each for each in of_it if each.is_open), of_it[-1] if of_it else None)
