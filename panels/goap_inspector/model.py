"""The planner's reasons for the selected agent at the tick that is shown."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from editor.api import Editor, Links, Signal
from engine.ai.goap.explain import Explainer
from engine.ai.goap.explanation import Explanation

Standing = Literal["ready", "no_scene", "stopped", "preparing", "nothing_selected", "not_in_play", "no_agent"]
WATCHED = ("facts", "goal", "wanted", "action", "life", "planned_skill", "agent_profile")


@dataclass(frozen=True)
class Empty:
    """What stands in the panel when there is nothing to explain: the fact, the gain, and the action that helps."""

    title: str
    text: str
    action: str = ""
    action_id: str = ""


EMPTY: dict[Standing, Empty] = {
    "no_scene": Empty("No scene is open", "Open a project; while it plays, each agent's reasons are shown here."),
    "stopped": Empty(
        "Nothing is playing",
        "Play, and this shows what the selected agent knows, wants and decides.",
        "Play",
        "play.start",
    ),
    "preparing": Empty("Getting ready to play", "The reasons are here as soon as the first tick has run."),
    "nothing_selected": Empty(
        "No agent is selected", "Select one in the viewport or the outliner, or choose one from the list above."
    ),
    "not_in_play": Empty(
        "The selection is not in play", "Only actors have reasons. Select one, or choose one from the list above."
    ),
    "no_agent": Empty(
        "The selection does not plan",
        "It has no agent component. Select somebody who has, or choose from the list above.",
    ),
}


@dataclass(frozen=True)
class AgentName:
    """An agent of the running scene."""

    local_id: int
    entity: str
    name: str


class WhyModel:
    """Follows the selection and the running session.

    `changed` fires when the shown reasons differ, `ticked` after each frame's ticks. Reasons are worked out when they
    are asked for, so a hidden panel costs a comparison of seven numbers a frame.
    """

    changed = Signal()
    ticked = Signal()

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self._explainer: Explainer | None = None
        self._chosen: int | None = None
        self._key: tuple[object, ...] = ()
        self._explanation: Explanation | None = None
        self._links = Links(
            (editor.play.changed, self._refresh),
            (editor.play.ticked, self._tick),
            (editor.selection.changed, self._reselect),
            (editor.scene_changed, self._refresh),
        )
        self._refresh()

    def close(self) -> None:
        """Stop following the editor."""
        self._links.close()
        self._explainer = self._explanation = None

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
        return EMPTY.get(self.standing)

    @property
    def explanation(self) -> Explanation | None:
        """The reasons of the shown agent; None when `empty` says why not."""
        if self.standing != "ready":
            return None
        if self._explanation is None and self.local_id is not None:
            session = self._session
            if self._explainer is None or self._explainer.compiled is not session.compiled:
                self._explainer = Explainer(session.compiled)
            self._explanation = self._explainer.explain(session.world, self.local_id)
        return self._explanation

    @property
    def tick(self) -> int | None:
        """The session's tick."""
        return self.editor.play.tick

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
        self._refresh()

    def run(self, action_id: str) -> None:
        """Run the action that an empty state offers."""
        self.editor.actions.run(action_id)

    # --- following -----------------------------------------------------------------------------------------------

    @property
    def _session(self) -> Any:
        return self.editor.play.session

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
        columns = session.world.view
        return (id(session), row, int(columns["autopilot"][0]), *(columns[name][row].tobytes() for name in WATCHED))

    def _tick(self, _tick: int) -> None:
        key = self._belief()
        if key != self._key:
            self._key, self._explanation = key, None
            self.changed.emit()
        self.ticked.emit()

    def _reselect(self, _ids: tuple[str, ...]) -> None:
        self._chosen = None
        self._refresh()

    def _refresh(self) -> None:
        if self._session is None:
            self._chosen = self._explainer = None
        self._key, self._explanation = self._belief(), None
        self.changed.emit()
