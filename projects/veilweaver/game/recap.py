"""The recap of a run of Veilweaver: a rank with its reasons, choices and what came of them, what adapted, deeds."""

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.present.recap import Recap, RecapLine, RecapPart, recap
from engine.world.events import DAMAGE, DOWNED, HEAL, REVIVED
from engine.world.ids import PARTY, TICKS_PER_SECOND

from .anchor_states import BROKEN, STATES, state_of
from .events import ANCHOR_PULSED, MARKED, TAUNTED
from .hud.readings import anchor_names, lane_value, name_of, party_rows

if TYPE_CHECKING:
    from engine.play.running.session import Session

PAR_S = 120.0
"""Seconds a chapter that cost nothing."""
LATE_S, MOST_LATE = 15.0, 20
RANKS = ((90, "S"), (75, "A"), (55, "B"), (35, "C"))
DOWN_COSTS, FALL_COSTS, RETRY_COSTS, BROKEN_COSTS = 12, 5, 15, 10
TITLES = {"victory": "The thread holds", "defeat": "The thread is cut", "timeout": "The light is gone"}
STORM = {
    1: ("Storm stabilized", "Clear sight for everybody, and armour 35 % stronger for the Warden."),
    2: ("Storm redirected", "Sight at 0.4 of its reach, a Warden without armour and without reinforcements."),
}
ADAPTED = (
    ("Anti-ranged field", "More than 35 % of your party's harm came from afar: shots did 40 % less."),
    ("Counter-shock", "Your party struck from near: 15 % of each blow came back."),
)


@recap()
def veilweaver(session: "Session") -> Recap:
    """Everything is read from the columns of the run; deeds from the events of the present chapter."""
    is_won = session.outcome == "victory"
    losses = _losses(session, is_ranked=is_won)
    points = max(0, 100 - sum(cost for _, cost in losses))
    rank = next((name for least, name in RANKS if points >= least), "D") if is_won else ""
    parts = [RecapPart("Why this rank" if rank else "How it went", tuple(line for line, _ in losses))]
    for title, lines in (
        ("Choices and what came of them", _choices(session)),
        ("What adapted, and why", _adapted(session)),
        ("What your companions did", _deeds(session)),
    ):
        if lines:
            parts.append(RecapPart(title, tuple(lines)))
    summary = f"{points} of 100 points" if rank else ""
    return Recap(TITLES.get(session.outcome, ""), rank, summary, tuple(parts))


def _events(session: "Session") -> list[Any]:
    """What happened in the present chapter: local ids are those of its scene."""
    began = int(getattr(session, "chapter_began", 0))
    return [event for event in session.events if event.tick >= began]


def _losses(session: "Session", *, is_ranked: bool) -> list[tuple[RecapLine, int]]:
    """What counts, and how many points each took; points are told only where they make a rank."""

    def counted(label: str, value: str, cost: int, detail: str = "") -> tuple[RecapLine, int]:
        taken = f"−{cost} points" if cost and is_ranked else ""
        words = "; ".join(text for text in (detail, taken) if text)
        return RecapLine(label, value, "warning" if cost else "good", detail=words), cost

    view: Any = session.world.view
    chapters = max(1, len(getattr(session, "chapters", ())))
    seconds = session.tick / TICKS_PER_SECOND
    late = min(MOST_LATE, int(max(0.0, seconds - PAR_S * chapters) / LATE_S))
    fallen = Counter(event.target for event in _events(session) if event.kind == DOWNED and event.target >= 0)
    player = {int(row) for row in np.flatnonzero(view["is_player"] != 0)}
    downs = lane_value(session, "slice_downs", sum(fallen[row] for row in player))
    friends = [row for row in party_rows(session) if row not in player]
    falls = lane_value(session, "slice_falls", sum(fallen[row] for row in friends))
    retries = lane_value(session, "retries")
    stability = view["anchor_stability"][0]
    clock = f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
    found = [
        counted("Time", clock, late, f"{PAR_S * chapters:.0f} s cost nothing" if is_ranked else ""),
        counted("Times you went down", str(downs), downs * DOWN_COSTS),
        counted("Times a companion fell", str(falls), falls * FALL_COSTS),
        counted("Retries", str(retries), retries * RETRY_COSTS),
        *_tallied(session),
        counted(
            "Echo", f"{int(view['echo'][0])} left", 0,
            f"{int(view['echo_earned'][0])} earned, {int(view['echo_spent'][0])} spent",
        ),
    ]  # fmt: skip
    if len(stability):
        states = [state_of.py_func(level) for level in stability]
        broken = sum(state == BROKEN for state in states)
        names = anchor_names(session)
        told = ", ".join(f"{name} {STATES[state].name.lower()}" for name, state in zip(names, states, strict=True))
        found.append(
            counted("Anchors that hold", f"{len(states) - broken} of {len(states)}", broken * BROKEN_COSTS, told)
        )
    return found


def _tallied(session: "Session") -> list[tuple[RecapLine, int]]:
    """What costs nothing and is worth knowing, where the game counts it."""
    view = session.world.view
    found: list[tuple[RecapLine, int]] = []
    found.append((RecapLine("Harm that the party took", f"{float(view['hostile_damage'][0]):,.0f} hp"), 0))
    if "parries" in view:
        found.append((RecapLine("Perfect parries", str(int(view["parries"][0]))), 0))
    return found


def _choices(session: "Session") -> list[RecapLine]:
    """The storm, and the threads of this chapter that stand woven."""
    lines: list[RecapLine] = []
    storm = STORM.get(lane_value(session, "storm_choice"))
    if storm is not None:
        lines.append(RecapLine(storm[0], glyph="cloud-lightning", detail=storm[1]))
        lines += _consequences(session)
    view = session.world.view
    if "weave_state" in view:
        woven = view["weave_state"][0]
        for number, entity in enumerate(session.compiled.view.with_component("weave")):
            if number < len(woven) and woven[number]:
                kind = str(getattr(entity.components["weave"], "kind", "")).replace("_", " ")
                lines.append(RecapLine(entity.name, "woven", "good", "sparkle-fill", kind))
    made = lane_value(session, "weaves_made")
    if made:
        lines.append(RecapLine("Threads woven in all", str(made), glyph="waves"))
    return lines


def _consequences(session: "Session") -> list[RecapLine]:
    """What the storm changed for good: sight, what the fallen leave, how the Rift thinks of the party."""
    view = session.world.view
    lines: list[RecapLine] = []
    if "sight_scale" in view and float(view["sight_scale"][0]) < 1.0:
        lines.append(RecapLine("Sight", f"{float(view['sight_scale'][0]):.1f} of its reach", "warning", "eye"))
    drops = lane_value(session, "drop_scale", 1)
    if drops > 1:
        lines.append(RecapLine("Echo that the fallen leave", f"{drops} times as much", "good", "sparkle-fill"))
    if lane_value(session, "disposition"):
        lines.append(RecapLine("Creatures of the Rift", "flee sooner", "good", "person-simple-run"))
    return lines


def _adapted(session: "Session") -> list[RecapLine]:
    view = session.world.view
    if "adaptation_counts" not in view:
        return []
    times = view["adaptation_counts"][0].tolist()
    share = (
        f" Measured last: {100 * float(view['adaptation_share'][0]):.0f} % from afar."
        if "adaptation_share" in view
        else ""
    )
    return [
        RecapLine(name, f"{count} {'time' if count == 1 else 'times'}", "warning", "brain", why + share)
        for (name, why), count in zip(ADAPTED, times, strict=False)
        if count
    ]


def _deeds(session: "Session") -> list[RecapLine]:
    """One line for each companion: what they did most for the party."""
    view = session.world.view
    done: dict[int, Counter[str]] = {row: Counter() for row in party_rows(session) if not view["is_player"][row]}
    words = {REVIVED: "helped up", ANCHOR_PULSED: "anchors steadied", MARKED: "marked", TAUNTED: "taunts"}
    for event in _events(session):
        deeds = done.get(event.source)
        if deeds is None:
            continue
        if event.kind == DAMAGE and view["team"][event.target] != PARTY:
            deeds["damage"] += round(event.amount)
        elif event.kind == HEAL:
            deeds["healed"] += round(event.amount)
        elif event.kind in words:
            deeds[words[event.kind]] += 1
    return [
        RecapLine(name_of(session, row), f"{deeds['damage']} damage", glyph="user", detail=_told(deeds))
        for row, deeds in done.items()
    ]


def _told(deeds: "Counter[str]") -> str:
    return ", ".join(f"{count} {what}" for what, count in deeds.items() if what != "damage" and count)
