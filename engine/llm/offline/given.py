"""What a question gives the planner: the project as data, the wish, its earlier answer and what was found in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from engine.llm.client.request import Request
from engine.llm.context.builder import WISH_FOLLOWS
from engine.llm.context.fence import read_fenced

Row = Mapping[str, Any]
LISTENERS = frozenset({"trigger", "line", "objective"})
"""Components whose signal is one that they wait for; those of others are given."""


class CannotError(Exception):
    """The wish can't be fulfilled; the message is the sentence that is answered."""


def table_in(holder: object, key: str) -> Row:
    """The table under a key; an empty one where there is none, or something else."""
    value = cast("Row", holder).get(key) if isinstance(holder, Mapping) else None
    return cast("Row", value) if isinstance(value, Mapping) else {}


@dataclass(frozen=True)
class Given:
    """A project as it stands in a question. Nothing else is known of it."""

    wish: str
    world: Row
    entities: tuple[Row, ...]
    prefabs: Mapping[str, Row]
    zone: Row | None
    selection: tuple[str, ...]
    definitions: Mapping[str, Any]
    seed: int

    @cached_property
    def by_id(self) -> Mapping[str, Row]:
        """Entities by id."""
        return {str(row["id"]): row for row in self.entities}

    @property
    def encounter(self) -> str:
        """The file that new parts go into; CannotError where no encounter is open."""
        if not self.world.get("encounter"):
            raise CannotError("No encounter is open, so there is nothing to put it into. Open one, then ask again.")
        return str(self.world["encounter"])

    def has(self, row: Row, component: str) -> bool:
        """Whether an entity has a component, by itself or by its prefab."""
        prefab = self.prefabs.get(str(row.get("prefab", "")))
        return component in row.get("own", {}) or (prefab is not None and component in prefab["has"])

    def value(self, row: Row, component: str, field: str) -> Any:
        """What an entity says of a field, else what its prefab says; None where neither does."""
        prefab = self.prefabs.get(str(row.get("prefab", "")))
        below: Row = table_in(prefab["has"], component) if prefab is not None else {}
        return table_in(row.get("own", {}), component).get(field, below.get(field))

    def with_component(self, component: str) -> Iterator[Row]:
        """Entities that have it, in order."""
        return (row for row in self.entities if self.has(row, component))

    @cached_property
    def party(self) -> tuple[Row, ...]:
        """Whoever is on the party's side and stands in the scene; the player first."""
        found = [row for row in self.entities if self.value(row, "team", "side") == "party" and "at" in row]
        return tuple(sorted(found, key=lambda row: not self.has(row, "player")))

    def enemies(self) -> Iterator[Row]:
        """Prefabs of whoever fights the party."""
        for prefab in self.prefabs.values():
            if table_in(prefab["has"], "team").get("side") == "hostile":
                yield prefab

    def field(self, component: str, name: str) -> Mapping[str, Any]:
        """What the schema says of a field: type and range; empty where it says nothing."""
        return table_in(table_in(self.definitions.get(f"component_{component}"), "properties"), name)

    def legal(self, component: str, name: str, value: float) -> float:
        """The nearest number in a field's range, as far as the schema tells it."""
        spec = self.field(component, name)
        value = max(value, spec.get("minimum", value))
        value = min(value, spec.get("maximum", value))
        return round(value) if spec.get("type") == "integer" else value


@dataclass(frozen=True)
class Round:
    """An earlier answer of the planner's, and what was found in it."""

    answer: dict[str, Any]
    findings: tuple[Row, ...]


def given_of(request: Request) -> Given:
    """What a question gives.

    Raises:
        CannotError: It holds no project or no wish.
    """
    sections, wish = dict[str, tuple[Any, ...]](), ""
    for message in request.messages:
        if message.role == "assistant":
            break
        if message.role == "user" and message.text.startswith(f"{WISH_FOLLOWS}\n"):
            wish = message.text.partition("\n")[2]
        elif message.role == "user" and not sections:
            sections = dict(read_fenced(message.text))
    if not wish.strip() or not sections.get("world"):
        raise CannotError("The offline planner needs the project as data and a wish; this question holds neither.")
    schema = request.schema or {}
    return Given(
        wish.strip(),
        sections["world"][0],
        tuple(sections.get("entities", ())),
        {str(row["prefab"]): row for row in sections.get("prefabs", ())},
        next(iter(sections.get("zone", ())), None),
        tuple(sections.get("selection", ())),
        schema.get("$defs", {}),
        request.seed or 0,
    )


def round_of(request: Request) -> Round | None:
    """The last answer with its findings, where this is a repair round."""
    answers = [message.text for message in request.messages if message.role == "assistant"]
    if not answers or request.messages[-1].role != "user":
        return None
    answer, findings = _json(answers[-1]), read_fenced(request.messages[-1].text).get("findings", ())
    return Round(answer, findings) if answer is not None and findings else None


def _json(text: str) -> dict[str, Any] | None:
    try:
        value: Any = json.loads(text)
    except ValueError:
        return None
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None
