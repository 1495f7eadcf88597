"""The underlined letters by which menus are reached with Alt, made from the titles: every language has its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu


def with_mnemonics(titles: Sequence[str]) -> list[str]:
    """The titles with an "&" before one letter each: the first that no title above has, none where all are taken.

    Letters that begin a word come first. An "&" that is a part of a title is written "&&" in it.
    """
    taken: set[str] = set()
    found: list[str] = []
    for title in titles:
        at = next((place for place in _places(title) if title[place].lower() not in taken), -1)
        if at >= 0:
            taken.add(title[at].lower())
        found.append(f"{title[:at]}&{title[at:]}" if at >= 0 else title)
    return found


def underline(menu: QMenu) -> None:
    """Give the lines of a menu, and those of the menus in it, their letters."""
    lines = [action for action in menu.actions() if action.text()]
    for action, text in zip(lines, with_mnemonics([action.text() for action in lines]), strict=True):
        inner = action.menu()
        if isinstance(inner, QMenu):
            underline(inner)
        action.setText(text)


def _places(title: str) -> list[int]:
    """Where a title has letters that could be underlined, those that begin a word first; its keys are no part of it."""
    shown = title.partition("\t")[0]
    letters = [place for place, letter in enumerate(shown) if letter.isalnum()]
    begins = [place for place in letters if place == 0 or shown[place - 1] == " "]
    return [*begins, *(place for place in letters if place not in begins)]
