"""Where a project's code declares a part of its vocabulary: for findings about code, which no command repairs."""

import re
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType


def code_place(modules: Iterable[ModuleType], folder: Path, kind: str, name: str) -> str:
    """`game/actions/wave.py, line 9` for `Action("wave", ...)`; empty when none of the modules writes it so."""
    declared = re.compile(rf"\b{kind}\(\s*(?:name\s*=\s*)?[\"']{re.escape(name)}[\"']")
    for module in modules:
        file = getattr(module, "__file__", None)
        if file is None:
            continue
        try:
            text = Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        found = declared.search(text)
        if found:
            path = Path(file).resolve()
            root = folder.resolve()
            told = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
            return f"{told}, line {text.count(chr(10), 0, found.start()) + 1}"
    return ""
