"""Take cover: put a barricade between oneself and an enemy that comes."""

from engine.ai.goap.vocabulary import Goal

from ..facts import COVER_MISSING, COVER_TAKEN

TAKE_COVER = Goal(
    "take_cover", "Put a barricade in an enemy's way.", wants=(COVER_TAKEN,), condition=(COVER_MISSING,), weight=2.2
)
