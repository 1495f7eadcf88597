"""What an issue says of a benchmark: title and text, by the template that people use too."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from string import Template

from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.checking import worse_by
from engine.benchmarks.history.row import NO_BRANCH, HistoryRow
from engine.benchmarks.regressions.analysis import Analysis, Step
from engine.benchmarks.regressions.series import MAIN, Series
from engine.benchmarks.verifying.verdict import Verdict

TEMPLATE = ".github/ISSUE_TEMPLATE/benchmark_regression.md"
SHOWN = 60
"""How many of the newest runs the trend shows."""
MOST_ROWS = 100
"""So many cases the table shows: a forge takes no text of any length."""
MARK = "<!-- astraweave-benchmark: {key} -->"
CASES = re.compile(r"<!-- astraweave-cases: ([0-9a-f ]*) -->")
"""In the text of an issue: the series that it tells of, by their ids."""


@dataclass(frozen=True)
class Case:
    """A series of a benchmark that is worse: since which step, and what measuring by turns said.

    `is_gone`: it was not run for so long that it counts no more.
    """

    found: Analysis
    step: Step
    verdict: Verdict | None
    is_gone: bool = False

    @property
    def worse(self) -> float:
        """The share by which its level is worse than before."""
        return how_much_worse(self.found, self.step)

    @property
    def is_confirmed(self) -> bool:
        """Whether measuring by turns agrees that it is worse by more than 10 %."""
        return self.verdict is not None and self.verdict.confirms


@dataclass(frozen=True)
class Report:
    """An issue's title and body; `mark` is the comment in it by which it is found again."""

    mark: str
    title: str
    body: str


def how_much_worse(found: Analysis, step: Step) -> float:
    """The share by which a step made a series worse."""
    return worse_by(step.change.after, step.change.before, more_is_better=found.series.more_is_better)


def mark_of(name: str, branch: str) -> str:
    """What tells the issue of a benchmark from all others, whatever its title becomes."""
    words = name + (f" {branch}" if branch not in (NO_BRANCH, MAIN) else "")
    key = re.sub(r"[^\w.:{}\", -]", "_", words).replace("--", "_")
    # What can't stand in a comment is told apart by what it was: feat/x is not feat_x.
    return MARK.format(key=key if key == words else f"{key} {hashlib.sha256(words.encode()).hexdigest()[:8]}")


def side_branch(series: Series) -> str:
    """The branch of a series, where it is none of main or of no branch; else ""."""
    return "" if series.branch in (NO_BRANCH, MAIN) else series.branch


def cases_in(body: str) -> frozenset[str] | None:
    """The ids of the series that an issue's text tells of; None where it no longer says so."""
    said = CASES.search(body)
    return frozenset(said[1].split()) if said else None


def report(template: str, name: str, cases: Sequence[Case], benchmark: Benchmark | None) -> Report:
    """Fill the template in for the worse cases of a benchmark, the worst of those that are confirmed first.

    Those that are not come last: they stand in the table, but are not counted. ValueError when the template asks for
    what is not known.
    """
    worst = cases[0]
    found, step, series, change = worst.found, worst.step, worst.found.series, worst.step.change
    machine = _machine(worst)
    bar = benchmark.threshold if benchmark is not None else None
    sure = [case for case in cases if case.is_confirmed]
    title = _title(name, sure)
    words: Mapping[str, str] = {
        "title": title,
        "name": _plain(name) + _on_branch(series),
        "summary": _summary(sure),
        "cases": _table(cases),
        "case": _case(series),
        "machine": machine,
        "unit": _plain(series.unit),
        "before": f"{change.before:.4g}",
        "after": f"{change.after:.4g}",
        "worse": _percent(worst.worse),
        "why": bar.why if bar is not None else "",
        "first_bad": _run(step.first_bad),
        "last_good": _run(step.last_good),
        "commits": f"`{step.commits}`" if step.commits else "not known",
        "verified": _verified(worst.verdict),
        "p": f"{change.p:.2g}",
        "split_p": f"{change.split_p:.2g}",
        "scatter": f"{_percent(found.noise.cv)}, {found.noise.name}" if found.noise is not None else "not known",
        "warn": _percent(bar.warn) if bar is not None else "n/a",
        "fail": _percent(bar.fail) if bar is not None else "n/a",
        "critical": ", critical" if bar is not None and bar.critical else "",
        "trend": _trend(found),
        "reproduce": _reproduce(found, step),
    }
    text = template.split("---\n", 2)[-1].strip()
    try:
        body = Template(text).substitute(words)
    except (KeyError, ValueError) as error:
        raise ValueError(f"{TEMPLATE} asks for {error}; expected one of {', '.join(words)}") from None
    mark = mark_of(name, series.branch)
    return Report(mark, title, f"{mark}\n{body}\n")


def _title(name: str, cases: Sequence[Case]) -> str:
    worst = cases[0]
    if len(cases) == 1:
        return f"{_case(worst.found.series)} is {_percent(worst.worse)} worse on {_machine(worst)}"
    return f"{_plain(name)}{_on_branch(worst.found.series)} is up to {_percent(worst.worse)} worse {_where(cases)}"


def _summary(cases: Sequence[Case]) -> str:
    return "is worse" if len(cases) == 1 else f"is worse {_where(cases)}"


def _where(cases: Sequence[Case]) -> str:
    machines = len({each.found.series.key[2] for each in cases})
    return f"in {len(cases)} cases on {'one kind' if machines == 1 else f'{machines} kinds'} of machine"


def _table(cases: Sequence[Case]) -> str:
    """A line a case, the worst first; what is left out is said."""
    lines = [
        "| Case | Machine | Before | Since then | Worse by | First bad run | Measured by turns |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in cases[:MOST_ROWS]:
        change, unit = each.step.change, _plain(each.found.series.unit)
        cells = [_case(each.found.series), _machine(each), f"{change.before:.4g} {unit}"]
        cells += [f"{change.after:.4g} {unit}", _percent(each.worse), _run(each.step.first_bad)]
        last = f"not run since {each.found.series.judged[-1].timestamp:%Y-%m-%d}: counts no more"
        lines.append(f"| {' | '.join([*cells, last if each.is_gone else _verified(each.verdict)])} |")
    left = len(cases) - MOST_ROWS
    return "\n".join(lines) + (f"\n\n{left} more are not shown." if left > 0 else "")


def _case(series: Series) -> str:
    return _plain(series.title) + _on_branch(series)


def _on_branch(series: Series) -> str:
    branch = side_branch(series)
    return f" on branch {_plain(branch)}" if branch else ""


def _machine(case: Case) -> str:
    return _plain(case.step.first_bad.hardware_label or case.found.series.key[2])


def _reproduce(found: Analysis, step: Step) -> str:
    name = found.series.name
    if ".." in step.commits:
        return f"astraweave bench verify {step.commits} {name}"
    return f"astraweave bench run {name}"


def _verified(verdict: Verdict | None) -> str:
    if verdict is None:
        return "not yet"
    interval = f"{verdict.low:.3f} to {verdict.high:.3f} with 99.5 %, {verdict.turns} turns"
    return f"{verdict.says}, {verdict.ratio:.3f} times ({interval})"


def _trend(found: Analysis) -> str:
    """A chart that forges draw from text; none below three runs."""
    values = found.series.values[-SHOWN:]
    if len(values) < 3:
        return ""
    numbers = ", ".join(f"{value:.4g}" for value in values)
    unit = re.sub(r"[^\w %/]", "", found.series.unit)
    first = len(found.series.values) - len(values) + 1
    return (
        "```mermaid\nxychart-beta\n"
        f'  x-axis "run" {first} --> {first + len(values) - 1}\n  y-axis "{unit}"\n  line [{numbers}]\n```'
    )


def _run(row: HistoryRow) -> str:
    when = row.timestamp.strftime("%Y-%m-%d %H:%M UTC")
    return f"{when}, {row.git_sha}" if row.git_sha else when


def _percent(share: float) -> str:
    return f"{100.0 * share:.1f} %" if isfinite(share) else "∞ %"


def _plain(text: str) -> str:
    """Words of a row as words: nothing in them is markup, a mention or a comment."""
    return re.sub(r"[<>`|@#\[\]$\r\n]", " ", text).strip()
