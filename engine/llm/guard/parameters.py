"""Parameters of tools: strict pydantic fields with doc, unit and range, and references to who is in play."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Reference = Literal["actor", "enemy", "friend", "fallen"]
"""Whom a text names by entity id: who acts, somebody to fight, a friend who is up, a friend who is down."""
LONGEST_ID = 256
SHORTEST_S, LONGEST_S = 0.1, 10.0


def _id(kind: Reference, doc: str) -> Any:
    return Field(description=doc, min_length=1, max_length=LONGEST_ID, json_schema_extra={"ref": kind})


def _number(doc: str, unit: str, least: float, most: float) -> Any:
    return Field(description=doc, ge=least, le=most, allow_inf_nan=False, json_schema_extra={"unit": unit})


Actor: TypeAlias = Annotated[str, _id("actor", "Entity id of the agent who does it.")]
Enemy: TypeAlias = Annotated[str, _id("enemy", "Entity id of an enemy of the actor who is up.")]
Friend: TypeAlias = Annotated[str, _id("friend", "Entity id of somebody else of the actor's side who is up.")]
Fallen: TypeAlias = Annotated[str, _id("fallen", "Entity id of somebody of the actor's side who is down.")]
Seconds: TypeAlias = Annotated[float, _number("For how long, at most.", "s", SHORTEST_S, LONGEST_S)]
Coordinate: TypeAlias = Annotated[float, _number("Place on the ground.", "m", -10_000.0, 10_000.0)]


class Parameters(BaseModel):
    """What every tool is told: who does it and for how long. Nothing else is taken, and nothing is converted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    actor: Actor
    seconds: Seconds


class AtEnemy(Parameters):
    """Something that is done to an enemy."""

    target: Enemy


class AtFriend(Parameters):
    """Something that is done for a friend who is up."""

    target: Friend


class AtFallen(Parameters):
    """Something that is done for a friend who is down."""

    target: Fallen


class AtPlace(Parameters):
    """Something that is done at a place (x, z)."""

    x: Coordinate
    z: Coordinate


def reference_of(parameters: type[Parameters], field: str) -> Reference | None:
    """Whom a field names; None for a number."""
    extra = parameters.model_fields[field].json_schema_extra
    return extra.get("ref") if isinstance(extra, dict) else None  # type: ignore[return-value]
