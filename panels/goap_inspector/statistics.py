"""What planning did in the last tick, as figures with words; what was not measured is n/a."""

from typing import Any

from panels.goap_inspector.words import counted

NOT_MEASURED = "n/a"


def statistics(agents: int, stats: Any) -> tuple[tuple[str, str], ...]:
    """(label, value) of each figure: agents, those planned, where plans came from, capped, waiting."""
    if stats is None:
        told = [NOT_MEASURED] * 6
    else:
        numbers = (stats.planned, stats.by_table, stats.by_memory, stats.by_search, stats.capped, stats.waiting)
        told = [f"{value:,}" for value in numbers]
    names = ("planned", "by table", "by memory", "by search", "capped", "waiting")
    return (("agents", f"{agents:,}"), *zip(names, told, strict=True))


def sentence(agents: int, stats: Any) -> str:
    """The same for a screen reader."""
    figures = ", ".join(f"{value} {name}" for name, value in statistics(agents, stats)[1:])
    return f"{counted(agents, 'agent', 'agents')}; this tick {figures}"
