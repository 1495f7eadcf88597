"""How the panel writes names, conditions, numbers and ticks."""

TICKS_PER_SECOND = 60


def spoken(name: str) -> str:
    """A name of the vocabulary as a reader writes it: "protect_player" is "Protect player"."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


NEGATED = {"can": "cannot", "is": "is not", "has": "has no"}
"""Facts that begin with a verb are denied by the verb."""


def said(condition: str) -> str:
    """A condition in words: "not enemy_seen" is "not enemy seen", "not can_taunt" is "cannot taunt"."""
    if not condition.startswith("not "):
        return condition.replace("_", " ")
    first, _, rest = condition[4:].partition("_")
    return f"{NEGATED[first] if rest and first in NEGATED else f'not {first}'} {rest}".replace("_", " ").strip()


def listed(conditions: tuple[str, ...]) -> str:
    """Conditions in a row of text: "near, not enemy seen"."""
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
