"""What planning did in the last tick, as figures with words; what was not measured is n/a."""

from typing import Any

from engine.document.wording import counted

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


MEANINGS = {
    "agents": "who plans in this scene",
    "planned": "got a new plan in this tick, as what they believe has changed",
    "by table": "plans that were read from a table made in advance",
    "by memory": "plans that were found before and remembered",
    "by search": "plans that were searched for",
    "capped": "searches that stopped at their limit",
    "waiting": "wait for their turn to plan, and keep the old plan until then",
}


def meanings(agents: int, stats: Any) -> str:
    """Each figure in a line of its own, with what it counts."""
    return "\n".join(f"{value} {name}: {MEANINGS[name]}" for name, value in statistics(agents, stats))


def sentence(agents: int, stats: Any) -> str:
    """The same for a screen reader."""
    figures = ", ".join(f"{value} {name}" for name, value in statistics(agents, stats)[1:])
    return f"{counted(agents, 'agent', 'agents')}; this tick {figures}"
