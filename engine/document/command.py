"""Commands: changes as data. A command knows its inverse and its sentence, and nothing about windows."""

import json
from typing import TYPE_CHECKING, Any, ClassVar, cast

from pydantic import BaseModel, ConfigDict

from engine.collection import collection_paused
from engine.document.path import Namer, by_id

if TYPE_CHECKING:
    from engine.document.state.draft import Draft


class Command(BaseModel):
    """Base of all commands; `kind` tells them apart in JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")
    registry: ClassVar[dict[str, type["Command"]]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Enter the command under its kind, so that JSON finds it."""
        cls.registry[cls.model_fields["kind"].default] = cls

    def edit(self, draft: "Draft") -> None:
        """Make the change on a draft of the next state.

        Raises:
            CommandError: The command doesn't fit.
        """
        raise TypeError(f"{type(self).__name__} says not what it changes")

    def inverse(self) -> "Command":
        """The command that takes this one back."""
        raise TypeError(f"{type(self).__name__} has no inverse")

    def sentence(self, names: Namer = by_id) -> str:
        """What the history shows, with everybody called by these names: "Set Kael's health to 140 hp"."""
        return (type(self).__doc__ or "").split("\n", 1)[0]

    def to_json(self) -> str:
        """The command as JSON on one line."""
        return self.model_dump_json()


def command_from_json(data: str | bytes | dict[str, Any]) -> Command:
    """The command that `to_json` wrote, or that a parsed JSON object describes.

    Raises:
        ValueError: It is none; says what was expected.
    """
    try:
        return _command(data if isinstance(data, dict) else json.loads(data))
    except RecursionError as error:
        raise ValueError("the command is nested too deeply") from error


def _command(parsed: Any) -> Command:
    if not isinstance(parsed, dict):
        raise ValueError("a command is a JSON object with a `kind`")
    fields = cast("dict[str, Any]", parsed)
    kind = fields.get("kind")
    known = Command.registry
    if not isinstance(kind, str) or kind not in known:
        raise ValueError(f"no command is called {kind!r}; expected one of {', '.join(sorted(known))}")
    with collection_paused():
        return known[kind].model_validate(fields)
