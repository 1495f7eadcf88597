"""How the panel writes names, conditions, numbers and ticks."""

TICKS_PER_SECOND = 60


def spoken(name: str) -> str:
    """A name of the vocabulary as a reader writes it: "protect_player" is "Protect player"."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def said(condition: str) -> str:
    """A condition as the facts read: "not enemy_seen" is "enemy seen: no"."""
    return f"{condition[4:].replace('_', ' ')}: no" if condition.startswith("not ") else condition.replace("_", " ")


def listed(conditions: tuple[str, ...]) -> str:
    """Conditions in a row of text; one that must be false reads as the facts do: "enemy seen: no"."""
    return ", ".join(said(condition) for condition in conditions)


def number(value: float) -> str:
    """Two decimals and a true minus, so that columns stand still."""
    return f"{value:.2f}".replace("-", "−")


def signed(value: float) -> str:
    """A part of a sum: "+0.50"."""
    return f"{value:+.2f}".replace("-", "−")


def tick_text(tick: int) -> str:
    """A tick as it is written everywhere: "tick 3,852"."""
    return f"tick {tick:,}"


def seconds(ticks: int) -> str:
    """A span of ticks in seconds: "0.2 s"."""
    return f"{ticks / TICKS_PER_SECOND:.1f} s"


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: "1 agent", "8 agents"."""
    return f"{count:,} {one if count == 1 else many}"
