"""What the steps wait for, and what is said after a wrong turn."""

from typing import Any, cast

from editor.core.encounters.cards import UNSAID
from editor.core.tutorial.sight import Sight, field, place
from editor.core.tutorial.step import Memory

LEAST_WAVE = 3
"""So many make a wave."""
MOVED_M = 0.05
"""By less than this nothing counts as moved."""


def _place_then(memory: Memory, name: str) -> list[float]:
    """A place that was remembered; empty for none."""
    kept: Any = memory.get(name)
    return [float(number) for number in cast("list[float]", kept)] if isinstance(kept, list) else []


def moved(sight: Sight, memory: Memory) -> bool:
    """The ally stands elsewhere than when the step began."""
    now, before = place(sight.ally), _place_then(memory, "place")
    return len(now) == len(before) == 3 and max(abs(a - b) for a, b in zip(now, before, strict=True)) > MOVED_M


def hint_hero(sight: Sight, _memory: Memory) -> str:
    """Somebody else was placed."""
    if sight.foes:
        return "That is a raider, who would fight the hero. <edit.undo> takes it back; drag Hero instead."
    if sight.ally is not None:
        return "That is an ally, whom the computer plays. Keep it, and drag Hero in as well."
    return ""


def hint_ally(sight: Sight, _memory: Memory) -> str:
    """A second hero or an enemy was placed."""
    if len(sight.entities("player")) > 1:
        return "Two heroes stand there, but only one can be played. <edit.undo> takes the second back."
    return "That is a raider, an enemy. <edit.undo> takes it back; drag Ally instead." if sight.foes else ""


def hint_move(sight: Sight, memory: Memory) -> str:
    """Another tool, another selection, another who moved."""
    if sight.editor.tools.tool != "move":
        return "Another tool is in hand. <tool.move> takes the one that moves."
    if not sight.is_selected(sight.ally):
        return "Click the ally first; the arrows stand on what is selected."
    hero_was = _place_then(memory, "hero")
    if hero_was and place(sight.hero) != hero_was:
        return "The hero has moved, not the ally. Both may stand where you like; now move the ally."
    return ""


def hint_area(sight: Sight, _memory: Memory) -> str:
    """A group was added instead."""
    if sight.entities("spawn_group"):
        return "That is the wave already; it comes next. This step wants a trigger beside it."
    return ""


def _is_called(sight: Sight) -> bool:
    """Whether the group waits for a trigger that there is."""
    named, areas = field(sight.wave, "spawn_group", "trigger"), {each.id for each in sight.entities("trigger")}
    return field(sight.wave, "spawn_group", "when") == "trigger" and named in areas


def has_wave(sight: Sight, _memory: Memory) -> bool:
    """A group of enemies that a trigger calls, and enough of them."""
    prefab, count = str(field(sight.wave, "spawn_group", "prefab") or ""), field(sight.wave, "spawn_group", "count")
    return sight.is_side_of(prefab, "hostile") and _is_called(sight) and int(count or 0) >= LEAST_WAVE


def hint_wave(sight: Sight, _memory: Memory) -> str:
    """What the group still lacks."""
    if sight.wave is None:
        return "A raider that stands there by itself is no wave. Press Wave in Encounter." if sight.foes else ""
    if not sight.is_side_of(str(field(sight.wave, "spawn_group", "prefab") or ""), "hostile"):
        return "The wave is there, but nobody comes with it. Choose Raider at Prefab in the inspector."
    if not _is_called(sight):
        return "The wave comes at the start. Drag its row in Encounter onto the row of the trigger."
    return "The wave hangs on the trigger. Type 3 at Count, so that it is worth a fight."


def is_winnable(sight: Sight, _memory: Memory) -> bool:
    """The fight is won when every enemy is down."""
    return any(field(each, "victory", "when") == "hostiles_down" for each in sight.entities("victory"))


def hint_victory(sight: Sight, _memory: Memory) -> str:
    """It is won by something else."""
    if sight.entities("victory"):
        return "It is won by an objective as it stands. Choose Hostiles down at When in the inspector."
    return ""


def hint_problem(sight: Sight, _memory: Memory) -> str:
    """The problem is not told."""
    if not sight.problems("encounter-without-end") and sight.editor.findings.is_current:
        return "Problems does not say so. Place the hero and the wave again, or press Defeat in Encounter."
    return ""


def asks(sight: Sight, _memory: Memory) -> bool:
    """The party is asked to reach an area."""
    asked, areas = sight.objective, {each.id for each in sight.entities("trigger")}
    return field(asked, "objective", "kind") == "reach" and field(asked, "objective", "target") in areas


def hint_objective(sight: Sight, _memory: Memory) -> str:
    """What the objective still lacks."""
    if sight.objective is None:
        return ""
    return "This one asks for something else. <edit.undo>, click the row of the trigger, and press Objective again."


def speaks(sight: Sight, _memory: Memory) -> bool:
    """A line has a speaker and words of its own."""
    text = str(field(sight.line, "line", "text") or "").strip()
    return text not in ("", UNSAID) and bool(field(sight.line, "line", "speaker"))


def hint_line(sight: Sight, _memory: Memory) -> str:
    """What the line still lacks."""
    if sight.line is None:
        return ""
    if not field(sight.line, "line", "speaker"):
        return "The line is there. Choose who says it at Speaker."
    return "The line stands. Type at Text what the hero says."


def is_tried(sight: Sight, _memory: Memory) -> bool:
    """The encounter as it stands was tried to its end."""
    trials = sight.editor.trials
    return trials.last is not None and not trials.is_running and not trials.is_stale


def hint_try(sight: Sight, _memory: Memory) -> str:
    """Why there is no trial."""
    trials = sight.editor.trials
    if sight.editor.findings.errors_of_scene:
        return "An error keeps it from being tried. Problems lists it, with its repair."
    if trials.error:
        return "The trial failed. Problems says why."
    return ""


def begun(sight: Sight, _memory: Memory) -> bool:
    """A copy runs."""
    return sight.editor.play.session is not None


def hint_play(sight: Sight, _memory: Memory) -> str:
    """What keeps play closed."""
    errors = len(sight.editor.findings.errors_of_scene)
    if errors and not sight.is_playing:
        return "An error keeps play closed. Problems lists it, with its repair."
    if sight.editor.play.state == "preparing":
        return "The game's code is being compiled for the first time; it begins by itself."
    return ""


def ended(sight: Sight, _memory: Memory) -> bool:
    """The run has come to its end."""
    return sight.editor.play.has_ended


def hint_end(sight: Sight, _memory: Memory) -> str:
    """The run was stopped or is held."""
    play = sight.editor.play
    if not play.is_active:
        return "The run was stopped before its end. <play.start> begins anew."
    if play.state == "paused":
        return "The run is held. <play.pause> lets it go on."
    return ""


def remember_count(sight: Sight) -> Memory:
    """How many the group has."""
    return {"count": field(sight.wave, "spawn_group", "count")}


def is_tuned(sight: Sight, memory: Memory) -> bool:
    """The group has another number than when the step began, and nothing plays."""
    count = field(sight.wave, "spawn_group", "count")
    return not sight.is_playing and count is not None and count != memory.get("count")


def is_undone(sight: Sight, memory: Memory) -> bool:
    """The number is another one again, and what was undone could be done again."""
    count = field(sight.wave, "spawn_group", "count")
    return count != memory.get("count") and sight.editor.undo.can_redo


def hint_undo(sight: Sight, memory: Memory) -> str:
    """It was typed back instead."""
    if field(sight.wave, "spawn_group", "count") != memory.get("count"):
        return "That is one more change. <edit.undo> takes changes back, the last one first."
    return ""


def is_won(sight: Sight, _memory: Memory) -> bool:
    """The run was won."""
    play = sight.editor.play
    return play.has_ended and play.outcome == "victory"


def hint_won(sight: Sight, _memory: Memory) -> str:
    """The run was lost."""
    play = sight.editor.play
    if play.has_ended:
        return "Lost. Stop with <play.stop>, take a raider from Count, and play again."
    return ""
