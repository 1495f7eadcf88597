"""Guides: the pages that are written by hand, as files below resources/help."""

from __future__ import annotations

from collections.abc import Iterator

from editor.core.play.keys import ROLES, PlayKeys, title_of
from editor.ui.rooms.help.page import HelpPage, HelpRow, HelpSource, HelpTable
from engine.resources import resource

KIND = "Guides"
ORDER = 0
GUIDES = (
    ("first_steps", "First steps", "compass", "Author, play and tune in a few lines."),
    ("playing", "Playing Veilweaver", "game-controller", "Controls, weaving, anchors, Echo, companions, the Warden."),
    ("minds", "Why agents do what they do", "brain", "Goals, actions, costs, looking back, pinned decisions."),
    ("terrain", "Shaping the ground", "polygon", "Brushes, their keys, endless worlds, levels of detail."),
    ("keeping_work", "Nothing is lost", "clock-counter-clockwise", "History, saving, recovery, earlier versions."),
    ("merging", "Working with others", "git-merge", "Changes made outside, conflicts, two editors, git."),
    ("agents", "Working with agents", "broadcast", "Letting an agent of your own look and propose."),
    ("trust", "Code and trust", "shield-check", "What a project's own code may do, and when it runs."),
)
"""Name of the file, title, glyph and what is told in one line."""


def pages(source: HelpSource) -> Iterator[HelpPage]:
    """One page a guide, and the keys of the running game."""
    for name, title, glyph, lead in GUIDES:
        paragraphs = resource("help", f"{name}.md").read_text(encoding="utf-8").strip().split("\n\n")
        yield HelpPage(f"guide:{name}", "Guide", title, glyph, (lead, *paragraphs), words=name)
    yield playing_keys(source)


def playing_keys(source: HelpSource) -> HelpPage:
    """What the keys and mouse buttons do in the running game, as they are set now."""
    keys = PlayKeys(source.editor.settings.play_keys)
    rows = tuple(
        HelpRow(role.title, ", ".join(title_of(key) for key in keys.by_role[role.id]) or "no key", anchor=role.id)
        for role in ROLES
    )
    return HelpPage(
        "guide:playing_keys",
        "Guide",
        "Keys while playing",
        "keyboard",
        ("Click into the picture while a copy plays, and these keys are the game's; Esc gives them back.",),
        (HelpTable("Keys and buttons", rows),),
        (("run:help.play_keys", "Change them…"),),
        "controls remap",
    )
