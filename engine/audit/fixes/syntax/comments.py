"""Comments that an edit would take away with the code around them: they are kept ahead of what is written instead."""

from collections.abc import Iterable

from engine.audit.fixes.edit import Edit
from engine.audit.fixes.syntax.source import RustSource, nodes_of

COMMENTS = frozenset({"line_comment", "block_comment"})


def keeping_comments(source: RustSource, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits, each with the comments of what it replaces, but for those that it writes itself."""
    return tuple(_keeping(source, each) for each in edits)


def _keeping(source: RustSource, edit: Edit) -> Edit:
    around = source.root.descendant_for_byte_range(edit.start, edit.end) if edit.start < edit.end else None
    if around is None:
        return edit
    kept = b""
    for node in nodes_of(around):
        if node.type in COMMENTS and edit.start <= node.start_byte and node.end_byte <= edit.end:
            words = source.text[node.start_byte : node.end_byte].rstrip()
            if words not in edit.new:
                kept += words + (b"\n" if node.type == "line_comment" else b" ")
    return Edit(edit.start, edit.end, kept + edit.new)
