"""Compound: several commands as one; all of them happen or none."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from pydantic import BeforeValidator, SerializeAsAny

from engine.collection import collection_paused
from engine.document.command import Command, command_from_json
from engine.document.path import Namer, by_id

if TYPE_CHECKING:
    from engine.document.state.draft import Draft


def _as_command(value: Any) -> Any:
    return command_from_json(cast("dict[str, Any]", value)) if isinstance(value, dict) else value


class Compound(Command):
    """Several commands as one entry of the history."""

    kind: Literal["compound"] = "compound"
    title: str
    commands: tuple[Annotated[SerializeAsAny[Command], BeforeValidator(_as_command)], ...]

    def edit(self, draft: "Draft") -> None:
        """Make all the changes in order."""
        for command in self.commands:
            command.edit(draft)

    def inverse(self) -> "Compound":
        """Take them back, last first."""
        with collection_paused():
            return self._inverse()

    def _inverse(self) -> "Compound":
        commands = tuple([each.inverse() for each in reversed(self.commands)])
        return Compound.model_construct(title=self.title, commands=commands)

    def sentence(self, names: Namer = by_id) -> str:
        """The title, or what the only command says."""
        return self.title or ", ".join(command.sentence(names) for command in self.commands)


def joined(title: str, commands: Sequence[Command]) -> Command:
    """One command out of several; a single one stays itself."""
    return commands[0] if len(commands) == 1 else Compound(title=title, commands=tuple(commands))
