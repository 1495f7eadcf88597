"""The planner's reasons for the selected agent, now or at a past tick."""

from collections.abc import Mapping
from typing import Any

from editor.api import Editor, Links, Signal
from engine.ai.goap.reasons.explanation import Explanation
from panels.goap_inspector.agents import AgentName, agent_count, agents_in, profile_in, row_of
from panels.goap_inspector.answers import Answer, answer
from panels.goap_inspector.deciding import next_decision
from panels.goap_inspector.numbers import Kind, Number, Numbers
from panels.goap_inspector.pins import Pin, Pins, pin_answer
from panels.goap_inspector.scores import parts_of
from panels.goap_inspector.sections import Section, pin_section, sections
from panels.goap_inspector.standing import EMPTY, FIRST_AGENT, Empty, Standing
from panels.goap_inspector.timeline import Timeline, timeline

PIN = "pin:"
TOLD_EVERY = 12
"""Ticks after which it is told anew how long an agent waits."""
WATCHED = ("facts", "goal", "wanted", "action", "life", "planned_skill", "agent_profile", "plan_since")


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
        self.is_ticking = False
        """While a tick is told of, and not what hands did."""
        self._chosen: int | None = None
        self._past: int | None = None
        self._line, self._line_of = Timeline(), (0, -1)
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
        found = sections(
            why, self.number, lambda reason: parts_of(reason, goals), frozenset(self.opened), self.goal_order
        )
        return (*found[:-1], pin_section(self.own_pins), found[-1])

    @property
    def own_pins(self) -> tuple[Pin, ...]:
        """The pinned decisions of the shown agent."""
        why, explainer = self.explanation, self.editor.play.explainer
        if why is None or explainer is None:
            return ()
        return self.pins.of(why.entity, explainer.reasoner.domain, explainer.compiled.parts)

    @property
    def goal_order(self) -> tuple[str, ...]:
        """The shown agent's goals in the order of their colours, which no changed weight mixes up: by name."""
        why = self.explanation
        if why is None:
            return ()
        return tuple(sorted(goal.name for goal in why.goals))

    @property
    def local_id(self) -> int | None:
        """The shown row: chosen in the panel, or else the primary selection's first one in play."""
        session = self._session
        if session is None:
            return None
        if self._chosen is not None and self._chosen < session.compiled.reserve:
            return self._chosen
        primary = self.editor.selection.primary
        return None if primary is None else row_of(session, primary)

    @property
    def agents(self) -> tuple[AgentName, ...]:
        """Who plans and has entered the scene, in local-id order; of a crowd the first ones and the shown one."""
        session = self._session
        if session is None:
            return ()
        found, row = agents_in(session), self.local_id
        if self.standing != "ready" or row is None or any(agent.local_id == row for agent in found):
            return found
        return (*found, AgentName(row, *session.compiled.entity_of_row[row]))

    @property
    def agent_count(self) -> int:
        """How many agents are in play."""
        return 0 if self._session is None else agent_count(self._session)

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
        before = self._line if self._line_of == (id(log), row) else None
        last = min(log.last_tick, self.now or 0)
        names = self._names("goals"), self._names("actions")
        self._line_of = (id(log), row)
        self._line = timeline(log.decisions(row), min(log.first_tick, last), last, *names, before)
        return self._line

    def look_at(self, tick: int) -> None:
        """Explain another tick, the nearest one that is known; the session's own is live again."""
        log = self._log
        if log is None:
            return
        tick = min(max(tick, log.first_tick), log.last_tick, self.now or 0)
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
        if self.asked.startswith(PIN):
            return next((pin_answer(pin) for pin in self.own_pins if pin.file == self.asked.removeprefix(PIN)), None)
        return answer(why, self.asked, self.numbers.why_not(why.entity, why.name))

    def ask(self, action: str | None) -> None:
        """Ask why an action is not done, or with "pin:FILE" how a pin stands; None lets go of the question."""
        if action != self.asked:
            self.asked = action
            self.changed.emit()

    def number(self, kind: Kind, name: str, value: float) -> Number:
        """A cost or weight of the shown agent, with what it would be by itself and why it can't be changed."""
        why = self.explanation
        word = self._parts("actions" if kind == "cost" else "goals").get(name)
        default = value if word is None else float(word.cost if kind == "cost" else word.weight)
        stated = None if why is None else self.numbers.inherited(why.entity, kind, name)
        default = default if stated is None else stated
        entity = "" if why is None else why.entity
        why_not = "" if why is None else self.numbers.why_not(entity, why.name)
        if self.is_past:
            why_not = "The past can't be changed; press Esc to come back to now."
        return Number(kind, name, value, default, why_not, entity)

    def set_number(self, number: Number, value: float) -> str:
        """Give the agent that has a number another cost or weight; gives why not, "" when done or when play is over."""
        if self._session is None:
            # A field that vanishes because play stopped leaves the document as it was.
            return ""
        return number.why_not or self.numbers.set(number.entity, number.kind, number.name, value)

    def reset_number(self, number: Number) -> str:
        """Let the agent that has a number have the one again that it has by itself; gives why not."""
        return number.why_not or self.numbers.reset(number.entity, number.kind, number.name)

    def add_action(self, action: str) -> str:
        """Let the shown agent have an action; gives why not."""
        why = self.explanation
        return "" if why is None else self.numbers.add(why.entity, action)

    def do(self, deed: str, subject: str) -> str:
        """Do what an answer offers: "add" an action, "accept" or "unpin" a pin; gives why not."""
        if deed == "add":
            return self.add_action(subject)
        pin = next((pin for pin in self.own_pins if pin.file == subject), None)
        if pin is None:
            return ""
        if deed == "unpin":
            self.asked = None
        return self.pins.accept(pin) if deed == "accept" else self.pins.remove(pin)

    def why_not_pin(self) -> str:
        """Why what is shown can't be pinned; "" when it can."""
        why = self.explanation
        if why is None:
            return "Choose an agent first."
        if self.is_ahead:
            return "It is not decided yet; let a tick pass first."
        return "" if why.goal is not None or why.goals else why.note or "It decides nothing."

    @property
    def pursued_before(self) -> str | None:
        """The goal that the shown agent pursued before it decided what is shown, "" for none; None if unknown."""
        log, row, tick = self._log, self.local_id, self.tick
        return None if log is None or row is None or tick is None else log.pursued_before(row, tick)

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
        return self.editor.play.decisions

    @property
    def _ahead(self) -> Any:
        return None if self._past is not None else self.editor.play.mind_ahead

    def _explain(self) -> Explanation | None:
        session, row = self._session, self.local_id
        assert row is not None
        if self._past is not None:
            return self._log.explain(row, self._past)
        explainer, ahead = self.editor.play.explainer, self._ahead
        assert explainer is not None
        if ahead is not None:
            profile = profile_in(self.editor, ahead, row)
            if profile is not None:
                return next_decision(explainer, session.world, row, ahead, profile)
        return explainer.explain_now(session, row)

    def _parts(self, kind: str) -> Mapping[str, Any]:
        return {} if self._session is None else getattr(self._session.compiled.parts, kind)

    def _names(self, kind: str) -> tuple[str, ...]:
        """Names by id, as the domain numbers them."""
        return tuple(entry.name for entry in getattr(self.editor.play.explainer.reasoner.domain, kind))

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
        waits = session.tick // TOLD_EVERY if "plan_since" in columns and columns["plan_since"][row] >= 0 else -1
        return (id(session), row, int(columns["autopilot"][0]), id(self._ahead), waits, *seen)

    def _tick(self, _tick: int) -> None:
        self.is_ticking = True
        try:
            key = self._belief()
            if key != self._key:
                self._key, self._explanation = key, None
                self.changed.emit()
            self.ticked.emit()
        finally:
            self.is_ticking = False

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
