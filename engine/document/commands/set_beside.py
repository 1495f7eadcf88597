"""SetBeside: values of a settings file that lies beside the document, such as streaming_config.toml."""

from typing import TYPE_CHECKING, Literal

from engine.document.command import Command
from engine.schema.values import Value

if TYPE_CHECKING:
    from engine.document.state.draft import Draft


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

    def sentence(self) -> str:
        """Say which settings: "Set memory to 128"."""
        told = [f"{key.replace('_', ' ')} to {_words(value)}" for key, value in self.new.items()]
        return f"Set {', '.join(told)}" if told else "Change no setting"


def _words(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
