"""A folder as people write it."""

from pathlib import Path


def short_place(folder: Path | str) -> str:
    """The path, with ~ for the user's own folder: two projects of one title are told apart by where they lie."""
    path, home = Path(folder), Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
