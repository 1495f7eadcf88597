"""Tools: let agents of other programs look and propose, and cut them off."""

from editor.core.actions.registry import Action
from editor.ui.shell.shell import Shell


def actions(window: Shell) -> list[Action]:
    """The actions of agent access."""
    return [
        Action(
            "tools.agent_access", "Agent access…", window.agents.open_dialog, "", "has_project",
            "broadcast", "Tools/0",
            description="Let an agent of your own, such as Claude Code, look at the project and propose changes to it.",
            words="mcp model context protocol claude codex llm server assistant connect",
        ),
        Action(
            "tools.cut_agents_off", "Cut agents off", window.agents.cut_off, "", "agents_on",
            "scissors", "Tools/0",
            description="Close every connection of agents and void their token; what they proposed stays.",
            words="mcp disconnect stop access revoke token",
        ),
    ]  # fmt: skip
