"""How the open encounter ends: win rates of the three skills, what is odd, and what to say where nothing is known."""

from dataclasses import dataclass

from editor.api import (
    CommandError,
    Compound,
    Editor,
    EditRefusedError,
    Finding,
    Links,
    Measured,
    Rate,
    Signal,
    Tried,
)
from panels.balance.fair import Fairness
from panels.balance.matters import Matters
from panels.balance.versions import Versions
from panels.balance.where import Where


@dataclass(frozen=True)
class Empty:
    """What is said instead of rates: the fact, what will be here, and an action with its id."""

    glyph: str
    title: str
    text: str
    action: str = ""
    action_id: str = ""


TURN_ON = "turn_on"
EMPTY = {
    "none": Empty(
        "scales",
        "No encounter is open",
        "Open one, and how often novice, average and expert win it stands here after every edit.",
        "Open a project…",
        "file.open",
    ),
    "off": Empty(
        "scales",
        "Win rates are off",
        "Turned on, the autopilot plays the encounter beside the window after each edit.",
        "Turn on",
        TURN_ON,
    ),
    "compiling": Empty("spinner", "Kernels are being compiled", "The first results come when that has ended."),
    "playing": Empty("spinner", "The first 16 seeds are being played", "Novice, average and expert play each of them."),
}


class BalanceModel:
    """Follows the editor's balance; `changed` fires when there is something else to be seen."""

    changed = Signal()

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.balance = editor.balance
        self.matters, self.fairness, self.versions = Matters(editor), Fairness(editor), Versions(editor)
        self.where = Where(editor)
        self._links = Links(
            (editor.balance.changed, self._changed),
            (editor.balance.matters.changed, self._changed),
            (editor.balance.fair.changed, self._changed),
            (editor.balance.people.changed, self._changed),
            (self.where.changed, self._changed),
            (editor.balance.revisions.changed, self._changed),
            (editor.opened, self._changed),
            (editor.jobs.changed, self._progressed),
            (editor.play.changed, self._changed),
        )
        self._progress: tuple[str, ...] = ()

    def close(self) -> None:
        """Stop following the editor."""
        self._links.close()
        self.changed.disconnect()

    # --- what is shown -------------------------------------------------------------------------------------------

    @property
    def measured(self) -> Measured | None:
        """The results; None where `empty` says why there are none."""
        return self.balance.shown if self.empty is None else None

    @property
    def rates(self) -> tuple[Rate, ...]:
        """The rate of each skill, from the least skill to the greatest."""
        return () if self.measured is None else self.measured.rates

    @property
    def is_stale(self) -> bool:
        """Whether the rates are from before an edit."""
        return self.balance.is_stale

    @property
    def empty(self) -> Empty | None:
        """What to say instead of rates; None where there are some."""
        standing = self.balance.standing
        if standing == "known":
            return None
        if standing == "failed":
            return Empty("warning-fill", "It can't be played", self.balance.error)
        if standing == "none" and self.editor.document is not None:
            return Empty("scales", EMPTY["none"].title, EMPTY["none"].text, "New encounter…", "encounter.new")
        if standing == "playing" and not self.balance.is_playing and self.balance.why_resting:
            return Empty("pause-fill", "Nothing is known yet", self.balance.why_resting)
        return EMPTY[standing]

    @property
    def is_on(self) -> bool:
        """Whether the encounter is played after each edit."""
        return self.balance.is_on

    @property
    def now(self) -> str:
        """What goes on, in a few words; "" where all is known."""
        balance = self.balance
        if balance.standing in ("none", "failed"):
            return ""
        if not balance.is_on:
            return "Off" + (", out of date" if self.is_stale else "")
        if balance.is_playing:
            told = f"Playing {balance.progress}".strip()
            return f"Out of date. {told}" if self.is_stale else told
        if balance.why_resting and (self.is_stale or balance.shown is None or balance.shown.seeds < balance.looks[-1]):
            return balance.why_resting
        return "Out of date" if self.is_stale else ""

    @property
    def failure(self) -> str:
        """What fails in some of the runs; "" where nothing does."""
        measured = self.measured
        if measured is None or not measured.failure:
            return ""
        failed = sum(rate.failed for rate in measured.rates)
        return (
            f"{failed:,} of {sum(rate.failed + rate.runs for rate in measured.rates):,} runs failed: {measured.failure}"
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is odd about the fight, worst first; nothing that is out of date."""
        measured = self.measured
        return () if measured is None or self.is_stale else tuple(each.finding for each in measured.findings)

    @property
    def people(self) -> Tried | None:
        """How people fare in the same encounter; None where it was not looked for yet."""
        return self.balance.people.tried

    @property
    def rests_on(self) -> str:
        """Seeds and version of the rates, and how their intervals are made."""
        measured = self.measured
        if measured is None:
            return ""
        version = f", version {measured.content[:7]}" if measured.content else ""
        return f"Seeds 0 to {measured.seeds - 1:,}{version}. Wilson 95 % intervals of growing samples."

    # --- what is done --------------------------------------------------------------------------------------------

    def switch(self, is_on: bool) -> None:
        """Turn it on or off."""
        self.balance.switch(is_on)

    def help(self) -> str:
        """Do what the empty state offers here, and give the id of the editor's action that it offers otherwise."""
        missing = self.empty
        if missing is not None and missing.action_id == TURN_ON:
            self.switch(True)
            return ""
        return "" if missing is None else missing.action_id

    def why_not_fix(self) -> str:
        """Why a finding can't be repaired now; "" when it can."""
        return "Stop the run to edit the document." if self.editor.play.state != "stopped" else ""

    def fix(self, finding: Finding) -> str:
        """Repair a finding as one undo entry; gives why not."""
        why = self.why_not_fix()
        if why or not finding.fix:
            return why
        try:
            self.editor.run(Compound(title=finding.fix_title or "Fix", commands=tuple(finding.fix)))
        except (CommandError, EditRefusedError) as refusal:
            return str(refusal)
        return ""

    def show(self, finding: Finding) -> None:
        """Select what a finding is about, and show its value where it names one."""
        editor, where = self.editor, finding.where
        if finding.entity and editor.has_scene and editor.view.get(finding.entity) is not None:
            editor.selection.set([finding.entity])
        else:
            editor.selection.clear()
        inner = tuple(map(str, where.inner)) if where is not None else ()
        if inner:
            has_entity = bool(editor.selection.ids)
            editor.tools.reveal(".".join(inner[:2]) if has_entity or len(inner) > 1 else f".{inner[0]}")

    # --- inside --------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self.changed.emit()

    def _progressed(self) -> None:
        jobs = (self.balance.matters.job, self.balance.fair.job, self.balance.revisions.job)
        told = (self.balance.progress, *(f"{job.fraction} {job.text}" if job is not None else "" for job in jobs))
        if told != self._progress:
            self._progress = told
            self.changed.emit()
