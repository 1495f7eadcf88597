"""What an issue says of a series: title and text, by the template that people use too."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from string import Template

from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.checking import worse_by
from engine.benchmarks.history.row import NO_BRANCH
from engine.benchmarks.regressions.analysis import Analysis, Step
from engine.benchmarks.regressions.series import MAIN
from engine.benchmarks.verifying.verdict import Verdict

TEMPLATE = ".github/ISSUE_TEMPLATE/benchmark_regression.md"
SHOWN = 60
"""How many of the newest runs the trend shows."""
MARK = "<!-- astraweave-benchmark: {key} -->"


@dataclass(frozen=True)
class Report:
    """An issue's title and body; `mark` is the comment in it by which it is found again."""

    mark: str
    title: str
    body: str


def mark_of(found: Analysis) -> str:
    """What tells the issue of a series from all others, whatever its title becomes."""
    name, params, hardware, branch = found.series.key
    words = f"{name} {params.decode()} {hardware}" + (f" {branch}" if branch not in (NO_BRANCH, MAIN) else "")
    return MARK.format(key=re.sub(r"[^\w.:{}\", -]", "_", words).replace("--", "_"))


def report(template: str, found: Analysis, step: Step, benchmark: Benchmark | None, verdict: Verdict | None) -> Report:
    """Fill the template in for a step for the worse. ValueError when the template asks for what is not known."""
    series, change = found.series, step.change
    worse = worse_by(change.after, change.before, more_is_better=series.more_is_better)
    bar = benchmark.threshold if benchmark is not None else None
    title = f"{_plain(series.title)} is {_percent(worse)} worse on {_plain(step.first_bad.hardware_label)}"
    words: Mapping[str, str] = {
        "title": title,
        "name": _plain(series.title),
        "machine": _plain(step.first_bad.hardware_label or series.key[2]),
        "unit": _plain(series.unit),
        "before": f"{change.before:.4g}",
        "after": f"{change.after:.4g}",
        "worse": _percent(worse),
        "why": bar.why if bar is not None else "",
        "first_bad": _run(step.first_bad.timestamp.strftime("%Y-%m-%d %H:%M UTC"), step.first_bad.git_sha),
        "last_good": _run(step.last_good.timestamp.strftime("%Y-%m-%d %H:%M UTC"), step.last_good.git_sha),
        "commits": f"`{step.commits}`" if step.commits else "not known",
        "verified": _verified(verdict),
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
    mark = mark_of(found)
    return Report(mark, title, f"{mark}\n{body}\n")


def _reproduce(found: Analysis, step: Step) -> str:
    name = found.series.name
    if ".." in step.commits:
        return f"astraweave bench verify {step.commits} {name}"
    return f"astraweave bench run {name}"


def _verified(verdict: Verdict | None) -> str:
    if verdict is None:
        return "not yet"
    return f"{verdict.ratio:.3f} times ({verdict.low:.3f} to {verdict.high:.3f} with 99.5 %, {verdict.turns} turns)"


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


def _run(when: str, sha: str | None) -> str:
    return f"{when}, {sha}" if sha else when


def _percent(share: float) -> str:
    return f"{100.0 * share:.1f} %" if isfinite(share) else "∞ %"


def _plain(text: str) -> str:
    """Words of a row as words: nothing in them is markup, a mention or a comment."""
    return re.sub(r"[<>`|@#\[\]$\r\n]", " ", text).strip()
