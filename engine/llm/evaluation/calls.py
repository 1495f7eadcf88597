"""Calls as scenarios write them."""

from engine.llm.evaluation.field import Place
from engine.llm.evaluation.scenario import Said


def go(actor: str, place: Place, seconds: float) -> Said:
    """Walk to a place."""
    where = {"x": round(place[0], 2), "z": round(place[1], 2)}
    return "move_to", {"actor": actor, "seconds": round(min(seconds, 10.0), 2), **where}


def do(tool: str, actor: str, seconds: float, target: str = "") -> Said:
    """Any other tool, at somebody where it needs one."""
    return tool, {"actor": actor, "seconds": seconds} | ({"target": target} if target else {})


def wait(actor: str, seconds: float) -> Said:
    """Stand still."""
    return do("wait", actor, seconds)
