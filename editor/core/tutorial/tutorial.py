"""Leads through the steps: watches what is done, says what a wrong turn needs, and remembers how far one has come."""

from typing import TYPE_CHECKING, Any

from psygnal import Signal

from editor.core.links import Links
from editor.core.tutorial.progress import Passed, Progress, ProgressFile
from editor.core.tutorial.sight import Sight
from editor.core.tutorial.step import Step, with_keys
from editor.core.tutorial.steps import CLOSING, STEPS, step_of

if TYPE_CHECKING:
    from editor.core.editor import Editor


class Tutorial:
    """The tutorial of one editor; `changed` fires when another step, hint or state is to be shown.

    It changes nothing but its own file, and holds nobody up: every step can be passed over.
    """

    changed = Signal()

    def __init__(self, editor: "Editor", file: ProgressFile | None = None) -> None:
        self.editor = editor
        self._file = file or ProgressFile()
        self.progress = self._file.read()
        self._sight = Sight(editor)
        self._was_done = False
        self._told: tuple[object, ...] = ()
        play = editor.play
        self._links = Links(
            *(
                (signal, self.look)
                for signal in (
                    editor.undo.changed, editor.gestures.changed, editor.selection.changed,
                    editor.tools.changed, editor.findings.changed, editor.scene_changed, editor.actions.changed,
                    play.changed, play.ended, editor.trials.changed,
                )
            ),
            (editor.opened, self.look),
        )  # fmt: skip
        self._was_done = self.is_on and self._is_done()
        self.look()

    def close(self) -> None:
        """Follow the editor no longer."""
        self._links.close()
        self.changed.disconnect()  # pyright: ignore[reportUnknownMemberType]

    # -- where we are ---------------------------------------------------------------------------------------------

    @property
    def is_begun(self) -> bool:
        """Whether it was ever begun, here or in another project."""
        return bool(self.progress.project)

    @property
    def is_here(self) -> bool:
        """Whether it is about the open project."""
        document = self.editor.document
        return document is not None and self.progress.is_of(document.folder)

    @property
    def is_on(self) -> bool:
        """Whether a step waits to be done in the open project."""
        return self.is_here and not self.progress.is_finished

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return step_of(self.progress.step) or STEPS[0]

    @property
    def number(self) -> int:
        """The step's number, from 1."""
        return STEPS.index(self.step) + 1

    @property
    def count(self) -> int:
        """How many steps there are."""
        return len(STEPS)

    @property
    def text(self) -> str:
        """What to do, with the keys in force."""
        return with_keys(self.step.text, self.editor.actions)

    @property
    def closing(self) -> tuple[str, ...]:
        """What is said at the end."""
        return tuple(with_keys(text, self.editor.actions) for text in CLOSING)

    @property
    def is_step_done(self) -> bool:
        """Whether what the step asks is so now; it may have been so before one came back to it."""
        return self.is_on and self._is_done()

    @property
    def passed_before(self) -> str:
        """The title of the step that was passed last, by doing what it asks; empty at first and after a skip."""
        before = STEPS[self.number - 2] if self.number > 1 else None
        return before.title if before is not None and self.progress.passed.get(before.id) == "done" else ""

    @property
    def target(self) -> str:
        """The control that the step is about."""
        return self.step.target(self._sight)

    @property
    def hint(self) -> str:
        """What a wrong turn needs; empty on the way."""
        if not self.is_on or self._is_done():
            return ""
        step, sight = self.step, self._sight
        if not self.editor.has_scene or self.editor.encounter is None:
            return self._keys("Open the scene with its encounter: File, Open a scene.")
        if sight.is_playing and not step.plays:
            return self._keys("A copy is playing. <play.stop> stops it, and the scene can be edited again.")
        missing = [id_ for id_ in step.needs if not self._holds(id_)]
        if missing and step.gone:
            return self._keys(f"{step.gone} is no longer there. <edit.undo> brings back what was taken away.")
        return self._keys(step.hint(sight, self.progress.memory))

    # -- what the user does -----------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin in the open project; one that was begun elsewhere is given up. Nothing happens without a project."""
        document = self.editor.document
        if document is None:
            return
        self.progress = Progress(project=str(document.folder.resolve()), is_shown=True)
        self._enter(STEPS[0], came_back=False)

    def show(self, is_shown: bool) -> None:
        """Remember whether the card is open, for the next start."""
        if self.progress.is_shown != is_shown:
            self.progress.is_shown = is_shown
            self._file.write(self.progress)

    def next(self) -> None:
        """Go on, whether the step is done or not."""
        if self.is_on:
            self._pass("done" if self._is_done() else "skipped")

    def back(self) -> None:
        """Go to the step before; after the end, to the last one."""
        if self.is_here and self.progress.is_finished:
            self.progress.is_finished = False
            self._enter(STEPS[-1], came_back=True)
        elif self.is_on and self.number > 1:
            self._enter(STEPS[self.number - 2], came_back=True)

    @property
    def why_not_back(self) -> str:
        """Why there is no step before; empty when there is."""
        return "" if self.number > 1 else "This is the first step."

    # -- watching ---------------------------------------------------------------------------------------------------

    def look(self, *_values: object) -> None:
        """See whether the step is done, and go on to the next that is not; what is still in the hands counts later."""
        while self.is_on and self.editor.gestures.current is None:
            is_done = self._is_done()
            if not is_done:
                self._was_done = False
            if not is_done or self._was_done:
                break
            self._pass("done")
        self._tell()

    def _is_done(self) -> bool:
        return self.editor.has_scene and self.step.done(self._sight, self.progress.memory)

    def _holds(self, id_: str) -> bool:
        step = step_of(id_)
        return step is None or step.done(self._sight, {})

    def _pass(self, how: Passed) -> None:
        self.progress.passed[self.step.id] = how
        if self.number == self.count:
            self.progress.is_finished = True
            self._file.write(self.progress)
            self._tell()
        else:
            self._enter(STEPS[self.number], came_back=False)

    def _enter(self, step: Step, *, came_back: bool) -> None:
        self.progress.step = step.id
        self.progress.memory = step.begin(self._sight)
        self._was_done = came_back and self._is_done()
        self._file.write(self.progress)
        self.look()

    def _keys(self, text: str) -> str:
        return with_keys(text, self.editor.actions)

    def _tell(self) -> None:
        told: tuple[Any, ...] = (
            self.is_here, self.progress.is_finished, self.progress.step, self.text, self.hint, self.is_step_done,
            self.editor.document is None,
        )  # fmt: skip
        if told != self._told:
            self._told = told
            self.changed.emit()
