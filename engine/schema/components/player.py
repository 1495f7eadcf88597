"""Player: marks the actor that the player controls."""

from engine.schema.component import Component


class Player(Component, id="player", icon="game-controller", row=True):
    """Marks the actor that the player controls."""
