"""The steps of the first encounter, in their order."""

from editor.core.tutorial import conditions as so
from editor.core.tutorial.sight import Sight, place
from editor.core.tutorial.step import Step
from engine.document import EntityView

STEPS: tuple[Step, ...] = (
    Step(
        "hero",
        "Place the hero",
        "Drag Hero from Assets into the picture, to the near side of the field. The ghost shows where the hero will "
        "stand.",
        lambda _sight: "asset:hero",
        lambda sight, _memory: sight.hero is not None,
        so.hint_hero,
    ),
    Step(
        "ally",
        "Place an ally",
        "Drag Ally to a place beside the hero. Whoever you drop is selected, and the inspector shows it.",
        lambda _sight: "asset:ally",
        lambda sight, _memory: sight.ally is not None,
        so.hint_ally,
        needs=("hero",),
        gone="The hero",
    ),
    Step(
        "move",
        "Move the ally",
        "Drag the red or the blue arrow that stands on the ally. Let go where it should stand; one drag is one entry "
        "of History.",
        lambda sight: "viewport" if sight.is_selected(sight.ally) else _entity(sight.ally),
        so.moved,
        so.hint_move,
        lambda sight: {"place": place(sight.ally), "hero": place(sight.hero)},
        needs=("ally",),
        gone="The ally",
    ),
    Step(
        "save",
        "Save",
        "Press <project.save>. The title loses its mark, and the files hold what you see.",
        lambda _sight: "menu:File",
        lambda sight, _memory: not sight.editor.is_dirty,
    ),
    Step(
        "area",
        "Add a trigger area",
        "Add a trigger with <add.trigger>, or from the Encounter menu. It fires once when somebody of the party walks "
        "into its circle; drag it ahead of the hero.",
        lambda _sight: "menu:Encounter",
        lambda sight, _memory: sight.area is not None,
        so.hint_area,
    ),
    Step(
        "wave",
        "Add a wave of raiders",
        "Add an enemy group with <add.spawn_group>. In the inspector choose Raider at Prefab, and type 3 at Count.",
        lambda sight: _field(sight.wave, sight, "spawn_group.prefab", "menu:Encounter"),
        so.has_wave,
        so.hint_wave,
    ),
    Step(
        "when",
        "Let the wave wait",
        "Choose trigger at When of the group. A group that waits comes when its trigger fires.",
        lambda sight: _field(sight.wave, sight, "spawn_group.when", "panel:outliner"),
        so.waits,
        needs=("wave",),
        gone="The wave",
    ),
    Step(
        "problem",
        "Fix a problem",
        "Problems says that the group names no trigger. Click its quick fix at the right: the group is linked to the "
        "area.",
        lambda _sight: "panel:problems",
        so.is_linked,
        so.hint_linked,
        needs=("area", "wave"),
        gone="The area or the wave",
    ),
    Step(
        "objective",
        "Add an objective",
        "Add an objective with <add.objective>. In the inspector choose Reach at Kind, and the trigger at Target.",
        lambda sight: _field(sight.objective, sight, "objective.kind", "menu:Encounter"),
        so.asks,
        so.hint_objective,
        needs=("area",),
        gone="The area",
    ),
    Step(
        "victory",
        "Say how it is won",
        "Choose Add victory condition in the Encounter menu. As it comes, the fight is won when every enemy is down.",
        lambda _sight: "menu:Encounter",
        lambda sight, _memory: bool(sight.entities("victory")),
    ),
    Step(
        "defeat",
        "Say how it is lost",
        "Choose Add defeat condition in the Encounter menu. As it comes, the fight is lost when the hero stays down "
        "for 8 seconds.",
        lambda _sight: "menu:Encounter",
        lambda sight, _memory: bool(sight.entities("defeat")),
    ),
    Step(
        "line",
        "Let somebody speak",
        "Choose Add dialogue line in the Encounter menu. In the inspector choose Hero at Speaker, and type a sentence "
        "at Text.",
        lambda sight: _field(sight.line, sight, "line.speaker", "menu:Encounter"),
        so.speaks,
        so.hint_line,
    ),
    Step(
        "play",
        "Play it",
        "Press <play.start>: a copy of the scene runs. Click into the picture and walk with W A S D, or let the "
        "autopilot play with <play.autopilot>.",
        lambda _sight: "action:play.start",
        so.begun,
        so.hint_play,
        needs=("hero", "wave", "victory", "defeat"),
        gone="Something that the fight needs",
        plays=True,
    ),
    Step(
        "end",
        "Win or lose",
        "Walk into the circle, and the raiders come. The left button strikes, the right one throws, Shift guards.",
        lambda _sight: "viewport",
        so.ended,
        so.hint_end,
        plays=True,
    ),
    Step(
        "tune",
        "Tune a number",
        "Stop with <play.stop>; the scene is as it was. Select the group and give Count another number: two raiders "
        "are a fair fight.",
        lambda sight: (
            "action:play.stop" if sight.is_playing else _field(sight.wave, sight, "spawn_group.count", "panel:outliner")
        ),
        so.is_tuned,
        begin=so.remember_count,
        needs=("wave",),
        gone="The wave",
        plays=True,
    ),
    Step(
        "undo",
        "Take it back",
        "Press <edit.undo>: the number is what it was. History lists every change, and a click goes to any moment.",
        lambda _sight: "menu:Edit",
        so.is_undone,
        so.hint_undo,
        begin=so.remember_tuned,
    ),
    Step(
        "again",
        "Play again and win",
        "Do it again with <edit.redo>, press <play.start>, and win this time. The autopilot may help.",
        lambda _sight: "action:play.start",
        so.is_won,
        so.hint_won,
        plays=True,
    ),
)
"""The whole tutorial."""

CLOSING = (
    "That is a whole encounter: somebody to play, something that happens, an end. Save it with <project.save>.",
    "Help tells the rest: <help.here> opens the page of whatever has the keyboard.",
)
"""What is said when all steps are passed."""


def step_of(id_: str) -> Step | None:
    """The step with an id; None when there is none, as for one of another version."""
    return next((step for step in STEPS if step.id == id_), None)


def _entity(entity: EntityView | None) -> str:
    return f"entity:{entity.id}" if entity is not None else "panel:outliner"


def _field(entity: EntityView | None, sight: Sight, key: str, without: str) -> str:
    """The field of an entity where that is selected, else the entity's row, else where one is made."""
    if entity is None:
        return without
    return f"field:{key}" if sight.is_selected(entity) else _entity(entity)
