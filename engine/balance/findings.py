"""What is odd about a fight, in sentences: found in the runs of a playtest, each with what it rests on."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from engine.balance.evidence import TIMEOUT, BalanceFinding, Evidence, Playtested, is_won, listed, percent
from engine.balance.several import each_of
from engine.document import Command, CommandError, EntityView, Finding, Path, SceneView, Set
from engine.document.prefabs.revert import remove_component
from engine.play.playtest.outcomes import Outcomes, RunOutcome
from engine.schema.fields import Severity
from engine.schema.vocabulary import component_words
from engine.world.ids import SKILLS

SELDOM = 0.05
"""What is known to happen in less than this share of runs counts as never; what does in more, as often."""
UNWINNABLE = 0.01
COIN = (0.4, 0.6)
SAME = 0.1
"""Win rates that are known to be no farther apart count as the same."""
MORE_TIME = 1.5
LIMIT = "time_limit_s"


def findings_of(view: SceneView, outcomes: Mapping[str, Outcomes]) -> list[BalanceFinding]:
    """What the runs of an encounter, as it is, say is odd; worst first, nothing that too few runs can tell.

    Args:
        view: The encounter that was played.
        outcomes: Its runs by skill.
    """
    tested = Playtested(outcomes)
    if not tested.skills:
        return []
    found: list[BalanceFinding] = []
    for look in (_unwinnable, _ladder, _coin_flip, _timer, _idle_groups, _unused_abilities):
        found += look(view, tested)
    return found


def _unwinnable(view: SceneView, tested: Playtested) -> Iterator[BalanceFinding]:
    """Skills whose win rate is surely under 1 %."""
    is_nobody = tested.rate(is_won).interval[1] < UNWINNABLE
    lost = [skill for skill in tested.skills if is_nobody or tested.rate(is_won, skill).interval[1] < UNWINNABLE]
    if not lost:
        return
    evidence = tested.rate(is_won, *lost)
    is_nobody = len(lost) == len(tested.skills)
    who = "nobody" if is_nobody else f"no {listed(lost, 'and no')}"
    text = (
        f"It can't be won: {who} wins more than {percent(evidence.interval[1])} of {evidence.words}. "
        "Make the enemies weaker, or give the party more."
    )
    yield _told("balance-unwinnable", "error" if is_nobody else "warning", text, evidence, _head(view))


def _ladder(view: SceneView, tested: Playtested) -> Iterator[BalanceFinding]:
    """A lesser skill that surely wins more than a greater one, on the same seeds; the two that are farthest apart."""
    steps = list(combinations([skill for skill in SKILLS if skill in tested.skills], 2))
    apart = {step: tested.apart(*step) for step in steps}
    intervals = {step: each.interval(each_of(len(steps))) for step, each in apart.items()}
    upside_down = [step for step in steps if intervals[step][1] < 0.0]
    if not upside_down:
        return
    lesser, greater = step = min(upside_down, key=lambda each: apart[each].value)
    one, other, both = (tested.rate(is_won, *skills) for skills in ((lesser,), (greater,), step))
    evidence = Evidence(both.skills, both.seeds, both.runs, apart[step].value, intervals[step])
    text = (
        f"More skill wins less: {lesser} wins {percent(one.rate)}, {greater} {percent(other.rate)}, in "
        f"{evidence.words}. Look for what rewards playing badly, such as an enemy who is strong only up close."
    )
    yield _told("balance-ladder", "warning", text, evidence, _head(view))


def _coin_flip(view: SceneView, tested: Playtested) -> Iterator[BalanceFinding]:
    """About half of the runs are won, whoever plays."""
    steps = list(combinations([skill for skill in SKILLS if skill in tested.skills], 2))
    evidence = tested.rate(is_won)
    low, high = evidence.interval
    if not steps or not (COIN[0] < low and high < COIN[1]):
        return
    apart = [tested.apart(*step).interval(each_of(len(steps))) for step in steps]
    if all(-SAME < low and high < SAME for low, high in apart):
        rates = [f"{skill} {percent(tested.rate(is_won, skill).rate)}" for skill in tested.skills]
        text = (
            f"A coin decides it: about half of the runs are won whoever plays, {listed(rates)}, in {evidence.words}. "
            "Give skill something to do: blows that can be dodged, targets worth choosing."
        )
        yield _told("balance-coin-flip", "warning", text, evidence, _head(view))


def _timer(view: SceneView, tested: Playtested) -> Iterator[BalanceFinding]:
    """Many runs end because the time runs out."""
    rates = {skill: tested.rate(lambda run: run.outcome == TIMEOUT, skill) for skill in tested.skills}
    often = [skill for skill, each in rates.items() if each.interval[0] > SELDOM]
    header = view.encounter_header
    if not often or header is None or view.encounter_file is None:
        return
    evidence = tested.rate(lambda run: run.outcome == TIMEOUT, *often)
    where = Path(view.encounter_file, (LIMIT,))
    spec = header.field(LIMIT)
    more = round(header.time_limit_s * MORE_TIME)
    fix: tuple[Command, ...] = ()
    if spec is not None and spec.is_inside(more):
        fix = (Set(path=where, old=view.snapshot.value(where), new=float(more)),)
    text = (
        f"The timer ends it: {percent(evidence.rate)} of {evidence.words} are over because the "
        f"{header.time_limit_s:g} s run out. Give it more time, or make it shorter."
    )
    yield _told("balance-timer", "warning", text, evidence, where, fix=fix, title=f"Give it {more} s")


def _idle_groups(view: SceneView, tested: Playtested) -> Iterator[BalanceFinding]:
    """Waves that never strike nor are struck."""
    for entity in view.with_component("spawn_group"):
        fought = tested.rate(_has(entity.id, lambda run: run.fought))
        if fought.interval[1] >= SELDOM or fought.rate > 0.0:
            continue
        came = tested.rate(_has(entity.id, lambda run: run.came))
        if came.rate:
            what = f"comes in {percent(came.rate)} of the runs but never fights"
            cause = "Bring it nearer, or let its enemies see it."
        else:
            what = "never comes"
            cause = "Look at what calls it, or remove it."
        text = f"{entity.name} {what}: not once in {fought.words}. {cause}"
        yield _told("balance-idle-wave", "warning", text, fought, entity.path / "spawn_group", entity)


def _unused_abilities(view: SceneView, tested: Playtested) -> Iterator[BalanceFinding]:
    """Abilities that nobody ever uses who has them; instances of one prefab count as one."""
    uses: dict[tuple[str, str], int] = {}
    owners: dict[tuple[str, str], list[EntityView]] = {}
    named = {key for run in tested.every_run for key in run.used}
    for key in sorted(named):
        who, _, ability = key.rpartition(".")
        entity = view.get(who)
        if entity is None:
            continue
        kind = getattr(entity.components.get("spawn_group"), "prefab", "") or entity.prefab or entity.id
        uses[kind, ability] = uses.get((kind, ability), 0) + sum(run.used.get(key, 0) for run in tested.every_run)
        owners.setdefault((kind, ability), []).append(entity)
    for (kind, ability), count in uses.items():
        evidence = tested.rate(lambda run, ability=ability, kind=kind: _uses(run, owners[kind, ability], ability))
        if not count and evidence.interval[1] < SELDOM:
            yield _unused(view, kind, ability, owners[kind, ability], evidence)


def _uses(run: RunOutcome, owners: list[EntityView], ability: str) -> bool:
    return any(run.used.get(f"{entity.id}.{ability}", 0) for entity in owners)


def _unused(view: SceneView, kind: str, ability: str, owners: list[EntityView], evidence: Evidence) -> BalanceFinding:
    entity = owners[0]
    # The prefab is where the ability of all its instances and of its waves can be changed at once.
    holder = view.prefabs.get(kind, entity)
    text = (
        f"{holder.name} never uses {component_words(ability)}: not once in {evidence.words}. "
        "Make it worth using, cheaper or sooner ready, or remove it."
    )
    has_it = ability in holder.components
    where = holder.path / ability if has_it else holder.path
    fix: tuple[Command, ...] = ()
    if has_it:
        try:
            fix = (remove_component(view, holder, ability),)
        except CommandError:
            fix = ()
    return _told("balance-unused-ability", "warning", text, evidence, where, entity, fix, "Remove it")


def _has(group: str, names: Callable[[RunOutcome], tuple[str, ...]]) -> Callable[[RunOutcome], bool]:
    return lambda run: group in names(run)


def _head(view: SceneView) -> Path | None:
    return Path(view.encounter_file) if view.encounter_file is not None else None


def _told(
    rule: str,
    severity: Severity,
    text: str,
    evidence: Evidence,
    where: Path | None,
    entity: EntityView | None = None,
    fix: tuple[Command, ...] = (),
    title: str = "",
) -> BalanceFinding:
    who = entity.id if entity is not None else None
    return BalanceFinding(Finding(rule, severity, text, where, who, fix, title if fix else ""), evidence)
