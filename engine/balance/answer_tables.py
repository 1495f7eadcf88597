"""What matters and what makes it fair as tables and sentences for people."""

from typing import Any

from rich.console import Console
from rich.table import Table

from engine.balance.fair.target import SECONDS
from engine.balance.table import PIPED_WIDTH

BARS_SHOWN = 15
HONEST = "An autopilot is no person: read the rates beside what people do."


def tell_ranking(report: dict[str, Any]) -> None:
    """Print the report of `astraweave playtest --what-matters`."""
    console = _console()
    for ranking in report["what_matters"]:
        low, high = ranking["interval"]["low"], ranking["interval"]["high"]
        _say(
            console,
            f"{ranking['skill']} wins {ranking['win_rate']:.1%} ({low:.1%} to {high:.1%}) of {ranking['runs']:,} seeds "
            f"as it is. What a fifth less and a fifth more of each number change:",
        )
        console.print(_bars(ranking["bars"][:BARS_SHOWN]))
        rest = ranking["bars"][BARS_SHOWN:]
        if rest:
            _say(console, f"{len(rest)} more change {max(bar['change'] for bar in rest):.1%} at most so far.")
    _say(console, f"Intervals and * hold for all bars of a skill at once, 95 times in 100. {_played(report)}", HONEST)


def tell_fair(report: dict[str, Any]) -> None:
    """Print the report of `astraweave playtest --target`."""
    console, fair = _console(), report["fair"]
    moves, seeds = fair["moves"], fair["seeds"]
    if fair["is_found"]:
        _say(console, "It is fair with these values:" if moves else "It is fair as it is.")
    else:
        why = "its runs were used up" if fair["is_spent"] else "these numbers don't bring it there"
        _say(console, f"No values were found: {why}. The nearest:" if moves else f"No values were found: {why}.")
    if moves:
        table = _table("number", "from", "to", "unit", right=(1, 2))
        for move in moves:
            table.add_row(move["label"], f"{move['from']:g}", f"{move['to']:g}", move["unit"])
        console.print(table)
    table = _table("wanted", "band", "measured", "95 % interval", "", right=(1, 2, 3))
    missed = {each["name"] for each in fair["misses"]}
    for name, band in fair["target"].items():
        table.add_row(name, *_wanted(name, band, fair["measured"]), "missed" if name in missed else "inside")
    console.print(table)
    _say(
        console,
        f"Measured on {fair['measured']['runs']:,} seeds a skill from {seeds['first']} on"
        + (", none of which the search has seen." if report["is_fresh"] else ", which the search was made on."),
    )
    for each in report["comparisons"]:
        _say(console, f"{each['skill']}: {each['difference']:+.1%} of wins on {each['seeds']:,} common seeds.")
    _say(console, f"{fair['runs']:,} runs. {_played(report)}", HONEST)


def _bars(bars: list[dict[str, Any]]) -> Table:
    table = _table("number", "value", "less", "change", "interval", "more", "change", "interval", right=range(1, 8))
    for bar in bars:
        sides = [cell for side in ("less", "more") for cell in _nudge(bar[side])]
        table.add_row(bar["label"], f"{bar['value']:g} {bar['unit']}".strip(), *sides)
    return table


def _nudge(nudge: dict[str, Any] | None) -> tuple[str, str, str]:
    if nudge is None:
        return "", "", ""
    reach = f"{nudge['interval']['low']:+.0%} to {nudge['interval']['high']:+.0%}"
    return f"{nudge['value']:g}", f"{nudge['difference']:+.1%}{'*' if nudge['is_sure'] else ' '}", reach


def _wanted(name: str, band: dict[str, float], measured: dict[str, Any]) -> tuple[str, str, str]:
    if name == SECONDS:
        found = measured[SECONDS]
        low, high = (found["mean"] + side * 1.96 * found["error"] for side in (-1.0, 1.0))
        return f"{band['low']:g} to {band['high']:g} s", f"{found['mean']:.1f} s", f"{low:.1f} to {high:.1f} s"
    found = measured[name]
    rate, interval = found["win_rate"], found["interval"]
    shown = "n/a" if rate is None else f"{rate:.1%}"
    return f"{band['low']:.0%} to {band['high']:.0%}", shown, f"{interval['low']:.1%} to {interval['high']:.1%}"


def _played(report: dict[str, Any]) -> str:
    return f"{report['runs_played']:,} runs were played in {report['seconds']:.1f} s, {report['played_by']}."


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=PIPED_WIDTH)


def _say(console: Console, *lines: str) -> None:
    for line in lines:
        console.print(line, highlight=False)


def _table(*columns: str, right: tuple[int, ...] | range) -> Table:
    table = Table(box=None, pad_edge=False)
    for place, title in enumerate(columns):
        table.add_column(title, justify="right" if place in right else "left")
    return table
