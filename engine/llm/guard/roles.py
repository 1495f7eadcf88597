"""Roles: who asks, whose agents it may move, and which tools it is given. What no role names is denied."""

from dataclasses import dataclass, field

from engine.llm.guard.tool import Tool
from engine.world.ids import HOSTILE, PARTY


@dataclass(frozen=True)
class Role:
    """What somebody may ask for. It is given by the program that asks, never by anything that is read.

    `sides` are teams of `engine.world.ids` whose agents it may move; `capabilities` those of the tools that it is
    given, by the actions' own words. `allow` names the only tools where it is not None; `deny` has the last word.
    """

    name: str
    sides: frozenset[int] = frozenset()
    capabilities: frozenset[str] = frozenset()
    allow: frozenset[str] | None = None
    deny: frozenset[str] = field(default_factory=frozenset[str])

    def why_not(self, tool: Tool) -> str:
        """The rule by which the role is not given a tool; "" when it is."""
        if tool.name in self.deny:
            return "deny list"
        if self.allow is not None and tool.name not in self.allow:
            return "allow list"
        return ""


COMPANION = Role("companion", frozenset({PARTY}), frozenset({"move", "combat", "support", "weave"}))
"""Plans for the party's agents."""
DIRECTOR = Role(
    "director", frozenset({HOSTILE}), frozenset({"move", "combat", "support", "weave"}), deny=frozenset({"flee"})
)
"""Plans for whom the party fights."""
SCOUT = Role("scout", frozenset({PARTY}), frozenset({"move"}), allow=frozenset({"move_to", "scan", "regroup", "wait"}))
"""Walks about and looks, and fights nobody."""
OBSERVER = Role("observer")
"""Reads, and moves nobody."""
