"""A plan: the calls of an answer, as they were read and found to be well formed."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from engine.llm.guard.parameters import AtPlace, Parameters
from engine.llm.guard.tool import Tool
from engine.play.orders import Order
from engine.world.ids import TICKS_PER_SECOND

MOST_CALLS = 16
LONGEST_VERSION = 64


class CallBody(BaseModel):
    """One call as it is written."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    tool: str = Field(min_length=1, max_length=64)
    arguments: dict[str, Any]


class PlanBody(BaseModel):
    """A whole answer as it is written: the version of the world that it is for, and the calls in their order."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    world: str = Field(min_length=1, max_length=LONGEST_VERSION)
    calls: list[CallBody] = Field(min_length=1, max_length=MOST_CALLS)


@dataclass(frozen=True)
class Call:
    """A call whose arguments are of the right types and within their ranges; `place` is its number from 0."""

    place: int
    tool: Tool
    arguments: Parameters

    @property
    def target(self) -> str:
        """Entity id of whom it is done to; "" for nobody."""
        return str(getattr(self.arguments, "target", ""))

    def order(self) -> Order:
        """What the actor is told."""
        place = (self.arguments.x, self.arguments.z) if isinstance(self.arguments, AtPlace) else None
        ticks = max(1, round(self.arguments.seconds * TICKS_PER_SECOND))
        return Order(self.arguments.actor, self.tool.action.name if self.tool.action else "", ticks, self.target, place)


@dataclass(frozen=True)
class Plan:
    """The calls, and the version of the world that they were written for."""

    world: str
    calls: tuple[Call, ...]
