"""What is tuned in the running copy: numbers that it takes over at once, and afterwards the choice of what to keep."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from psygnal import Signal

from editor.core.log import LogModel
from editor.core.play.live.tuned_steps import TunedPlay, TunedSteps
from engine.document import Document, Path, SceneView, Set
from engine.play.commands import PlayCommand, Tune

if TYPE_CHECKING:
    from engine.play.past.history import History
    from engine.play.running.session import Session

NOT_PLAYING = "Nothing is playing; play first."
NOT_TAKEN = "Stop the run to edit the document."


@dataclass(frozen=True)
class TunedEdit:
    """One number that was tuned: whose, which, what the document says, what it was tuned to, and when [tick]."""

    entity: str
    name: str
    field: str
    title: str
    unit: str
    path: Path
    before: Any
    after: Any
    tick: int

    @property
    def key(self) -> tuple[str, str]:
        """Whose number it is."""
        return self.entity, self.field


class TuneSource(Protocol):
    """What tuning needs of the editor."""

    document: Document | None
    log: LogModel

    @property
    def view(self) -> SceneView:
        """The open scene."""
        ...


class PlayTunes:
    """Tunes numbers of the copy by recorded commands. `offered` fires when a run with tuned numbers was stopped."""

    offered = Signal()

    def __init__(self, play: TunedPlay, source: TuneSource) -> None:
        self._play, self._source = play, source
        self._left: dict[tuple[str, str], TunedEdit] = {}
        self._given: frozenset[tuple[int, PlayCommand]] = frozenset()
        self._touched: set[tuple[str, str]] = set()
        self._known: tuple[object, dict[tuple[str, str], str]] = (None, {})
        self.steps = TunedSteps(play, self.tune)

    # --- while it plays ------------------------------------------------------------------------------------------

    def why_not(self, entity: str, field: str) -> str:
        """Why "health.current" of an entity can't be tuned now; "" when it can."""
        session = self._play.session
        if session is None:
            return NOT_PLAYING
        if self._known[0] is not session.compiled:
            self._known = (session.compiled, {})
        known = self._known[1]
        if (entity, field) not in known:
            from engine.play.between_ticks.tuning import tunable

            try:
                tunable(session.compiled, entity, field)
                known[entity, field] = ""
            except ValueError:
                known[entity, field] = NOT_TAKEN
        return known[entity, field]

    def tune(self, entity: str, field: str, value: float) -> None:
        """Let the copy go on with another value from its next tick on."""

        def is_same(command: "PlayCommand") -> bool:
            return isinstance(command, Tune) and (command.entity, command.field) == (entity, field)

        self._play.say(Tune(entity, field, float(value)), is_same)
        self._touched.add((entity, field))

    def is_touched(self, entity: str, field: str) -> bool:
        """Whether a number was tuned since the run began; it may be what it was again."""
        return (entity, field) in self._touched

    def ahead(self, entity: str, field: str) -> float | None:
        """The value that the next tick takes over; None when that is what the last one had."""
        for command in reversed(self._play.to_be_said()):
            if isinstance(command, Tune) and (command.entity, command.field) == (entity, field):
                return command.value
        return None

    @property
    def count(self) -> int:
        """How many numbers differ from the document by tuning, in this run and those before it."""
        return len(self._all())

    def begin(self, history: "History") -> None:
        """Another run is followed; what was tuned in it already, as in a recording, is none of this run's edits."""
        self._given = frozenset(entry for entry in history.commands() if isinstance(entry[1], Tune))
        self._touched.clear()
        self.steps.clear()

    # --- afterwards ----------------------------------------------------------------------------------------------

    @property
    def left(self) -> tuple[TunedEdit, ...]:
        """What was tuned in the runs since somebody was asked last, in the order of the last change."""
        return tuple(sorted(self._left.values(), key=lambda edit: (edit.tick, edit.key)))

    def gather(self) -> None:
        """Remember what was tuned in the run that is about to end."""
        self._left = self._all()

    def offer(self) -> None:
        """The run is over: somebody may choose what to keep."""
        if self._left:
            self.offered.emit()

    def forget(self) -> None:
        """Keep nothing of what is left."""
        self._left = {}

    def commands(self, edits: "tuple[TunedEdit, ...]") -> list[Set]:
        """What gives the document the values of these edits, those that it has already left out."""
        document = self._source.document
        if document is None:
            return []
        return [
            Set(path=edit.path, old=document.value(edit.path), new=edit.after)
            for edit in edits
            if document.value(edit.path) != edit.after
        ]

    # --- inside --------------------------------------------------------------------------------------------------

    def _all(self) -> dict[tuple[str, str], TunedEdit]:
        """What is left from before, and what was tuned in the present run; what equals the document is no edit."""
        session, history = self._play.session, self._play.history
        if session is None or history is None:
            return self._left

        found = dict(self._left)
        said = [*history.commands(), *((session.tick, each) for each in self._play.to_be_said())]
        for tick, command in said:
            if not isinstance(command, Tune) or (tick, command) in self._given:
                continue
            edit = self._edit(session, command.entity, command.field, command.value, tick)
            if edit is not None:
                found[edit.key] = edit
        return {key: edit for key, edit in found.items() if not _is_same(edit.after, edit.before)}

    def _edit(self, session: "Session", entity: str, field: str, value: float, tick: int) -> TunedEdit | None:
        """What a tuned number is in the document; None for what has no place there, or was refused."""
        component, _, name = field.partition(".")
        chapters = [session.slice.compiled(k) for k in range(len(session.slice)) if session.slice.is_ready(k)]
        for scene in (session.compiled, *chapters):
            shown = scene.view.get(entity)
            if shown is None or component not in shown.components:
                continue
            spec = next((each for each in shown.components[component].fields() if each.name == name), None)
            if spec is None or not spec.is_inside(value):
                return None
            after: Any = bool(value) if spec.kind == "bool" else round(value) if spec.kind == "int" else value
            before = self._document_value(entity, component, name, getattr(shown.components[component], name))
            path = Path.entity(shown.file, entity, component, name)
            return TunedEdit(entity, shown.name, field, spec.title, spec.unit or "", path, before, after, tick)
        return None

    def _document_value(self, entity: str, component: str, name: str, compiled: Any) -> Any:
        """What the open scene says now, else what it said when the run began."""
        shown = self._source.view.get(entity)
        if shown is None or component not in shown.components:
            return compiled
        return getattr(shown.components[component], name)


def _is_same(one: Any, other: Any) -> bool:
    """Whether two numbers are the same to a copy, whose numbers have 32 bits."""
    return abs(float(one) - float(other)) <= 1e-6 * max(abs(float(one)), abs(float(other)))
