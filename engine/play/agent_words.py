"""What agents are told to think with: entity, actions, goals; and the same as plain data of bearable size."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias, cast

from engine.schema.numbered import Words

AgentWords: TypeAlias = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
"""(entity id, actions, goals) of some agents."""

MOST_AGENTS = 250_000
MOST_WORDS = 1_024
LONGEST_WORD = 256


def words_by_entity(agents: AgentWords) -> dict[str, Words]:
    """Entity id -> words; of an entity that stands there twice, the last."""
    return {entity: (tuple(actions), tuple(goals)) for entity, actions, goals in agents}


def agents_of(words: Mapping[str, Words]) -> AgentWords:
    """The same as a tuple in the order of the ids, so that equal contents are equal."""
    return tuple((entity, *words[entity]) for entity in sorted(words))


def packed(agents: AgentWords) -> list[list[list[str]]]:
    """Plain data: [entities, actions, goals] for each run of agents with the same words; a crowd takes little."""
    return [
        [[agent[0] for agent in alike], list(actions), list(goals)]
        for (actions, goals), alike in groupby(agents, key=lambda agent: agent[1:])
    ]


def unpacked(data: Any) -> AgentWords:
    """The words again. ValueError for anything else, and for more than anybody has to say."""
    agents: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
    shared: dict[str, str] = {}
    for entry in _list(data, MOST_AGENTS):
        parts = _list(entry, 3)
        if len(parts) != 3:
            raise ValueError(f"agents with {len(parts)} parts; expected entities, actions and goals")
        entities = _texts(parts[0], MOST_AGENTS - len(agents), shared)
        actions, goals = _texts(parts[1], MOST_WORDS, shared), _texts(parts[2], MOST_WORDS, shared)
        agents += [(entity, actions, goals) for entity in entities]
    return tuple(agents)


def _list(data: Any, most: int) -> Sequence[Any]:
    if not isinstance(data, list | tuple):
        raise ValueError(f"{str(data)[:40]!r} where a list is expected")
    entries = cast("Sequence[Any]", data)
    if len(entries) > most:
        raise ValueError(f"a list of {len(entries)} entries; at most {most} are read")
    return entries


def _texts(data: Any, most: int, shared: dict[str, str]) -> tuple[str, ...]:
    entries: Iterable[Any] = _list(data, most)
    for entry in entries:
        if not isinstance(entry, str) or len(entry) > LONGEST_WORD:
            raise ValueError(f"{str(entry)[:40]!r} where a text of at most {LONGEST_WORD} characters is expected")
    return tuple(shared.setdefault(entry, entry) for entry in entries)
