"""The heads of files as typed settings; a wrong value falls back to its default and becomes a finding."""

from typing import Any, cast

from engine.document.check import MOST_TOLD, Problem, check_table
from engine.document.commands.set import Set
from engine.document.finding import Finding
from engine.document.path import Path
from engine.document.state.node import FileNode
from engine.schema.files import HEADS, FileHead
from engine.schema.values import plain


def head_of(node: FileNode) -> FileHead:
    """The settings at the head of a file."""
    return _checked(node)[0]


def head_problems(node: FileNode) -> list[Finding]:
    """What is wrong at the head of a file; the fix gives the default back."""
    problems = _checked(node)[1]
    told = [
        Finding(
            "wrong-value",
            "error",
            f"{problem.what}; expected {problem.expected}. The default is used instead.",
            Path(node.name, problem.keys),
            None,
            (Set(path=Path(node.name, problem.keys), old=_at(node.head.data, problem.keys), new=None),),
            "Use the default",
        )
        for problem in problems[:MOST_TOLD]
    ]
    if more := len(problems) - len(told):
        text = f"{more:,} more values at the head of {node.name}.toml are wrong; they are kept and not used."
        told.append(Finding("wrong-value", "error", text, Path(node.name)))
    return told


def _checked(node: FileNode) -> tuple[FileHead, list[Problem]]:
    cached = node.head.cache
    if cached is None:
        model = HEADS[node.kind]
        data: dict[str, Any] = plain(node.head.data)
        head, problems = check_table(model, data)
        if head is None:
            for problem in problems:
                _drop(data, problem.keys)
            head, _ = check_table(model, data)
        cached = node.head.cache = (head if head is not None else model(), problems)
    return cast("tuple[FileHead, list[Problem]]", cached)


def _at(data: Any, keys: tuple[str | int, ...]) -> Any:
    for key in keys:
        data = data[key]
    return plain(data)


def _drop(data: Any, keys: tuple[str | int, ...]) -> None:
    for key in keys[:-1]:
        data = data[key]
    data.pop(keys[-1], None)
