"""SetBeside: values of a settings file that lies beside the document, such as streaming_config.toml."""

from typing import TYPE_CHECKING, Literal

from engine.document.command import Command
from engine.document.path import Namer, by_id
from engine.schema.values import Value

if TYPE_CHECKING:
    from engine.document.state.draft import Draft


UNITS = {"m": "m", "mib": "MiB", "ms": "ms", "s": "s"}
"""How the last word of a setting's name is written as a unit."""


class SetBeside(Command):
    """Change settings.

    The document holds nothing of such a file; it passes the values on to whoever looks after it, and the history and
    the journal hold them like any other change. `old` and `new` hold the same keys; both give all values in full.
    """

    kind: Literal["set_beside"] = "set_beside"
    file: str
    old: dict[str, Value]
    new: dict[str, Value]

    def edit(self, draft: "Draft") -> None:
        """Tell the new values."""
        draft.tell_beside(self.file, self.new)

    def inverse(self) -> "SetBeside":
        """Give the old values back."""
        return SetBeside(file=self.file, old=self.new, new=self.old)

    def sentence(self, names: Namer = by_id) -> str:
        """Say which settings: "Set memory to 128 MiB"."""
        told = [_told(key, value) for key, value in self.new.items()]
        return f"Set {', '.join(told)}" if told else "Change no setting"


def _told(key: str, value: Value) -> str:
    """One setting with its unit, which is the end of its name."""
    name, _, last = key.rpartition("_")
    unit = UNITS.get(last, "") if name else ""
    name = name if unit else key
    return f"{name.replace('_', ' ')} to {_words(value)} {unit}".rstrip()


def _words(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
