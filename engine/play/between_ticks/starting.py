"""Play from here: the party begins at a spot, or at a beat of the encounter with what comes before it counted as met.

A beat is an objective, a trigger or a spawn group. What lies before it follows from the encounter: the objectives that
it waits for, their signals, the triggers that hang on those, and the groups that these would have brought and that were
beaten, or that a wave follows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np

from engine.document import Finding
from engine.nav import walk
from engine.play.commands import FARTHEST_M, StartAt
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.systems.encounter.objective_states import DEFEAT, MET, ON_SIGNAL, OPEN, REACH, USE
from engine.play.systems.encounter.spawning import AFTER_GROUP, BY_TRIGGER, HAS_COME
from engine.play.systems.encounter.triggers import ENTERED, WHEN_MET
from engine.play.systems.encounter.triggers import ON_SIGNAL as SENT
from engine.world.ids import DEAD, PARTY, UP
from engine.world.world import World

BODY_M = 0.5
ROOM_FOR_BODY = int(cast("Any", walk).room_needed(np.float32(BODY_M)))
RINGS_M = (1.2, 2.2, 3.4, 5.0)
"""Where somebody stands whose own place is not free: at these distances from the spot, in eight directions."""
ASLANT = 0.70710678
DIRECTIONS = (
    (0.0, 1.0), (ASLANT, ASLANT), (1.0, 0.0), (ASLANT, -ASLANT),
    (0.0, -1.0), (-ASLANT, -ASLANT), (-1.0, 0.0), (-ASLANT, ASLANT),
)  # fmt: skip


@dataclass
class Skipped:
    """What lies before a beat, as numbers in scene order, and where the party stands; None for where it is."""

    objectives: list[int] = field(default_factory=list[int])
    triggers: list[int] = field(default_factory=list[int])
    groups: list[int] = field(default_factory=list[int])
    signals: list[int] = field(default_factory=list[int])
    rows: list[int] = field(default_factory=list[int])
    place: tuple[float, float] | None = None
    objective: int = -1
    trigger: int = -1
    group: int = -1


def beats(compiled: CompiledScene) -> tuple[tuple[str, str], ...]:
    """(entity id, what it asks for) of everything in an encounter that play can begin at, in its order."""
    found: list[tuple[str, str]] = []
    for entity in compiled.view.entities:
        objective: Any = entity.components.get("objective")
        if objective is not None:
            found.append((entity.id, str(objective.text or entity.name)))
        elif "trigger" in entity.components or "spawn_group" in entity.components:
            found.append((entity.id, str(entity.name)))
    return tuple(found)


def skipped(compiled: CompiledScene, beat: str) -> Skipped:
    """What comes before a beat. ValueError, in a sentence, when there is no such beat."""
    statics, view = compiled.statics, compiled.view
    objectives = [entity.id for entity in view.with_component("objective")]
    triggers = [entity.id for entity in view.with_component("trigger")]
    groups = [entity.id for entity in view.with_component("spawn_group")]
    made = Skipped()
    if beat in objectives:
        made.objective = objectives.index(beat)
        chain = list(_before(statics["objective_rule"], made.objective))
    elif beat in triggers:
        made.trigger = triggers.index(beat)
        rule = statics["trigger_rule"][made.trigger]
        chain = [int(rule[3]), *_before(statics["objective_rule"], int(rule[3]))] if rule[0] == WHEN_MET else []
        made.signals += [int(rule[3])] if rule[0] == SENT and rule[3] >= 0 else []
    elif beat in groups:
        made.group = groups.index(beat)
        chain = _before_group(made, statics)
    else:
        known = ", ".join(name for name, _ in beats(compiled)) or "none"
        raise ValueError(f'there is no beat "{beat}"; the encounter has {known}')
    made.objectives = [number for number in reversed(chain) if number >= 0]
    _take_along(made, compiled, objectives, triggers)
    return made


def told(compiled: CompiledScene, made: Skipped) -> list[str]:
    """What is set up for a beat, a line for each thing."""
    view = compiled.view
    kinds = (("objective", made.objectives, "counts as met"), ("trigger", made.triggers, "counts as fired"),
             ("spawn_group", made.groups, "has come and was beaten"))  # fmt: skip
    lines: list[str] = []
    for component, numbers, how in kinds:
        entities = list(view.with_component(component)) if numbers else []
        for number in numbers:
            entity = entities[number]
            text = getattr(entity.components[component], "text", "") or entity.name
            lines.append(f"“{str(text).rstrip('.')}” {how}")
    lines += [f"“{compiled.entity_of_row[row][1]}” counts as beaten" for row in made.rows]
    signals = list(compiled.parts.signals)
    lines += [f"the signal “{signals[number]}” counts as sent" for number in made.signals]
    return lines


def start_at(compiled: CompiledScene, world: World, command: StartAt) -> None:
    """Set a lane up to begin elsewhere. CompileError, with a Finding, and nothing changed where that can't be."""
    try:
        made = skipped(compiled, command.beat) if command.beat else Skipped()
    except ValueError as error:
        text = f"Play can't begin there: {error}."
        raise CompileError([Finding("start-at", "error", text, None, None)]) from error
    if command.place is not None and not all(abs(part) <= FARTHEST_M for part in command.place):
        text = f"Play can't begin there: {command.place} lies farther than {FARTHEST_M:,.0f} m from the middle."
        raise CompileError([Finding("start-at", "error", text, None, None)])
    view, tick = world.view, int(world.view["tick"][0])
    for number in made.objectives:
        view["objective_state"][0, number] = MET
        view["objective_since"][0, number] = tick
    if made.objective >= 0:
        view["objective_state"][0, made.objective] = OPEN
    for number in made.triggers:
        view["trigger_fired"][0, number] = tick + 1
    if made.trigger >= 0:
        view["trigger_clock"][0, made.trigger] = 0
    for number in made.signals:
        view["signals"][0, number] = tick + 1
    if made.group >= 0:
        view["spawn_clock"][0, made.group] = 0
    for number in made.groups:
        view["spawn_clock"][0, number] = HAS_COME
        here = (view["spawn_group"] == number) & (view["life"] == UP)
        view["life"][here] = DEAD
    view["life"][made.rows] = DEAD
    place = made.place if command.place is None else command.place
    if place is not None:
        _stand(compiled, world, place)


def _before(rules: Any, number: int) -> Iterator[int]:
    """The objectives that one waits for, the nearest first."""
    seen: set[int] = set()
    while number >= 0 and number not in seen:
        seen.add(number)
        number = int(rules[number, 3])
        if number >= 0:
            yield number


def _before_group(made: Skipped, statics: Any) -> list[int]:
    """The objectives before a group, while the groups that it follows and the trigger of the first are put down."""
    rules, number = statics["spawn_rule"], made.group
    while rules[number, 0] == AFTER_GROUP and 0 <= rules[number, 1] != made.group:
        number = int(rules[number, 1])
        if number in made.groups:
            break
        made.groups.append(number)
    made.groups.reverse()
    trigger = int(rules[number, 1]) if rules[number, 0] == BY_TRIGGER else -1
    if trigger < 0:
        return []
    made.triggers.append(trigger)
    rule, area = statics["trigger_rule"][trigger], statics["trigger_area"][trigger]
    if rule[0] == ENTERED:
        made.place = (float(area[1]), float(area[2]))
    if rule[0] == SENT and rule[3] >= 0:
        made.signals.append(int(rule[3]))
    return [int(rule[3]), *_before(statics["objective_rule"], int(rule[3]))] if rule[0] == WHEN_MET else []


def _take_along(made: Skipped, compiled: CompiledScene, objectives: list[str], triggers: list[str]) -> None:
    """Add what goes with the objectives that count as met."""
    rules, places = compiled.statics["objective_rule"], compiled.statics["objective_place"]
    hangs, spawns = compiled.statics["trigger_rule"], compiled.statics["spawn_rule"]
    met = set(made.objectives)
    # What the last of them sets off belongs to the beat itself, so that happens by the rules.
    earlier = met - set(made.objectives[-1:])
    wanted = {int(rule[5]) for number, rule in enumerate(rules) if number not in met}
    for number in made.objectives:
        rule = rules[number]
        if rule[0] == ON_SIGNAL and rule[4] >= 0:
            made.signals.append(int(rule[4]))
        if rule[0] == DEFEAT and rule[1] >= 0:
            made.rows.append(int(rule[1]))
        if rule[0] == DEFEAT and rule[5] >= 0:
            made.groups.append(int(rule[5]))
        if rule[0] in (REACH, USE):
            made.place = (float(places[number, 1]), float(places[number, 2]))
    for number, rule in enumerate(hangs):
        is_over = rule[0] == WHEN_MET and int(rule[3]) in earlier
        is_over = is_over or (triggers[number] in objectives and objectives.index(triggers[number]) in met)
        if is_over and number != made.trigger and number not in made.triggers:
            made.triggers.append(number)
    # What the trigger of the beat itself calls comes together with it.
    with_it = int(spawns[made.group, 1]) if made.group >= 0 and spawns[made.group, 0] == BY_TRIGGER else -1
    for _ in range(len(spawns)):
        for number, rule in enumerate(spawns):
            is_over = rule[0] == BY_TRIGGER and int(rule[1]) in made.triggers and int(rule[1]) != with_it
            # A wave after a group that was beaten was beaten too, unless the beat is a group: then it is still to come.
            is_over = is_over or (rule[0] == AFTER_GROUP and made.group < 0 and int(rule[1]) in made.groups)
            if is_over and number not in wanted and number not in made.groups and number != made.group:
                made.groups.append(number)


def _stand(compiled: CompiledScene, world: World, place: tuple[float, float]) -> None:
    """Put the player to a place and the party around it as it stands now, each where there is room."""
    view = world.view
    party = np.flatnonzero((view["team"] == PARTY) & (view["life"] == UP) & (view["immovable"] == 0))
    players = [row for row in party.tolist() if view["is_player"][row]]
    if not players:
        return
    leader = players[0]
    home = view["position"][leader].copy()
    taken: list[tuple[float, float]] = []
    for row in [leader, *(each for each in party.tolist() if each != leader)]:
        off = view["position"][row] - home
        own = (float(place[0]) + float(off[0]), float(place[1]) + float(off[2]))
        spot = next((each for each in _spots(own, place) if _is_free(compiled, each, taken)), place)
        taken.append(spot)
        view["position"][row] = (spot[0], compiled.landscape.height_at(*spot), spot[1])
    view["previous_position"][party] = view["position"][party]
    for name in ("velocity", "desired_velocity"):
        view[name][party] = 0.0


def _spots(own: tuple[float, float], place: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Where somebody might stand: its own place, else on circles around the spot."""
    yield own
    for radius in RINGS_M:
        for x, z in DIRECTIONS:
            yield place[0] + radius * x, place[1] + radius * z


def _is_free(compiled: CompiledScene, spot: tuple[float, float], taken: list[tuple[float, float]]) -> bool:
    if any((spot[0] - x) ** 2 + (spot[1] - z) ** 2 < (2.0 * BODY_M) ** 2 for x, z in taken):
        return False
    room, frame = compiled.statics.get("nav_room"), compiled.statics.get("nav_frame")
    if room is None or frame is None or not room.size:
        return True
    origin_x, origin_z, cell = (float(part) for part in frame[:3])
    column, row = int((spot[0] - origin_x) // cell), int((spot[1] - origin_z) // cell)
    inside = 0 <= row < room.shape[0] and 0 <= column < room.shape[1]
    return inside and int(room[row, column]) >= ROOM_FOR_BODY
