"""Who is meant: enemies by their prefabs, friends by their names, waves of the encounter."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from engine.llm.offline.given import CannotError, Given, Row
from engine.llm.offline.naming import Named, best, head_noun
from engine.llm.offline.words import listed, number_in, stems_of, words

_BEFORE = 4
"""So many words before a name its number is looked for."""


@dataclass(frozen=True)
class Enemies:
    """Of which prefab, and how many."""

    prefab: Row
    count: int

    @property
    def name(self) -> str:
        """What one of them is called."""
        return str(self.prefab["name"])

    @property
    def file(self) -> str:
        """The file of their prefab."""
        return f"prefabs/{self.prefab['prefab']}"


def enemies_in(text: str, given: Given) -> Enemies:
    """The enemies that a sentence names, by the last word of their name or by all of it.

    Raises:
        CannotError: It names none that the project has.
    """
    spoken = re.findall(r"[^\W_]+", text.casefold())
    stems = [stems_of(word)[0] if stems_of(word) else word for word in spoken]
    found: list[tuple[int, int, str, Row]] = []
    for prefab in given.enemies():
        own = stems_of(str(prefab["name"])) or stems_of(str(prefab["prefab"]))
        noun = head_noun(str(prefab["name"])) or head_noun(str(prefab["prefab"]))
        for at, stem in enumerate(stems):
            if stem == noun:
                fit = sum(1 for each in stems[max(0, at - len(own) + 1) : at + 1] if each in own)
                found.append((-fit, at, str(prefab["prefab"]), prefab))
    if found:
        _, at, _, prefab = min(found, key=lambda each: each[:3])
        return Enemies(prefab, _count(spoken, at))
    at = next((place for place, word in enumerate(spoken) if word in words().enemies), None)
    usual = _usual(given)
    if at is not None and usual is not None:
        return Enemies(usual, _count(spoken, at))
    names = [str(prefab["name"]) for prefab in given.enemies()]
    raise CannotError(
        "I can't find which enemies are meant. "
        + (f"The project has: {listed(names)}." if names else "It has no prefab of the hostile side that acts.")
    )


def _count(spoken: list[str], at: int) -> int:
    plural = spoken[at].endswith("s")
    before = " ".join(spoken[max(0, at - _BEFORE) : at])
    return max(1, number_in(before, 2 if plural else 1) or 1)


def _usual(given: Given) -> Row | None:
    """The prefab that most waves of the encounter bring; else the first of the enemies."""
    used = Counter(str(given.value(row, "spawn_group", "prefab")) for row in given.with_component("spawn_group"))
    enemies = {str(prefab["prefab"]): prefab for prefab in given.enemies()}
    ranked = sorted(enemies, key=lambda name: (-used[name], name))
    return enemies[ranked[0]] if ranked else None


def friend_in(phrase: str, given: Given) -> Row:
    """Who of the party is meant; CannotError where nobody is."""
    found = best(phrase, [Named(row["id"], row["name"], row) for row in given.party])
    if found is None:
        names = [str(row["name"]) for row in given.party]
        raise CannotError(
            f'I can\'t find "{phrase.strip()}" in the party. '
            + (f"There are: {listed(names)}." if names else "Nobody of it stands in the scene.")
        )
    return found.row


def companion(given: Given) -> Row | None:
    """Somebody of the party who can speak up, not the player where there is anybody else; chosen by the seed."""
    others = [row for row in given.party if not given.has(row, "player")] or list(given.party)
    return others[given.seed % len(others)] if others else None


def wave_in(phrase: str, given: Given) -> Row:
    """Which wave of the encounter is meant; CannotError where none is."""
    waves = [Named(row["id"], row["name"], row) for row in given.with_component("spawn_group")]
    found = best(phrase, waves)
    if found is None:
        raise CannotError(
            f'I can\'t find the wave "{phrase.strip()}". '
            + (f"There are: {listed([each.name for each in waves])}." if waves else "The encounter has none.")
        )
    return found.row
