"""Pinned decisions of the shown agent: what was expected of it, and whether that still holds."""

from editor.api import Editor


class Pins:
    """The pins of the open project."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
