"""A running scene of two agents and a stone for the panel: real selection, columns and planner, no window."""

from types import SimpleNamespace
from typing import Any

from editor.api import Editor
from engine.ai.goap.decisions.history import DecisionLog
from engine.ai.planning.planning import planning
from engine.ai.planning.reaction import reaction
from engine.schema.components.agent import Agent
from tests.engine.ai.worlds import SEEN, believe, played, tick

FIGHTER = Agent(actions=["approach", "strike", "flee", "shoot"], goals=["fight=2.0", "survive=2.5"])


class Stage(Editor):
    """An editor whose play is at hand: `begin` plays, `think` lets a tick pass with row 0 believing these facts."""

    def __init__(self, agents: dict[str, Agent | None] | None = None) -> None:
        super().__init__()
        self.agents = agents or {"kael": FIGHTER, "lyra": FIGHTER, "stone": None}

    @property
    def has_scene(self) -> bool:
        return bool(self.agents)

    @property
    def view(self) -> Any:
        return SimpleNamespace(get=self._entity)

    def _entity(self, name: str) -> Any:
        if name not in self.agents:
            return None
        agent = self.agents[name]
        return SimpleNamespace(id=name, components={} if agent is None else {"agent": agent})

    def begin(self) -> None:
        compiled, world = played(self.agents)
        compiled.reserve = len(self.agents)
        compiled.row_of = {name: row for row, name in enumerate(self.agents)}.get
        self.play.session = SimpleNamespace(
            compiled=compiled, world=world, mind=compiled.mind, tick=0, listeners=[], chapters=()
        )
        self.play.decisions = DecisionLog(self.play.session)
        self.play.state = "playing"
        self.play.changed.emit()

    def think(self, *facts: Any, row: int = 0, ticks: int = 12) -> None:
        session = self.play.session
        believe(session.world, *(facts or (SEEN,)), row=row)
        for _ in range(ticks):
            tick(session.world, [planning, reaction], 1)
            session.tick += 1
            self.play.decisions.stepped(session, ())
        self.play.ticked.emit(session.tick)

    def end(self) -> None:
        self.play.session = self.play.decisions = None
        self.play.state = "stopped"
        self.play.changed.emit()
