"""What events are called in words and on which track they stand; a project adds its own by a module-level TOLD."""

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any, Literal, NamedTuple

from engine.world.events import FIRST_PROJECT_KIND

Track = Literal["party", "enemies", "weave", "goals"]
Tone = Literal["good", "bad", "plain"]
TRACKS: tuple[Track, ...] = ("party", "enemies", "weave", "goals")
TONES: tuple[Tone, ...] = ("good", "bad", "plain")


class Telling(NamedTuple):
    """How a kind of event is told: its track ("side" for that of whom it happened to), its tone for the party, words.

    `text` may name {source}, {target} and {amount}; `who` says which of the two the event is about. Where that one is
    no actor, `of` names the component whose entities the event counts by number, such as "objective".
    """

    track: Track | Literal["side"]
    tone: Tone
    text: str
    who: Literal["source", "target"] = "target"
    of: str = ""


TOLD: Mapping[str, Telling] = {
    "downed": Telling("side", "bad", "{target} is down"),
    "death": Telling("side", "bad", "{target} died"),
    "revived": Telling("side", "good", "{source} revived {target}"),
    "fled": Telling("side", "plain", "{source} fled", "source"),
    "staggered": Telling("side", "plain", "{target} is staggered"),
    "spawned": Telling("side", "plain", "{source} appeared", "source"),
    "built": Telling("weave", "good", "{source} built {target}"),
    "broken": Telling("weave", "bad", "{target} broke"),
    "thrown": Telling("weave", "plain", "{source} threw a ball", "source"),
    "triggered": Telling("goals", "plain", "{source} fired", "source", "trigger"),
    "called": Telling(
        "goals", "plain", "{source} is called, {amount} of those before it stand", "source", "spawn_group"
    ),
    "objective": Telling("goals", "good", "Met: {source}", "source", "objective"),
    "spoken": Telling("goals", "plain", "“{target}”", "target", "line"),
    "outcome": Telling("goals", "plain", "{amount}"),
}
"""The engine's kinds that are told; hits and heals are not, since they would bury everything else."""


def tellings(event_names: Mapping[int, str], game: Iterable[ModuleType]) -> Mapping[int, Telling]:
    """Event kind -> how it is told. Kinds that are missing are not told.

    A module of the project may hold `TOLD = {"woven": ("weave", "good", "{source} wove {target}")}`; an empty tuple
    leaves a kind out. A kind of the project that nobody speaks of stands among the weaves under its own name.
    """
    said: dict[str, Telling | None] = dict(TOLD)
    for module in game:
        entries: dict[str, Any] = getattr(module, "TOLD", {})
        for name, entry in entries.items():
            said[name] = _read(name, entry, module.__name__)
    found: dict[int, Telling] = {}
    for number, name in event_names.items():
        telling = said.get(name)
        if telling is None and name not in said and number >= FIRST_PROJECT_KIND:
            telling = Telling("weave", "plain", name.replace("_", " ").capitalize(), "source")
        if telling is not None:
            found[number] = telling
    return found


def _read(name: str, entry: Any, where: str) -> Telling | None:
    """One entry of a project's TOLD. ValueError that says where and what was expected for what is none."""
    if entry == ():
        return None
    try:
        telling = Telling(*entry)
        telling.text.format(source="", target="", amount="")
        is_right = telling.track in (*TRACKS, "side") and telling.tone in TONES and telling.who in ("source", "target")
    except (TypeError, AttributeError, KeyError, IndexError, ValueError):
        is_right, telling = False, None
    if not is_right:
        expected = f'(track: {", ".join((*TRACKS, "side"))}; tone: {", ".join(TONES)}; "text with {{source}}")'
        raise ValueError(f'{where}: TOLD["{name}"] is {entry!r}; expected {expected}, or () to leave it out')
    return telling
