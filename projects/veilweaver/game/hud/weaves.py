"""The weave block: what is woven, what each thread costs, and what the encounter still allows."""

from typing import TYPE_CHECKING

from engine.play.shown import hud
from engine.present.draw_list import HudRow
from engine.world.ids import TICKS_PER_SECOND

from ..weaving.kinds import BACK, BUDGET, BUDGETS, PRICE, REASONS, SHARE
from ..weaving.offer import text_of
from ..weaving.tables import loom_of, weaves_of

if TYPE_CHECKING:
    from engine.play.running.session import Session

ANSWER_TICKS = 3 * TICKS_PER_SECOND


@hud("Weaves", corner="top_left", order=25, form="tasks")
def weaves(session: "Session") -> list[HudRow]:
    """One line for each thread, then the budgets that it draws on, what is kept, and the last refusal for 3 s."""
    view = session.world.view
    rows: list[HudRow] = []
    for number, entity in enumerate(weaves_of(session.compiled.view)):
        rule = view["weave_rule"][number]
        if view["weave_state"][0, number]:
            rows.append(HudRow(text_of(entity), f"woven, {int(rule[BACK])} Echo back", None, "good"))
        else:
            is_dear = view["echo"][0] < rule[PRICE] or view["weave_budget"][0, rule[BUDGET]] < rule[SHARE]
            rows.append(HudRow(text_of(entity), f"{int(rule[PRICE])} Echo", None, "muted" if is_dear else "normal"))
    if not rows:
        return []
    for number, whole in enumerate(loom_of(session.compiled.view)[0]):
        asked = any(int(rule[BUDGET]) == number for rule in view["weave_rule"])
        if asked and whole < 100:
            left = int(view["weave_budget"][0, number])
            share = left / whole if whole else 0.0
            rows.append(HudRow(f"{BUDGETS[number].capitalize()} budget", f"{left} of {whole}", share))
    if view["echo_held"][0] > 0:
        rows.append(HudRow("Kept for the way out", f"{int(view['echo_held'][0])} Echo", None, "warning"))
    number, reason, told = view["weave_answer"][0].tolist()
    if told and session.tick - told < ANSWER_TICKS:
        rows.append(HudRow("Refused", REASONS[reason], None, "bad"))
    return rows
