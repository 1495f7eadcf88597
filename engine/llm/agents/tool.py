"""A tool for agents: its name, what it takes, what it answers, and who serves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from engine.llm.agents.call import Call
from engine.llm.agents.reply import Reply

if TYPE_CHECKING:
    from engine.llm.agents.desk import Desk


class Arguments(BaseModel):
    """What every tool takes. Nothing beside its fields is taken, and nothing is converted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    encounter: str = Field(
        default="",
        max_length=80,
        description="Encounter that it is about, by its short name; by default the one that is open in the editor, or "
        "the project's main one.",
    )


class Told(BaseModel):
    """What a tool answers."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class AgentTool:
    """A tool. It is served in a worker thread and may read what the desk gives it.

    `keeps` tells whether it keeps a proposal or a report; no tool changes the project. `is_long` is one that takes
    seconds and can be given up on the way.
    """

    name: str
    title: str
    doc: str
    arguments: type[Arguments]
    answer: type[Told]
    run: Callable[[Desk, Any, Call], Reply]
    keeps: bool = False
    is_long: bool = False
    needs_picture: bool = False

    def input_schema(self) -> dict[str, Any]:
        """JSON schema of its arguments."""
        return self.arguments.model_json_schema()

    def output_schema(self) -> dict[str, Any]:
        """JSON schema of what it answers."""
        return self.answer.model_json_schema()
