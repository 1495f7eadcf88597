"""Where the program's data files lie and how it is started again: in the source tree, and frozen."""

import sys
from pathlib import Path


def program_folder() -> Path:
    """The folder that holds `resources/` and `projects/`: the bundle of a frozen program, else the source tree."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """The path of one file or folder below `resources/`.

    Raises FileNotFoundError naming the missing resource: a broken installation, never a user's mistake.
    """
    path = program_folder().joinpath("resources", *parts)
    if not path.exists():
        raise FileNotFoundError(f"resources/{'/'.join(parts)} is missing from this installation; install it again.")
    return path


def samples_folder() -> Path:
    """The folder of the projects that ship with the program and are trusted."""
    return program_folder() / "projects"


def is_sample(folder: Path) -> bool:
    """Whether a project folder is one of those that ship with the program."""
    return folder.resolve().parent == samples_folder().resolve()


def is_frozen() -> bool:
    """Whether this is the stand-alone program, which is no interpreter and has no source tree."""
    return bool(getattr(sys, "frozen", False))


def program_command() -> list[str]:
    """The command that starts this very program once more, in a process of its own; a verb follows it."""
    return [sys.executable] if is_frozen() else [sys.executable, "-m", "editor"]
