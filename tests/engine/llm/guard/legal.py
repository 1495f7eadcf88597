"""Legal plans, made from the registry: what the fight's own agents believe that they can do, told to them as calls.

Whether a call is legal is not asked of the guard: a shadow of the run is played one tick further, and what an agent
believed in that tick, and whom it looked at, is read from its columns.
"""

from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from hypothesis import strategies as st

from engine.ai.goap.vocabulary import literals
from engine.ai.goap.words import state_of
from engine.ai.thinking import THINK_TICKS
from engine.llm.guard.guard import ToolGuard
from engine.llm.guard.parameters import reference_of
from engine.llm.guard.roles import COMPANION, DIRECTOR, Role
from engine.llm.guard.tool import Tool
from engine.play.running.session import Session
from engine.play.running.state import SessionSnapshot
from engine.world.ids import PARTY, UP
from tests.projects.shipped import echo_grove

PLANS_A_MOMENT = 8
SECONDS = 0.1, 0.3
"""Of a call: what is told is whether it can begin, and each tick of a plan is played to find out."""
Plan: TypeAlias = tuple[Role, list[tuple[str, dict[str, Any]]]]
LOOKED_AT = {"enemy": "target", "friend": "ally_hurt", "fallen": "ally_down"}


class Option(NamedTuple):
    """Something that an agent can do right now, by its own beliefs."""

    actor: str
    tool: Tool
    target: str
    is_well: bool


class Moment(NamedTuple):
    """A state of a fight, and who can do what in it."""

    state: SessionSnapshot
    options: dict[int, list[Option]]
    places: list[tuple[float, float]]


class Fights:
    """Moments of some runs, a session that is put to each of them, and a shadow that looks one tick ahead."""

    def __init__(self, seeds: Sequence[int], ticks: Sequence[int]) -> None:
        self.session = Session(echo_grove(), 1, autopilot="expert")
        self._shadow = Session(echo_grove(), 1, autopilot="expert")
        self.guard = ToolGuard()
        found = [self._moments(seed, ticks) for seed in seeds]
        self.moments = [moment for moments in found for moment in moments if moment.options]

    def _moments(self, seed: int, ticks: Sequence[int]) -> list[Moment]:
        run = Session(echo_grove(), seed, autopilot="expert")
        found: list[Moment] = []
        for tick in sorted(ticks):
            run.advance(tick - run.tick)
            if run.is_running:
                found.append(self._moment(run))
        return found

    def _moment(self, run: Session) -> Moment:
        state = run.snapshot()
        self._shadow.restore(state)
        self._shadow.step()
        before, after, compiled = run.world.view, self._shadow.world.view, run.compiled
        options: dict[int, list[Option]] = {}
        for row in range(len(compiled.roster)):
            thinks = (run.tick + row) % THINK_TICKS == 0 and compiled.rows["agent_profile"][row] >= 0
            if thinks and before["life"][row] == UP and after["life"][row] == UP and before["stun"][row] == 0:
                found = options.setdefault(int(before["team"][row]), [])
                found += self._options(row, after, float(before["health"][row] / before["health_max"][row]) > 0.5)
        room: Any = before["nav_room"]
        x, z, cell = (float(part) for part in before["nav_frame"][:3])
        free = np.argwhere(room >= 24)[:: max(1, len(room))]
        places = [(x + (float(column) + 0.5) * cell, z + (float(line) + 0.5) * cell) for line, column in free]
        return Moment(state, options, places)

    def _options(self, row: int, view: Any, is_well: bool) -> list[Option]:
        compiled, domain = self._shadow.compiled, self._shadow.mind.domain
        believed = state_of(view, row)
        names = {name for name, bit in domain.fact_ids.items() if believed >> bit & 1}
        actor = compiled.entity_of_row[row][0]
        found: list[Option] = []
        for tool in self.guard.registry(self._shadow).tools.values():
            needs = literals(tool.action.needs) if tool.action else ()
            if any((each.fact.name in names) != each.value for each in needs):
                continue
            kind = reference_of(tool.parameters, "target") if "target" in tool.parameters.model_fields else None
            if kind is None:
                if not tool.requires or tool.name == "move_to":
                    found.append(Option(actor, tool, "", is_well))
                continue
            sense = "nearest_ally" if tool.name == "regroup" else LOOKED_AT[kind]
            other = int(view[sense][row])
            if tool.name == "retreat" and other < 0:
                other = int(view["remembered"][row])
            if other >= 0 and view["life"][other] in (1, 2):
                found.append(Option(actor, tool, compiled.entity_of_row[other][0], is_well))
        return found


@st.composite
def legal(draw: st.DrawFn, fights: Fights) -> tuple[Moment, list[Plan]]:
    """A moment, and plans for it: calls that whoever is named can begin when their turn comes.

    Several for a moment, since going to one takes longer than looking at a plan; they follow from a drawn seed, since
    what is drawn choice by choice is the same for most of them.
    """
    moment, chance = draw(st.sampled_from(fights.moments)), Random(draw(st.integers(0, 2**64 - 1)))
    return moment, [_plan(chance, moment) for _ in range(PLANS_A_MOMENT)]


def _plan(chance: Random, moment: Moment) -> Plan:
    team = chance.choice(sorted(moment.options))
    role = COMPANION if team == PARTY else DIRECTOR
    options = [option for option in moment.options[team] if not role.why_not(option.tool)]
    chosen: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    # By tool first: else the few that are possible at any moment would be nearly all that is ever asked for.
    names = sorted({option.tool.name for option in options})
    for name in chance.sample(names, min(len(names), chance.randint(1, 2))):
        left = [each for each in options if each.tool.name == name and each.actor not in chosen]
        if not left:
            continue
        option = chance.choice(left)
        calls = chosen[option.actor] = [(option.tool.name, _said(chance, moment, option))]
        if option.is_well and chance.random() < 0.5:
            free = [each for each in options if each.actor == option.actor and not each.tool.preconditions]
            behind = chance.choice(free)
            calls.append((behind.tool.name, _said(chance, moment, behind)))
    return role, [call for calls in chosen.values() for call in calls]


def _said(chance: Random, moment: Moment, option: Option) -> dict[str, Any]:
    said: dict[str, Any] = {"actor": option.actor, "seconds": chance.uniform(*SECONDS)}
    if option.target:
        said["target"] = option.target
    if "x" in option.tool.parameters.model_fields:
        said["x"], said["z"] = chance.choice(moment.places)
    return said
