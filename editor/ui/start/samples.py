"""The projects that ship with the program, as the start screen shows them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from engine.resources import program_folder, samples_folder


@dataclass(frozen=True)
class Sample:
    """A sample project: its folder, title, what it is for, its glyph, and the picture that ships with it."""

    folder: Path
    title: str
    text: str
    glyph: str
    picture: Path | None = None


def samples() -> list[Sample]:
    """Every sample, those with code first; one whose project.toml cannot be read is left out."""
    found: list[Sample] = []
    for file in sorted(samples_folder().glob("*/project.toml")):
        try:
            head = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError):
            continue
        has_code = (file.parent / "game").is_dir()
        text = str(head.get("description") or ("Sample with its own game code." if has_code else "A place to begin."))
        glyph = "diamond" if has_code else "cube"
        picture = program_folder() / "resources" / "samples" / f"{file.parent.name}.png"
        shown = picture if picture.is_file() else None
        found.append(Sample(file.parent, str(head.get("title", file.parent.name)), text, glyph, shown))
    return sorted(found, key=lambda sample: (sample.glyph != "diamond", sample.title))
