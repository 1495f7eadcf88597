"""The planner's reasons for the selected agent, now or at a past tick."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from editor.api import Editor, Links, Signal
from engine.ai.goap.explanation import Explanation
from panels.goap_inspector.answers import Answer, answer
from panels.goap_inspector.numbers import Kind, Number, Numbers
from panels.goap_inspector.pins import Pins
from panels.goap_inspector.scores import parts_of
from panels.goap_inspector.sections import Section, sections
from panels.goap_inspector.standing import EMPTY, FIRST_AGENT, Empty, Standing
from panels.goap_inspector.timeline import Timeline, timeline

WATCHED = ("facts", "goal", "wanted", "action", "life", "planned_skill", "agent_profile", "plan_since")


@dataclass(frozen=True)
class AgentName:
    """An agent of the running scene."""

    local_id: int
    entity: str
    name: str


class WhyModel:
    """Follows the selection and the running session.

    `changed` fires when the shown reasons differ, `ticked` after each frame's ticks. Reasons are worked out when they
    are asked for, so a hidden panel costs a comparison of eight numbers a frame.
    """

    changed = Signal()
    ticked = Signal()

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.numbers = Numbers(editor)
        self.pins = Pins(editor)
        self.asked: str | None = None
        self.opened: set[str] = set()
        self._chosen: int | None = None
        self._past: int | None = None
        self._key: tuple[object, ...] = ()
        self._explanation: Explanation | None = None
        self._links = Links(
            (editor.play.changed, self._refresh),
            (editor.play.ticked, self._tick),
            (editor.selection.changed, self._reselect),
            (editor.scene_changed, self._refresh),
            (editor.document_changed, self._document),
        )
        self._refresh()

    def close(self) -> None:
        """Stop following the editor."""
        self._links.close()
        self._explanation = None

    # --- what is shown -------------------------------------------------------------------------------------------

    @property
    def standing(self) -> Standing:
        """Whether there is something to explain, and otherwise what is missing."""
        if not self.editor.has_scene:
            return "no_scene"
        if self.editor.play.state == "preparing":
            return "preparing"
        if self._session is None:
            return "stopped"
        if self.local_id is None:
            return "nothing_selected" if not self.editor.selection.ids else "not_in_play"
        profile = self._session.world.view["agent_profile"][self.local_id]
        return "ready" if profile >= 0 else "no_agent"

    @property
    def empty(self) -> Empty | None:
        """What to say instead of reasons; None when there are some."""
        missing = EMPTY.get(self.standing)
        if missing is not None and missing.action_id == FIRST_AGENT and not self.agents:
            return Empty("Nobody plans here", "No entity in play has an agent component. Add one in the inspector.")
        return missing

    @property
    def explanation(self) -> Explanation | None:
        """The reasons of the shown agent at the shown tick; None when `empty` says why not."""
        if self.standing != "ready":
            return None
        if self._explanation is None:
            self._explanation = self._explain()
        return self._explanation

    @property
    def sections(self) -> tuple[Section, ...]:
        """The reasons in rows."""
        why = self.explanation
        if why is None:
            return ()
        goals = self._parts("goals")
        return sections(
            why, self.number, lambda reason: parts_of(why, reason, goals), frozenset(self.opened), self.goal_order
        )

    @property
    def goal_order(self) -> tuple[str, ...]:
        """The shown agent's goals in the order of their colours, the weightiest first."""
        why = self.explanation
        if why is None:
            return ()
        return tuple(goal.name for goal in sorted(why.goals, key=lambda goal: (-goal.weight, goal.name)))

    @property
    def local_id(self) -> int | None:
        """The shown row: chosen in the panel, or else the primary selection's first one in play."""
        session = self._session
        if session is None:
            return None
        if self._chosen is not None and self._chosen < session.compiled.reserve:
            return self._chosen
        primary = self.editor.selection.primary
        return None if primary is None else self._row_of(primary)

    @property
    def agents(self) -> tuple[AgentName, ...]:
        """Everybody in play who plans and has entered the scene, in local-id order."""
        session = self._session
        if session is None:
            return ()
        columns = session.world.view
        return tuple(
            AgentName(local_id, *session.compiled.entity_of_row[local_id])
            for local_id in np.flatnonzero((columns["agent_profile"] >= 0) & (columns["life"] != 0)).tolist()
        )

    def choose(self, agent: AgentName) -> None:
        """Show an agent; it is selected as well when it is an entity of the scene."""
        self._chosen = agent.local_id
        if self.editor.view.get(agent.entity) is not None:
            self.editor.selection.set([agent.entity])
            self._chosen = agent.local_id
        self.asked = None
        self._refresh()

    def help(self) -> str:
        """Do what the empty state offers here, and give the id of the editor's action that it offers otherwise."""
        missing = self.empty
        if missing is None or missing.action_id != FIRST_AGENT:
            return "" if missing is None else missing.action_id
        self.choose(self.agents[0])
        return ""

    # --- the tick ------------------------------------------------------------------------------------------------

    @property
    def now(self) -> int | None:
        """The session's tick."""
        return self.editor.play.tick

    @property
    def tick(self) -> int | None:
        """The tick that is explained."""
        return self.now if self._past is None else self._past

    @property
    def is_past(self) -> bool:
        """Whether another tick than the session's is explained."""
        return self._past is not None

    @property
    def is_ahead(self) -> bool:
        """Whether what the next tick would decide is shown, since a changed number waits for it."""
        return self._ahead is not None

    @property
    def timeline(self) -> Timeline:
        """What the shown agent decided, as far as it is known."""
        log, row = self._log, self.local_id
        if log is None or row is None:
            return Timeline()
        return timeline(log.decisions(row), log.first_tick, log.last_tick, self._names("goals"), self._names("actions"))

    def look_at(self, tick: int) -> None:
        """Explain another tick, the nearest one that is known; the session's own is live again."""
        log = self._log
        if log is None:
            return
        tick = min(max(tick, log.first_tick), log.last_tick)
        past = None if tick == self.now else tick
        if past != self._past:
            self._past = past
            self._refresh()

    def look_live(self) -> None:
        """Explain the session's tick again."""
        if self._past is not None:
            self._past = None
            self._refresh()

    def why_not_go(self) -> str:
        """Why the session can't be put to the shown tick; "" when it can."""
        return self.editor.play.why_not_seek(self._past) if self._past is not None else "It is there already."

    def go(self) -> str:
        """Put the session to the shown tick and explain it live there; gives why not."""
        if self._past is None:
            return ""
        refused = self.editor.play.seek(self._past)
        if not refused:
            self.look_live()
        return refused

    @property
    def statistics(self) -> Any:
        """What planning did in the session's last tick (engine.ai.planning.stats); None where it is not measured."""
        session = self._session
        if session is None or self.is_past or "plan_counts" not in session.world.view:
            return None
        from engine.ai.planning.stats import planning_stats

        return planning_stats(session.world)

    # --- questions and changes -----------------------------------------------------------------------------------

    @property
    def actions(self) -> tuple[str, ...]:
        """Every action of the project, by name."""
        return tuple(sorted(self._parts("actions")))

    @property
    def answer(self) -> Answer | None:
        """The answer to what was asked, for the shown agent and tick; None when nothing was."""
        why = self.explanation
        if why is None or self.asked is None:
            return None
        return answer(why, self.asked, self.numbers.why_not(why.entity, why.name))

    def ask(self, action: str | None) -> None:
        """Ask why an action is not done; None lets go of the question."""
        if action != self.asked:
            self.asked = action
            self.changed.emit()

    def number(self, kind: Kind, name: str, value: float) -> Number:
        """A cost or weight of the shown agent, with what the vocabulary says and why it can't be changed."""
        why = self.explanation
        word = self._parts("actions" if kind == "cost" else "goals").get(name)
        default = value if word is None else float(word.cost if kind == "cost" else word.weight)
        if self.is_past:
            return Number(kind, name, value, default, "The past can't be changed; press Esc to come back to now.")
        return Number(kind, name, value, default, "" if why is None else self.numbers.why_not(why.entity, why.name))

    def set_number(self, number: Number, value: float) -> str:
        """Give the shown agent another cost or weight; gives why not, "" when it was done."""
        why = self.explanation
        return "" if why is None else number.why_not or self.numbers.set(why.entity, number.kind, number.name, value)

    def reset_number(self, number: Number) -> str:
        """Let the shown agent have the vocabulary's number again; gives why not."""
        why = self.explanation
        return "" if why is None else number.why_not or self.numbers.reset(why.entity, number.kind, number.name)

    def add_action(self, action: str) -> str:
        """Let the shown agent have an action; gives why not."""
        why = self.explanation
        return "" if why is None else self.numbers.add(why.entity, action)

    def toggle(self, goal: str) -> None:
        """Show or hide how a goal's score is made up."""
        self.opened ^= {goal}
        self.changed.emit()

    # --- following -----------------------------------------------------------------------------------------------

    @property
    def _session(self) -> Any:
        return self.editor.play.session

    @property
    def _log(self) -> Any:
        return getattr(self.editor.play, "decisions", None)

    @property
    def _ahead(self) -> Any:
        return None if self._past is not None else getattr(self.editor.play, "mind_ahead", None)

    def _explain(self) -> Explanation | None:
        session, row = self._session, self.local_id
        assert row is not None
        explainer: Any = getattr(self.editor.play, "explainer", None)
        if explainer is None:
            from engine.ai.goap.explain import Explainer

            return Explainer(session.compiled).explain(session.world, row)
        if self._past is not None:
            return self._log.explain(row, self._past)
        ahead = self._ahead
        if ahead is not None:
            from panels.goap_inspector.deciding import next_decision

            return next_decision(explainer, session.world, row, ahead)
        return explainer.explain(session.world, row, mind=getattr(session, "mind", None))

    def _parts(self, kind: str) -> Mapping[str, Any]:
        return {} if self._session is None else getattr(self._session.compiled.parts, kind)

    def _names(self, kind: str) -> tuple[str, ...]:
        """Names by id, as the domain numbers them."""
        return tuple(entry.name for entry in getattr(self.editor.play.explainer.reasoner.domain, kind))

    def _row_of(self, entity: str) -> int | None:
        """An entity's row, or the first living one of a spawn group's."""
        compiled = self._session.compiled
        row = compiled.row_of(entity)
        if row is not None:
            return int(row)
        life = self._session.world.view["life"]
        group = [k.local_id for k in compiled.roster if k.entity.startswith(f"{entity}/")]
        living = [k for k in group if life[k] == 1]
        return (living or group or [None])[0]

    def _belief(self) -> tuple[object, ...]:
        """What the reasons rest on; while it stays the same, so do they."""
        standing = self.standing
        if standing != "ready":
            return (standing,)
        session, row = self._session, self.local_id
        if self._past is not None:
            return (id(session), row, self._past)
        columns = session.world.view
        seen = (columns[name][row].tobytes() for name in WATCHED if name in columns)
        return (id(session), row, int(columns["autopilot"][0]), id(self._ahead), *seen)

    def _tick(self, _tick: int) -> None:
        key = self._belief()
        if key != self._key:
            self._key, self._explanation = key, None
            self.changed.emit()
        self.ticked.emit()

    def _reselect(self, _ids: tuple[str, ...]) -> None:
        self._chosen = self.asked = None
        self._refresh()

    def _document(self, _changes: object) -> None:
        if self._session is not None:
            self._refresh()

    def _refresh(self) -> None:
        if self._session is None:
            self._chosen = self._past = self.asked = None
        elif self._past is not None and (self._log is None or not self._log.first_tick <= self._past < (self.now or 0)):
            self._past = None
        self._key, self._explanation = self._belief(), None
        self.changed.emit()
