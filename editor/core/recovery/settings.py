"""Settings beside the document after a crash: what the recovered history says of them counts again."""

from collections.abc import Iterator, Sequence

from engine.document import Command, Compound, SetBeside
from engine.schema.values import Value

Given = dict[tuple[str, str], Value]


def given_since(commands: Sequence[Command], saved: int, index: int) -> Given:
    """What the history gives by file and key, with `index` of its commands applied and `saved` of them in the files."""
    found: Given = {}
    if index >= saved:
        for command in commands[saved:index]:
            for each in _settings(command):
                found.update(((each.file, key), value) for key, value in each.new.items())
    else:
        for command in reversed(commands[index:saved]):
            for each in reversed(list(_settings(command))):
                found.update(((each.file, key), value) for key, value in each.old.items())
    return found


def _settings(command: Command) -> Iterator[SetBeside]:
    if isinstance(command, SetBeside):
        yield command
    elif isinstance(command, Compound):
        for each in command.commands:
            yield from _settings(each)
