"""Pinned decisions of the shown agent: what was expected of it, whether that still holds, and the commands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from editor.api import Command, CommandError, Editor, EditRefusedError
from engine.ai.goap.reasons.explanation import Explanation
from panels.goap_inspector.answers import Answer
from panels.goap_inspector.words import spoken, tick_text

if TYPE_CHECKING:
    from engine.ai.goap.decisions.pins import PinCheck
    from engine.schema.files import DecisionFile

MOST_FACTS = 6
"""Facts that are told before a decision is pinned; the pin keeps all of them."""


@dataclass(frozen=True)
class Pin:
    """A pinned decision: its file, what it says, and how it stands today."""

    file: str
    said: "DecisionFile"
    check: "PinCheck"

    @property
    def title(self) -> str:
        """What people call it."""
        return self.said.title or self.file.partition("/")[2]


class Pins:
    """The pins of one agent at a time; they are checked again when the document or the agent is another one."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._key: tuple[object, ...] = ()
        self._pins: tuple[Pin, ...] = ()
        self.newest = ""

    def of(self, entity: str, domain: Any, parts: Any) -> tuple[Pin, ...]:
        """The pins of an agent in the open scene and encounter, by file name, each checked with what it has today."""
        document = self._editor.document
        if document is None or not self._editor.has_scene:
            return ()
        key = (document, document.revision, self._editor.scene, self._editor.encounter, entity, domain)
        if key != self._key:
            self._pins, self._key = self._checked(entity, domain, parts), key
        return self._pins

    def why_not_named(self, title: str) -> str:
        """Why a pin can't be called so, as a sentence; "" when it can."""
        if not title.strip():
            return "Type a name."
        return "" if any(letter.isalnum() for letter in title) else "A name needs a letter or a digit."

    def name_for(self, why: Explanation) -> str:
        """A name to begin with: who does what, and for which goal: "Kael: circle for exploit stagger"."""
        from engine.ai.goap.decisions.pins import title_of

        return title_of(why)

    def told(self, why: Explanation) -> str:
        """What a pin of this explanation keeps: the belief, the goal and the plan, in words."""
        goal = spoken(why.goal) if why.goal else "no goal"
        steps = ", ".join(spoken(step.action) for step in why.plan) or "nothing"
        true = [fact.name.replace("_", " ") for fact in why.facts if fact.value]
        rest = len(true) - MOST_FACTS
        facts = ", ".join(true[:MOST_FACTS]) + (f" and {rest} more" if rest > 0 else "") if true else "nothing"
        return (
            f"{why.name} decides at {tick_text(why.tick)}:\nGoal: {goal}\nPlan: {steps}\nIt believes: {facts}\n\n"
            f"From now on it is checked that {why.name}, believing this, decides this."
        )

    def pin(self, why: Explanation, title: str, pursued: str | None = None) -> str:
        """Keep what an explanation says as a test, in the file `newest`; gives why not, "" when it was done.

        `pursued` is the goal that the agent pursued before it decided so, "" for none, None where that is not known.
        """
        from engine.ai.goap.decisions.pins import pin_of
        from engine.document.edits.decisions import pin_commands

        editor = self._editor
        assert editor.document is not None
        try:
            place = {"scene": editor.scene or "", "encounter": editor.encounter or ""}
            said = pin_of(why, **place, pursued=pursued, title=title.strip())
        except ValueError as refusal:
            return str(refusal)
        command, file = pin_commands(editor.document, said)
        refused = self._run(command)
        self.newest = "" if refused else file
        if not refused:
            text = f"{title.strip()} is pinned in {file}.toml, which Save writes; it is checked from now on."
            editor.log.add("ok", "decisions", text, why.tick, why.entity)
        return refused

    def accept(self, pin: Pin) -> str:
        """Let what is decided today be what is expected; gives why not."""
        from engine.document.edits.decisions import repin_commands

        if pin.check.decided is None:
            return pin.check.text
        assert self._editor.document is not None
        return self._run(repin_commands(self._editor.document, pin.file, pin.check.decided))

    def remove(self, pin: Pin) -> str:
        """Let a pin go; gives why not."""
        from engine.document.edits.decisions import unpin_commands

        assert self._editor.document is not None
        return self._run(unpin_commands(self._editor.document, pin.file))

    # --- inside --------------------------------------------------------------------------------------------------

    def _run(self, command: Command) -> str:
        try:
            self._editor.run(command)
        except CommandError as refusal:
            return f"{refusal.what}."
        except EditRefusedError as refusal:
            return str(refusal)
        return ""

    def _checked(self, entity: str, domain: Any, parts: Any) -> tuple[Pin, ...]:
        from engine.ai.goap.decisions.pins import check_in_scene
        from engine.document.edits.decisions import pins_in
        from engine.document.heads import head_of
        from engine.world.roster import roster_of

        editor = self._editor
        assert editor.document is not None
        found = [(node.name, cast("DecisionFile", head_of(node))) for node in pins_in(editor.document)]
        here = (editor.scene or "", editor.encounter or "", entity)
        mine = [(file, said) for file, said in found if (said.scene, said.encounter, said.entity) == here]
        if not mine:
            return ()
        roster = roster_of(editor.view, parts)
        return tuple(Pin(file, said, check_in_scene(said, roster, domain)) for file, said in mine)


def pin_answer(pin: Pin) -> Answer:
    """What a click on a pin says: that it holds, or the difference, with the ways to settle it."""
    said, check = pin.said, pin.check
    when = f"Pinned at {tick_text(said.tick)}"
    if check.holds:
        text = f"{when}: in that belief it still decides {check.expected}."
        return Answer(pin.title, text, "check-circle-fill", subject=pin.file, offers=(("Remove the pin", "unpin"),))
    found = f"found {check.found}" if check.found else "nothing could be decided"
    detail = check.text.partition(f"found {check.found}.")[2].strip() if check.found else check.text
    detail = detail[:1].upper() + detail[1:]
    text = f"{when}: expected {check.expected}; {found}. {detail}".strip()
    accept = (("Accept the new decision", "accept"),) if check.decided is not None else ()
    return Answer(pin.title, text, "warning-fill", subject=pin.file, offers=(*accept, ("Remove the pin", "unpin")))
