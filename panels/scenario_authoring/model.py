"""The panel without a window: the six steps, each with how it stands, and what can be done in it."""

from functools import partial
from typing import TYPE_CHECKING, Any

from editor.api import Editor, Links, Signal, open_seed
from panels.scenario_authoring.looked import Looked, State, looked_of
from panels.scenario_authoring.words import counted, quoted

if TYPE_CHECKING:
    from engine.llm.context.prompts import Prompt
    from engine.llm.proposals.kept import KeptProposal

STEPS = ("Wish", "Answer", "Check", "Review", "Playtest", "Accept")


class AuthoringModel:
    """Follows the editor's proposals; `changed` fires when there is something else to be seen.

    `opened` tells of a run whether it was opened: "", or why it could not be.
    """

    changed = Signal()
    opened = Signal(str)
    turned = Signal()
    """A kept proposal came under review."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.proposals = editor.proposals
        self.compared: tuple[str, ...] = ()
        """Ids of at most two kept proposals that are laid side by side."""
        self._opening: Any = None
        self._has_looked = False
        self._told = ""
        self._links = Links(
            (editor.proposals.changed, self._changed),
            (editor.agents.inbox.arrived, self._changed),
            (editor.opened, self._reopened),
            (editor.scene_changed, self._changed),
            (editor.selection.changed, self._changed),
            (editor.jobs.changed, self._progressed),
        )
        self._reopened()

    def close(self) -> None:
        """Stop following the editor."""
        self._links.close()
        self.changed.disconnect()
        self.opened.disconnect()
        self.turned.disconnect()

    # --- what is shown -------------------------------------------------------------------------------------------

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to propose changes of."""
        return self.proposals.asked is None and self.proposals.review.kept is None

    @property
    def waiting(self) -> "tuple[KeptProposal, ...]":
        """Proposals of agents that nobody has looked at yet, the oldest first."""
        return tuple(self.editor.agents.inbox.waiting.values())

    @property
    def who(self) -> tuple[str, str]:
        """Who is asked, in a word or two, and what that means."""
        about = self.proposals.about
        if about is None:
            return "Nobody", self.proposals.why_not_ask() or "Settings > Assistant names nobody."
        if about.is_offline:
            return (
                about.name,
                "No language model is asked, and nothing leaves this computer: it answers from templates.",
            )
        where = "on this computer" if about.is_local else f"at {about.address}"
        return f"{about.model}", f"{about.name}, {where}. What goes along with the wish is sent there."

    @property
    def context(self) -> str:
        """What goes along with the wish."""
        asked = self.proposals.asked
        if asked is None:
            return ""
        names = [self._name(each) for each in asked.selection]
        chosen = "nothing is selected" if not names else f"{', '.join(names[:3])}{', …' if len(names) > 3 else ''}"
        if not self.proposals.takes_selection:
            chosen = "without the selection"
        return f"About {self.place_title(asked.scene, asked.encounter)}; {chosen}."

    def place_title(self, scene: str, encounter: str | None) -> str:
        """The titles of a scene and its encounter; one where both are called so, a name where the file is gone."""
        document, titles = self.editor.document, list[str]()
        for folder, name in (("encounters", encounter), ("scenes", scene)):
            if name:
                node = document.files.get(f"{folder}/{name}") if document is not None else None
                titles.append(node.title if node is not None else name)
        return ", ".join(dict.fromkeys(titles))

    @property
    def cost(self) -> str:
        """What the question would take, before it is sent; estimates are said to be such."""
        proposals, about = self.proposals, self.proposals.about
        if proposals.preview_error:
            return proposals.preview_error
        if proposals.preview is None:
            return "What it takes is reckoned while you write." if not proposals.wish.strip() else "Reckoning tokens…"
        told = proposals.preview.sentence()
        if about is not None and about.is_offline:
            told = (
                f"About {proposals.preview.question.input_tokens:,} tokens of context (an estimate); "
                "the planner costs nothing."
            )
        return f"{told} {proposals.left_out}".strip()

    @property
    def library(self) -> "tuple[Prompt, ...]":
        """Sentences to begin with."""
        from engine.llm.context.prompts import library

        return library()

    def state_of(self, step: int) -> State:
        """How a step stands, from 0."""
        proposals, review = self.proposals, self.proposals.review
        has_proposal = review.kept is not None
        match step:
            case 0:
                return "done" if has_proposal or proposals.standing not in ("none", "failed") else "now"
            case 1:
                if proposals.standing in ("failed", "cancelled"):
                    return "wrong"
                return "now" if proposals.is_asking else "done" if has_proposal else "ahead"
            case 2:
                if not has_proposal:
                    return "now" if self.looked else "ahead"
                if not review.hunks:
                    return "void"
                return "now" if review.is_checking else "wrong" if self._has_errors else "done"
            case 3:
                return "now" if has_proposal else "ahead"
            case 4:
                if has_proposal and not review.hunks:
                    return "void"
                playtests = proposals.playtests
                if playtests.is_running:
                    return "now"
                if playtests.error:
                    return "wrong"
                return "done" if playtests.played is not None and not playtests.is_stale else "ahead"
            case _:
                is_ready = has_proposal and not proposals.why_not_accept()
                return "now" if is_ready else "ahead"

    @property
    def answer(self) -> str:
        """What has come of the present answer."""
        conversation = self.proposals.conversation
        return conversation.text if conversation is not None else ""

    @property
    def glimpsed(self) -> str:
        """The same as it reads: title, summary, and each part so far with its reason; as it came where it is none."""
        from engine.llm.proposals.glimpse import glimpse

        text = self.answer
        seen = glimpse(text)
        parts = [
            f"\N{BULLET} {each.id}: {each.why} ({counted(each.operations, 'change')})" for each in seen.hunks if each.id
        ]
        lines = [each for each in (seen.title, seen.summary, seen.cannot, *parts) if each]
        return "\n".join(lines) or text

    @property
    def answer_told(self) -> str:
        """How the answer stands, in a sentence."""
        proposals, conversation = self.proposals, self.proposals.conversation
        match proposals.standing:
            case "preparing":
                return "The question is being put together."
            case "asking" if conversation is not None:
                told = (
                    "The first answer comes" if not conversation.round else f"Mended answer {conversation.round} comes"
                )
                return f"{told}: {len(conversation.text):,} letters."
            case "failed":
                return proposals.error
            case "cancelled":
                return "Cancelled; nothing was changed."
            case "answered" if conversation is not None and conversation.drafted is not None:
                used = conversation.drafted.usage
                tokens = "n/a" if used.tokens is None else f"{used.tokens:,}"
                cost = "n/a" if used.cost is None else f"${used.cost:.4f}" if used.cost else "$0"
                about = conversation.about
                who = about.name if about.is_offline else conversation.drafted.model
                told = f"{who} answered; {tokens} tokens, {cost}."
                return f"{told} {conversation.drafted.broken}".strip()
            case _:
                kept = proposals.review.kept
                if kept is None:
                    return ""
                who = f"Sent by {kept.agent}, an agent from outside."
                if not kept.agent:
                    who = f"Opened from the kept ones; answered by {kept.model or kept.client}."
                # What stands in the field may be another wish.
                return f"{who} Wished for: {quoted(kept.prompt)}" if kept.prompt else who

    @property
    def looked(self) -> tuple[Looked, ...]:
        """Every answer that was looked at, and the check against the project as it is now."""
        conversation, review = self.proposals.conversation, self.proposals.review
        found: list[Looked] = []
        for done in conversation.rounds if conversation is not None else ():
            title = "First answer" if not done.number else f"Mended {counted(done.number, 'time')}"
            is_void = done.proposal is not None and done.proposal.is_refusal
            found.append(looked_of(title, done.findings, is_void=is_void))
        known = review.known
        is_other = conversation is None or (known is not None and known.state is not conversation.question.state)
        if known is not None and is_other:
            found.append(looked_of("Against the project as it is now", known.whole.findings))
        return tuple(found)

    @property
    def report(self) -> "dict[str, Any] | None":
        """The report of the last playtest of what is under review; of a kept one, that which it was kept with."""
        kept = self.proposals.review.kept
        return kept.report if kept is not None else None

    @property
    def report_told(self) -> str:
        """What the report rests on."""
        report = self.report
        if report is None:
            return ""
        seeds = report["request"]["seeds"]
        hunks = list(report.get("hunks", ()))
        last = seeds["first"] + seeds["count"] - 1
        stale = "" if set(hunks) == set(self.proposals.review.ticked) else "Of other parts than those ticked now. "
        if not stale and self.proposals.playtests.played is None:
            stale = "Played when the proposal was made. "
        elif not stale and self.proposals.playtests.is_stale:
            stale = "Of the project before an edit. "
        return (
            f"{stale}Parts {', '.join(hunks)}; seeds {seeds['first']} to {last} of each skill, before and after. "
            "Autopilot; Wilson 95 % intervals, of changes Tango's for pairs."
        )

    @property
    def accept_title(self) -> str:
        """What the button says."""
        review = self.proposals.review
        whole, ticked = len(review.hunks), len(review.ticked)
        return "Accept" if not whole else f"Accept {ticked} of {counted(whole, 'part')}"

    # --- what is done --------------------------------------------------------------------------------------------

    def why_not_open(self) -> str:
        """Why an odd run can't be opened now; "" when it can."""
        playtests = self.proposals.playtests
        if playtests.played is None:
            return "Playtest again first: its results are remembered, so that takes a moment."
        if self._opening is not None:
            return "A run is being opened already."
        return "Wait until the copy is ready." if self.editor.play.state == "preparing" else ""

    def open_run(self, side: Any, skill: str, seed: int) -> None:
        """Play a run again beside the window, and hold it at its first tick in the timeline."""
        played = self.proposals.playtests.played
        if self.why_not_open() or played is None:
            return
        stage = played.stages[side]
        token = self._opening = (side, skill, seed)
        run = played.run(side, skill, seed)
        place = (stage.scene, stage.encounter)
        open_seed(self.editor, run, skill, partial(self._opened, token), state=stage.snapshot, place=place)
        self.changed.emit()

    def is_opening(self, side: str, skill: str, seed: int) -> bool:
        """Whether a run is being opened."""
        return self._opening == (side, skill, seed)

    def compare(self, identifier: str) -> None:
        """Lay a kept proposal beside the last one that was chosen so, or take it away again."""
        if identifier in self.compared:
            self.compared = tuple(each for each in self.compared if each != identifier)
        else:
            self.compared = (*self.compared[-1:], identifier)
        self.changed.emit()

    def review_next(self) -> None:
        """Review the proposal of an agent that waits longest; `turned` fires."""
        for kept in self.waiting[:1]:
            why_not = self.editor.agents.inbox.review(kept.id)
            if why_not:
                self.editor.agents.inbox.forget(kept.id)
                self.editor.status(why_not)
                self.changed.emit()
            else:
                self.turned.emit()

    def wish_again(self, kept: "KeptProposal") -> None:
        """Write the wish of a kept proposal into the field, to be changed and asked anew; `turned` fires."""
        self.proposals.say(kept.prompt)
        self.turned.emit()

    def forget(self, kept: "KeptProposal") -> None:
        """Forget a kept proposal; `keep_again` takes that back."""
        self.compared = tuple(each for each in self.compared if each != kept.id)
        self.proposals.shelf.forget(kept.id)

    def keep_again(self, kept: "KeptProposal") -> None:
        """Keep what was forgotten by mistake."""
        self.proposals.shelf.write(kept)

    def begun_with(self, prompt: "Prompt") -> tuple[str, str]:
        """A sentence of the library in words of the project at hand, and the first of them, to be typed over.

        What the project has no word for stays in braces.
        """
        from engine.llm.context.suggesting import slot_words

        offered = slot_words(prompt, self.editor.view) if self.editor.has_scene else {}
        words = {slot: (offered.get(slot) or (f"{{{slot}}}",))[0] for slot, _ in prompt.slots}
        first = next(iter(words.values()), "")
        return prompt.filled(words), first

    def open_kept(self, kept: "KeptProposal") -> None:
        """Review a kept proposal, in its own scene; `turned` fires."""
        editor = self.editor
        document = editor.document
        if (editor.scene, editor.encounter) != (kept.scene, kept.encounter) and document is not None:
            if f"scenes/{kept.scene}" not in document.files:
                editor.status(f"The scene {kept.scene} is not there any more; the proposal is of it.")
                return
            if kept.encounter and f"encounters/{kept.encounter}" not in document.files:
                editor.status(f"The encounter {kept.encounter} is not there any more; the proposal is of it.")
                return
            editor.open_scene(kept.scene, kept.encounter)
        self.proposals.open(kept)
        self.turned.emit()

    # --- inside --------------------------------------------------------------------------------------------------

    @property
    def _has_errors(self) -> bool:
        known = self.proposals.review.known
        return bool(self.proposals.review.error) or (known is not None and bool(known.whole.errors))

    def _name(self, entity: str) -> str:
        found = self.editor.view.get(entity) if self.editor.has_scene else None
        return found.name if found is not None and found.name else entity

    def _opened(self, token: object, why_not: str) -> None:
        if self._opening == token:
            self._opening = None
        self.changed.emit()
        self.opened.emit(why_not)

    def look_for_kept(self) -> None:
        """Read what is kept of the open project, where it was not; for when somebody looks: no first frame waits."""
        if self._has_looked or self.editor.document is None:
            return
        self._has_looked = True
        if not self.proposals.shelf.is_read:
            self.proposals.shelf.read()

    def _reopened(self) -> None:
        self.compared, self._opening, self._has_looked = (), None, False
        self._changed()

    def _changed(self, *_values: object) -> None:
        self.changed.emit()

    def _progressed(self) -> None:
        job = self.proposals.playtests.job
        told = "" if job is None else f"{job.fraction} {job.text}"
        if told != self._told:
            self._told = told
            self.changed.emit()
