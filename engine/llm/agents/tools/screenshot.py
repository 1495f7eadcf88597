"""screenshot: the viewport's picture of the scene, with the ghosts of a proposal in it."""

from __future__ import annotations

from pydantic import Field

from engine.llm.agents.call import Call
from engine.llm.agents.desk import Desk, Shot
from engine.llm.agents.reply import Reply, answered, refuse, refused
from engine.llm.agents.tool import AgentTool, Arguments, Told

MEND = "Nothing was drawn. Call revise with the mended hunks first."


class Asked(Arguments):
    """What is in the picture."""

    proposal: str = Field(default="", max_length=80, description="Show what this proposal adds and changes.")
    hunks: list[str] = Field(
        default=[], max_length=24, description="Of it these hunks and what they need; all by default."
    )
    x: float | None = Field(
        default=None, ge=-1e5, le=1e5, description="Middle of the picture [m]; the scene's by default."
    )
    z: float | None = Field(default=None, ge=-1e5, le=1e5)
    radius: float = Field(default=20.0, ge=2, le=500, description="How much around it is seen [m].")
    width: int = Field(default=960, ge=160, le=1280)
    height: int = Field(default=540, ge=120, le=960)


class Drawn(Told):
    """What the picture shows."""

    added: list[str] = Field(description="Ids of entities that are ghosts: the proposal adds them.")
    changed: list[str] = Field(description="Ids of entities that the proposal changes.")
    width: int
    height: int


def _run(desk: Desk, asked: Asked, call: Call) -> Reply:
    if (asked.x is None) != (asked.z is None):
        missing = "z" if asked.z is None else "x"
        raise refuse("both of a place", "a place is x and z", field=missing, expected="a number [m]")
    scope, state = desk.scope(asked.encounter), desk.state
    added = changed = frozenset[str]()
    if asked.proposal:
        kept = desk.sent.read(asked.proposal)
        checked = desk.checked(kept.proposal, kept.scope, desk.chosen(kept, asked.hunks))
        if checked.errors:
            return refused(checked.errors, after=MEND, proposal=kept.id)
        scope, state = kept.scope, checked.compiled.after
        added, changed = desk.ghosts(checked)
    view = scope.view(state)
    png = desk.shot(Shot(view, asked.x, asked.z, asked.radius, asked.width, asked.height, added, changed))
    told = Drawn(added=sorted(added), changed=sorted(changed), width=asked.width, height=asked.height)
    return answered(told, png=png)


SCREENSHOT = AgentTool(
    "screenshot",
    "Picture of the scene",
    "The viewport's picture of the scene with its encounter. With a proposal, what it adds stands in it as ghosts "
    "with a ring, and what it changes has a ring.",
    Asked,
    Drawn,
    _run,
    needs_picture=True,
)
