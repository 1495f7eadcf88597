"""The report of a playtest as a table for people."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

DEATHS_SHOWN = 3
PIPED_WIDTH = 200


def tell(report: dict[str, Any]) -> None:
    """Print the report of `astraweave playtest`."""
    asked = report["request"]
    seeds = asked["seeds"]
    last = seeds["first"] + seeds["count"] - 1
    speed = f"{report['times_real_time']:,.0f} times real time, {report['seconds']:.1f} s, {report['played_by']}"
    console_of().print(
        f"{asked['encounter']} in {asked['scene']}, seeds {seeds['first']} to {last}, played by autopilot: {speed}",
        highlight=False,
    )
    tell_results(report)


def tell_results(report: dict[str, Any]) -> None:
    """Print what a report found: its tables, who fell, the worst seeds, and what is odd."""
    console = console_of()
    console.print(_results(report))
    if report["comparisons"]:
        console.print(_comparisons(report))
    for line in _lines(report):
        console.print(line, highlight=False)


def console_of() -> "Console":
    """Standard output, as wide as a table needs where it is no terminal."""
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=PIPED_WIDTH)


def _table(*columns: str, right: int) -> Any:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for place, title in enumerate(columns):
        table.add_column(title, justify="right" if place >= right else "left")
    return table


def _results(report: dict[str, Any]) -> Any:
    table = _table("variant", "skill", "runs", "won", "95 % interval", "s to win", "10 to 90 %", "Echo left", right=2)
    for each in report["results"]:
        rate, time, echo = each["win_rate"], each["seconds_to_win"], each["echo"]
        table.add_row(
            each["variant"],
            each["skill"],
            f"{each['runs']:,}",
            "n/a" if rate is None else f"{rate:.1%}",
            f"{each['interval']['low']:.1%} to {each['interval']['high']:.1%}",
            "n/a" if time is None else f"{time['median']:.1f}",
            "n/a" if time is None else f"{time['p10']:.1f} to {time['p90']:.1f}",
            "n/a" if echo is None else f"{echo['median']:g}",
        )
    return table


def _comparisons(report: dict[str, Any]) -> Any:
    table = _table("on the same seeds", "skill", "change", "95 % interval", "gained", "lost", "p", right=2)
    for each in report["comparisons"]:
        table.add_row(
            f"{each['from']} -> {each['to']}",
            each["skill"],
            f"{each['difference']:+.1%}",
            f"{each['interval']['low']:+.1%} to {each['interval']['high']:+.1%}",
            f"{each['gained']:,}",
            f"{each['lost']:,}",
            f"{each['p_value']:.2g}",
        )
    return table


def _lines(report: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for each in report["results"]:
        who = f"{each['variant']}, {each['skill']}"
        falls = [death for death in each["deaths"] if death["party"]][:DEATHS_SHOWN]
        if falls:
            told = "; ".join(f"{death['who']} by {_cause(death)} {death['per_run']:.2f} a run" for death in falls)
            found.append(f"{who}: {told}")
        lost = [run for run in each["worst"] if run["outcome"] != "victory"]
        if lost:
            seeds = ", ".join(f"{run['seed']} ({run['outcome']}, {run['seconds']:.0f} s)" for run in lost)
            found.append(f"{who}: worst seeds {seeds}")
        found += [f"{who}: seed {run['seed']} failed: {run['failure']}" for run in each["failures"]]
    found += [f"{each['severity']}: {each['text']}" for each in report.get("findings", ())]
    found += [f"recorded: {each['file']}" for each in report.get("recordings", ())]
    return [*found, *report.get("notes", ()), "An autopilot is no person: read the rates beside what people do."]


def _cause(death: dict[str, Any]) -> str:
    if not death["by"]:
        return "nobody"
    return f"{death['by']}'s {death['ability']}" if death["ability"] else str(death["by"])
