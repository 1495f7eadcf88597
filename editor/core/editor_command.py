"""The command that opens a line of a file in the user's text editor: as the settings write it, or as one is found."""

import os
import shlex
import shutil
import string
from pathlib import Path

PARTS = ("file", "line", "column")
"""What a command may hold in braces."""
_GOTO, _AT_END = ("--goto", "{file}:{line}:{column}"), ("{file}:{line}:{column}",)
ARGUMENTS = {
    "code": _GOTO,
    "code-insiders": _GOTO,
    "codium": _GOTO,
    "vscodium": _GOTO,
    "subl": _AT_END,
    "zed": _AT_END,
    "nvim-qt": ("--", "+{line}", "{file}"),
    "kate": ("--line", "{line}", "--column", "{column}", "{file}"),
    "emacs": ("+{line}:{column}", "{file}"),
    "emacsclient": ("+{line}:{column}", "{file}"),
}
"""How programs are told a place."""
USUAL = ("+{line}", "{file}")
"""How any other is: what vi began, and most understand."""
LOOKED_FOR = ("code", "codium", "subl", "nvim-qt")
NEED_TERMINAL = frozenset(
    {"vi", "vim", "nvim", "view", "nano", "pico", "micro", "hx", "helix", "kak", "joe", "mcedit", "ne", "ed", "ex"}
)
"""They open no window of their own, so nobody would see them."""


def words_of(template: str) -> list[str]:
    """The words of a command with places in braces. ValueError says what is wrong with it, in a sentence."""
    try:
        words = shlex.split(template.replace("\\", "\\\\") if os.name == "nt" else template)
        named = {name for word in words for _text, name, _spec, _conversion in string.Formatter().parse(word)}
    except ValueError as error:
        raise ValueError(
            f"This is no command: {str(error).lower()}; expected one like code --goto {{file}}:{{line}}."
        ) from error
    unknown = named - {None, *PARTS}
    if unknown:
        found = ", ".join(sorted(f"{{{name}}}" for name in unknown))
        raise ValueError(f"There is nothing to put in for {found}; expected {{file}}, {{line}} or {{column}}.")
    if "file" not in named:
        raise ValueError("The command says nowhere which file to open; expected {file} in it.")
    return words


def command_for(template: str, path: Path, line: int, column: int) -> list[str]:
    """The program and its arguments; [] where the settings name none and none is found."""
    words = words_of(template) if template else _found()
    place = {"file": str(path), "line": line, "column": column}
    return [word.format_map(place) for word in words]


def _found() -> list[str]:
    """The command of $VISUAL where that opens a window, else of the first editor that is on the machine."""
    try:
        own = shlex.split(os.environ.get("VISUAL", ""))
    except ValueError:
        own = []
    if own and _name(own[0]) not in NEED_TERMINAL and "-nw" not in own and shutil.which(own[0]):
        return [*(_literal(word) for word in own), *ARGUMENTS.get(_name(own[0]), USUAL)]
    name = next((name for name in LOOKED_FOR if shutil.which(name)), "")
    return [name, *ARGUMENTS[name]] if name else []


def _name(program: str) -> str:
    return Path(program).name.lower().removesuffix(".exe").removesuffix(".cmd")


def _literal(word: str) -> str:
    return word.replace("{", "{{").replace("}", "}}")
