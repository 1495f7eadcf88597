"""Lists of names as commands: one that is inherited is stated in full at its first change, and told by what changed."""

from collections.abc import Sequence

from engine.document.command import Command
from engine.document.commands import Compound, Set
from engine.document.path import Namer, Path, by_id
from engine.document.wording import list_change_words
from engine.schema.values import Value


def set_list(path: Path, stated: Value, held: Sequence[str], new: Sequence[str], names: Namer = by_id) -> Command:
    """The command that gives a list of names another value.

    Args:
        path: Where the list stands.
        stated: What the file says there; None where the prefab's list counts.
        held: The list in force, whoever states it.
        new: The list to state.
        names: What its owner is called.
    """
    command = Set(path=path, old=stated, new=list(new))
    spec = path.field
    if stated is not None or spec is None or spec.kind != "refs":
        return command
    # The command alone knows nothing of the list that was inherited: it could only read out the new one.
    title = list_change_words(names(path.file, path.entity_id), spec, held, new)
    return Compound(title=title, commands=(command,))
