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
        has_picture=True,
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
        has_picture=True,
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
        "Open Encounter below the picture and press Add trigger. It fires once when somebody of the party walks into "
        "its circle; drag it ahead of the hero.",
        lambda _sight: "board:encounter.add_trigger",
        lambda sight, _memory: sight.area is not None,
        so.hint_area,
    ),
    Step(
        "wave",
        "Add a wave of raiders",
        "Leave the trigger selected and press Wave: a group of raiders that it calls. Drag them beyond the circle, and "
        "type 3 at Count in the inspector.",
        lambda sight: _field(sight.wave, sight, "spawn_group.count", "board:encounter.add_spawn_group"),
        so.has_wave,
        so.hint_wave,
        needs=("area",),
        gone="The trigger area",
        has_picture=True,
    ),
    Step(
        "victory",
        "Say how it is won",
        "Press Victory. Nothing is asked of the party yet, so the fight is won when every enemy is down.",
        lambda _sight: "board:encounter.add_victory",
        so.is_winnable,
        so.hint_victory,
    ),
    Step(
        "problem",
        "Fix a problem",
        "Problems says that the encounter can't be lost. Click the quick fix at the right of that line: it adds a "
        "defeat condition.",
        lambda _sight: "panel:problems",
        lambda sight, _memory: bool(sight.entities("defeat")),
        so.hint_problem,
        needs=("victory",),
        gone="The victory condition",
        has_picture=True,
    ),
    Step(
        "objective",
        "Ask for something",
        "Click the row of the trigger in Encounter, and press Objective. The party is asked to reach the circle.",
        lambda sight: "board:encounter.add_objective" if sight.is_selected(sight.area) else _card(sight.area),
        so.asks,
        so.hint_objective,
        needs=("area",),
        gone="The trigger area",
        has_picture=True,
    ),
    Step(
        "line",
        "Let somebody speak",
        "Click the row of the trigger again, and press Line. The hero says it when the trigger fires; type your words "
        "at Text in the inspector.",
        lambda sight: _field(
            sight.line,
            sight,
            "line.text",
            "board:encounter.add_line" if sight.is_selected(sight.area) else _card(sight.area),
        ),
        so.speaks,
        so.hint_line,
    ),
    Step(
        "try",
        "Try it beside the window",
        "Press Try it: the autopilot plays the encounter to its end. The marks in the rows show when each part came.",
        lambda _sight: "board:encounter.try",
        so.is_tried,
        so.hint_try,
        needs=("hero", "wave", "victory", "problem"),
        gone="Something that the fight needs",
        has_picture=True,
    ),
    Step(
        "play",
        "Play it",
        "Press <play.start>: a copy of the scene runs. Click into the picture and walk with W A S D, or let the "
        "autopilot play with <play.autopilot>.",
        lambda _sight: "action:play.start",
        so.begun,
        so.hint_play,
        needs=("hero", "wave", "victory", "problem"),
        gone="Something that the fight needs",
        plays=True,
    ),
    Step(
        "end",
        "Win or lose",
        "Walk into the circle, and the raiders come. Point at one close by and hold the left button to strike; the "
        "right one shoots, Shift guards, <play.autopilot> lets the autopilot fight.",
        lambda _sight: "viewport",
        so.ended,
        so.hint_end,
        plays=True,
        has_picture=True,
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
        has_picture=True,
    ),
    Step(
        "undo",
        "Take it back",
        "Press <edit.undo>: the number is what it was. History lists every change, and a click goes to any moment.",
        lambda _sight: "menu:Edit",
        so.is_undone,
        so.hint_undo,
        begin=so.remember_count,
    ),
    Step(
        "again",
        "Play again and win",
        "Do it again with <edit.redo>, press <play.start>, and win this time. The autopilot may help.",
        lambda _sight: "action:play.start",
        so.is_won,
        so.hint_won,
        plays=True,
        has_picture=True,
    ),
)
"""The whole tutorial."""

CLOSING = (
    "A whole encounter, from its start to its end.",
    "<project.save> saves it, New encounter in the menu Encounter begins the next, and <help.here> opens the help.",
)
"""What is said when all steps are passed."""


def step_of(id_: str) -> Step | None:
    """The step with an id; None when there is none, as for one of another version."""
    return next((step for step in STEPS if step.id == id_), None)


def _entity(entity: EntityView | None) -> str:
    return f"entity:{entity.id}" if entity is not None else "panel:outliner"


def _card(entity: EntityView | None) -> str:
    return f"card:{entity.id}" if entity is not None else "panel:encounter"


def _field(entity: EntityView | None, sight: Sight, key: str, without: str) -> str:
    """The field of an entity where that is selected, else the entity's row, else where one is made."""
    if entity is None:
        return without
    return f"field:{key}" if sight.is_selected(entity) else _entity(entity)
