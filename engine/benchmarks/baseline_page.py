"""The page of what everything costs on one machine: from rows that were measured there, with machine and date."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.history.row import HistoryRow
from engine.benchmarks.regressions.series import Series

HEAD = (
    "# Baseline metrics\n\n"
    "Written by `astraweave bench baseline` from rows of the history; nothing here is typed by hand. "
    "The newest row of each case counts; what has none stands at the end, with the reason. The value is the median of "
    "its samples, p99 and scatter (their standard deviation) are of the same samples.\n"
)


NOT_RUN = "not run on this machine"


def baseline_page(
    series: Iterable[Series], benchmarks: Mapping[str, Benchmark], hardware_id: str, reasons: Mapping[str, str]
) -> str:
    """The page's text for one kind of machine; `reasons` tell why a benchmark or a case left no row there.

    ValueError when nothing was measured on it.
    """
    rows = [each.rows[-1] for each in series if each.rows[-1].hardware_id == hardware_id]
    if not rows:
        raise ValueError(f"no row was measured on {hardware_id}")
    parts = [HEAD, _origin(rows, len(benchmarks))]
    for system in sorted({row.system for row in rows}):
        parts += [f"## {system}", _table([row for row in rows if row.system == system], benchmarks)]
    parts.append(not_measured({row.benchmark_name for row in rows}, benchmarks, reasons))
    return "\n".join(parts)


def not_measured(measured: Collection[str], benchmarks: Mapping[str, Benchmark], reasons: Mapping[str, str]) -> str:
    """The part of the page on what has no row: benchmarks of the program, and single cases of those that have some."""
    lines: list[str] = []
    for name, benchmark in sorted(benchmarks.items()):
        cases = {title: why for title, why in reasons.items() if title == name or title.startswith(f"{name} (")}
        if name in measured or cases:
            lines += [f"| {title} | {why} |" for title, why in cases.items()]
        elif benchmark.alias_of:
            lines.append(f"| {name} | {NOT_RUN}: an earlier name of {benchmark.alias_of}, see `--aliases` |")
        else:
            lines.append(f"| {name} | {NOT_RUN} |")
    return "\n".join(["## Not measured\n", "| What | Why |", "|---|---|", *(lines or ["| nothing | |"])]) + "\n"


def _origin(rows: list[HistoryRow], known: int) -> str:
    first, last = min(row.timestamp for row in rows), max(row.timestamp for row in rows)
    commits = sorted({(row.git_sha or "unknown")[:12] + (" and changes" if row.git_dirty else "") for row in rows})
    newest = max(rows, key=lambda row: row.timestamp)
    lines = [
        ("Machine", f"{newest.hardware_label} (`{newest.hardware_id}`), Python {newest.python}"),
        ("Measured", f"{_day(first)} to {_day(last)} UTC" if _day(first) != _day(last) else f"{_day(last)} UTC"),
        ("Commit", ", ".join(commits)),
        ("Rows", f"{len(rows)} cases of {len({row.benchmark_name for row in rows})} of {known} names"),
    ]
    return "| | |\n|---|---|\n" + "".join(f"| {name} | {value} |\n" for name, value in lines)


def _table(rows: list[HistoryRow], benchmarks: Mapping[str, Benchmark]) -> str:
    lines = [
        "| Benchmark | Case | Value | p99 | Scatter | Unit | Samples | Fails at |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in sorted(rows, key=lambda each: (each.benchmark_name, bytes(each.params))):
        case = ", ".join(f"{name} {value}" for name, value in row.params_of().items())
        benchmark = benchmarks.get(row.benchmark_name)
        bar = benchmark.threshold if benchmark is not None else None
        numbers = [_number(row.value), _number(row.p99), _number(row.stddev)]
        limit = f"+{100 * bar.fail:.0f} %" if bar is not None else "n/a"
        lines.append(
            f"| {row.benchmark_name} | {case} | {' | '.join(numbers)} | {row.unit} | {row.samples} | {limit} |"
        )
    return "\n".join(lines) + "\n"


def _number(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.4g}"


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"
