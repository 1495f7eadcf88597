"""What has to be said on the forge, given what stands there and what the history says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.forge.github import GitHub, Issue
from engine.benchmarks.forge.report import mark_of, report
from engine.benchmarks.regressions.analysis import ALERT_ABOVE, Analysis, Step
from engine.benchmarks.verifying.verdict import SLOWER, Verdict

Verify = Callable[[Analysis, Step], Verdict | None]
"""Measures the commits of a step by turns; None where they can't be."""


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
    said anew while that lasts, and closed once the series has recovered. Where a person closed it as not planned, it
    stays closed; where it was closed as done, it is opened again for what became worse after that alone. ValueError for
    a template that asks for what is not known.
    """
    plan: list[Deed] = []
    for each in found:
        issue = _of(issues, mark_of(each))
        alert = each.alert
        if alert is None:
            if issue is not None and issue.is_open and each.noise is not None:
                plan.append(Deed("close", each.series.title, "it has recovered", issue.number))
            continue
        if issue is not None and issue.is_declined:
            plan.append(Deed("leave", each.series.title, f"#{issue.number} was closed as not planned", issue.number))
            continue
        if issue is not None and not issue.is_open:
            alert = each.alert_since(issue.closed)
            if alert is None:
                why = f"#{issue.number} was closed as done, and nothing became worse since"
                plan.append(Deed("leave", each.series.title, why, issue.number))
                continue
        verdict = verify(each, alert)
        if verdict is None or verdict.says != SLOWER or verdict.ratio - 1.0 <= ALERT_ABOVE:
            told = "could not be measured by turns" if verdict is None else f"by turns it is {verdict.ratio:.3f} times"
            plan.append(Deed("leave", each.series.title, f"not confirmed: {told}", issue and issue.number))
            continue
        text = report(template, each, alert, benchmarks.get(each.series.name), verdict)
        do: Literal["open", "update"] = "open" if issue is None else "update"
        number = issue and issue.number
        plan.append(Deed(do, each.series.title, "worse, and confirmed", number, text.title, text.body))
    return plan


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
