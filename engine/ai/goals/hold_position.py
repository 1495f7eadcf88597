"""Hold position: stand where the agent was posted when nothing else matters."""

from engine.ai.facts import POST_HELD
from engine.ai.goap.vocabulary import Goal

HOLD_POSITION = Goal("hold_position", "Stand at one's post.", wants=(POST_HELD,), weight=1.5)
