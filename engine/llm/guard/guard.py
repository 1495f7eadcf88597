"""The guard: whatever a model answers passes its steps one by one, and acts on a running world only when all let it."""

from dataclasses import replace

from engine.llm.guard.audit import AuditTrail
from engine.llm.guard.checking import Checked, Checking
from engine.llm.guard.plan import Plan
from engine.llm.guard.registry import ActionRegistry
from engine.llm.guard.rehearsal import Rehearsal
from engine.llm.guard.roles import Role
from engine.llm.guard.steps import commit as committing
from engine.llm.guard.steps import version as versions
from engine.llm.guard.steps.capability import capability
from engine.llm.guard.steps.dry_run import LONGEST_TICKS, DryRun
from engine.llm.guard.steps.names import names
from engine.llm.guard.steps.preconditions import preconditions
from engine.llm.guard.steps.schema import schema
from engine.llm.guard.steps.size_and_depth import size_and_depth
from engine.llm.guard.steps.strict_json import strict_json
from engine.llm.guard.verdict import Refused, Verdict, refuse
from engine.llm.guard.world_version import KnownVersions, version_of
from engine.play.commands import GiveOrders
from engine.play.running.session import Session
from engine.world.schedule import Schedule

STEPS = ("size and depth", "JSON", "schema", "name", "capability", "preconditions", "dry run", "version", "commit")
"""The steps in their order, as verdicts name them."""
MOST_AGE_TICKS = 600
"""So old may the world be that a plan was written for: ten seconds, which models take."""


BEGINS_TICKS = 2
"""So far a plan that passed a while ago is tried out again: each order has begun by then."""


class ToolGuard:
    """Checks plans against a running session and commits them; default deny, and every verdict is in `trail`.

    Roles come from the program that asks. It plays nothing by itself: `check` tries a plan out in a copy, `commit`
    gives the one command that the session is to be told before its next tick. No plan may take an actor longer than
    `longest` ticks.
    """

    def __init__(
        self, *, trail: AuditTrail | None = None, most_age: int = MOST_AGE_TICKS, longest: int = LONGEST_TICKS
    ) -> None:
        self.trail = AuditTrail() if trail is None else trail
        self._most_age, self._longest = most_age, longest
        self._known = KnownVersions()
        self._rehearsal = Rehearsal()
        self._spent = ""
        self._registry: tuple[Schedule, ActionRegistry] | None = None

    def close(self) -> None:
        """Let go of the copy of the world."""
        self._rehearsal.close()

    def version(self, session: Session) -> str:
        """The version of a session now, for the prompt; a plan must name one that was given out."""
        return self._known.give(session)

    def registry(self, session: Session) -> ActionRegistry:
        """What can be asked for in a session's scene: tools whose action is carried out in it."""
        if self._registry is None or self._registry[0] is not session.schedule:
            self._registry = session.schedule, ActionRegistry.of(session.schedule.systems)
        return self._registry[1]

    def check(self, body: str | bytes, session: Session, role: Role, *, client: str = "") -> Checked:
        """Let an answer pass all steps but the commit. The session is not touched, and nothing is raised."""
        return self.begin(body, session, role, client=client).whole()

    def begin(self, body: str | bytes, session: Session, role: Role, *, client: str = "") -> Checking:
        """Let an answer pass the steps up to the dry run, which goes on as the caller says.

        For a world that must not wait. What passes is for the state of now: when the world has gone on, it has to be
        looked at `again`.
        """
        looked_at = Checked(Verdict(True, versions.STEP), None, version_of(session), body, client, role.name)
        running: DryRun | None = None
        try:
            plan, copy = self._plan(body, session, role)
            running = DryRun(plan.calls, copy, role, self._longest)
            looked_at = replace(looked_at, plan=plan)
        except Refused as refused:
            looked_at = replace(looked_at, verdict=refused.verdict)
        return Checking(looked_at, running, lambda checked: self._add(checked, checked.verdict, session))

    def again(self, checked: Checked, session: Session, role: Role) -> Checked:
        """Look again at a plan that passed for a state which the world has left since, without a whole dry run.

        Everything else is asked of the state of now, and its first ticks are tried out in it.
        """
        if checked.plan is None or checked.version == version_of(session):
            return checked
        now = replace(checked, version=version_of(session))
        try:
            plan, copy = self._plan(checked.body, session, role)
            DryRun(plan.calls, copy, role, self._longest).go_on(BEGINS_TICKS)
        except Refused as refused:
            now = replace(now, plan=None, verdict=refused.verdict)
        self._add(now, now.verdict, session)
        return now

    def commit(self, checked: Checked, session: Session) -> tuple[Verdict, GiveOrders | None]:
        """The command that carries a checked plan out, or why there is none: the world has gone on, for one."""
        try:
            if checked.plan is None:
                return checked.verdict, None
            versions.same_version(checked.version, session)
            versions.unspent_version(checked.version, self._spent)
            command = committing.commit(checked.plan, session)
        except Refused as refused:
            self._add(checked, refused.verdict, session)
            return refused.verdict, None
        self._spent = checked.version
        verdict = Verdict(True, committing.STEP)
        self._add(checked, verdict, session)
        return verdict, command

    def submit(
        self, body: str | bytes, session: Session, role: Role, *, client: str = ""
    ) -> tuple[Verdict, GiveOrders | None]:
        """Check and commit in one go, between two ticks."""
        checked = self.check(body, session, role, client=client)
        return self.commit(checked, session)

    def _plan(self, body: str | bytes, session: Session, role: Role) -> tuple[Plan, Session]:
        """The plan, if it passes up to the dry run, and a copy of the session in its state of now."""
        registry = self.registry(session)
        unchecked = schema(strict_json(size_and_depth(body)), registry)
        calls = names(unchecked, registry, role)
        capability(calls, session, role)
        versions.known_version(unchecked[0].world, self._known, session, self._most_age)
        if not session.is_running:
            raise refuse("preconditions", "a running world", "the run has ended", expected="a world that runs")
        copy = self._rehearsal.at(session)
        preconditions(calls, copy, role)
        return Plan(unchecked[0].world, calls), copy

    def _add(self, checked: Checked, verdict: Verdict, session: Session) -> None:
        self.trail.add(checked.body, verdict, client=checked.client, role=checked.role, tick=session.tick)
