"""What agents of a running copy took over, in one line: "Kael: taunt costs 6 now"."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from engine.ai.goap.domain import Domain

MOST_PARTS, MOST_NAMES = 3, 3


class MindChange(NamedTuple):
    """An agent whose words differ: what it thinks with, and what it is to think with, as (actions, goals)."""

    entity: str
    name: str
    was: tuple[tuple[str, ...], tuple[str, ...]]
    now: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def agent(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """The agent as a session is told of it."""
        return (self.entity, *self.now)


def told(domain: "Domain", changes: Sequence[MindChange]) -> str:
    """One line for all changes; agents with the same change stand together."""
    alike: dict[str, list[str]] = {}
    for change in changes:
        alike.setdefault(_parts(domain, change), []).append(change.name)
    lines = [f"{_joined(names, MOST_NAMES)}: {parts}" for parts, names in alike.items()]
    return _joined(lines, MOST_PARTS, "; ")


def _parts(domain: "Domain", change: MindChange) -> str:
    from engine.ai.goap.profiles import read_profile

    was, now = read_profile(domain, *change.was), read_profile(domain, *change.now)
    parts = [
        *_differences(
            {domain.actions[action].name: cost / 1000 for action, cost in was.actions},
            {domain.actions[action].name: cost / 1000 for action, cost in now.actions},
            ("{name} costs {number} now", "can {name} now", "can't {name} any more"),
        ),
        *_differences(
            {domain.goals[goal].name: weight for goal, weight in was.goals},
            {domain.goals[goal].name: weight for goal, weight in now.goals},
            ("{name} weighs {number} now", "wants {name} now", "doesn't want {name} any more"),
        ),
    ]
    return _joined(parts, MOST_PARTS) if parts else "spelled another way"


def _differences(was: Mapping[str, float], now: Mapping[str, float], words: tuple[str, str, str]) -> Iterable[str]:
    for name in sorted({*was, *now}):
        before, after = was.get(name), now.get(name)
        if before == after:
            continue
        form = words[2] if after is None else words[1] if before is None else words[0]
        yield form.format(name=name.replace("_", " "), number=f"{after:g}" if after is not None else "")


def _joined(parts: Sequence[str], most: int, between: str = ", ") -> str:
    more = len(parts) - most
    return between.join(parts[:most]) + (f" and {more} more" if more > 0 else "")
