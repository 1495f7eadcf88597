"""What somebody wrote down about the game: the comments at the head of its project, scene and encounter."""

from __future__ import annotations

from engine.document import SceneView
from engine.llm.context.wish import Note
from engine.schema.toml_split import comments_of

LONGEST_NOTE = 2_000
"""Letters; the rest is left out, and dots say so."""


def notes_of(view: SceneView) -> tuple[Note, ...]:
    """A note for each of these files whose head has comments."""
    files = [view.snapshot.files.get(each) for each in ("project", view.scene_file, view.encounter_file) if each]
    found = ((node.title, _written(node.head.text(node.newline))) for node in files if node is not None)
    return tuple(Note(title, text) for title, text in found if text)


def _written(head: str) -> str:
    text = "\n".join(comment.lstrip("#").strip() for comment in comments_of(head))
    return text if len(text) <= LONGEST_NOTE else f"{text[: LONGEST_NOTE - 3]}..."
