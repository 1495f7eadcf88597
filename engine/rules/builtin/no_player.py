"""Nobody to play, or more than one."""

from collections.abc import Iterator

from engine.document import Command, EntityView, Finding, Path
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.components.team import Team


@rule("no-player", "error", "Nobody to play, or more than one")
def no_player(scene: RuleScene) -> Iterator[Finding]:
    """An encounter needs exactly one actor whom the player controls."""
    if not scene.has_encounter or not scene.has_actors:
        return
    players = list(scene.view.with_component("player"))
    if not players:
        member = _first_of_the_party(scene)
        fix: tuple[Command, ...] = (scene.set(member, "player", {}),) if member else ()
        yield scene.finding(
            "Nobody in the encounter is the player. Give one member of the party the player component.",
            member or Path(scene.view.encounter_file or scene.view.scene_file),
            fix=fix,
            fix_title=f"Let the player control {member.name}" if member else "",
        )
    for extra in players[1:]:
        own = scene.view.snapshot.value(Path.entity(extra.file, extra.id, "player")) is not None
        prefab = scene.view.prefabs.get(extra.prefab or "")
        inherited = prefab is not None and "player" in prefab.components
        fix = (scene.set(extra, "player", None),) if own and not inherited else ()
        yield scene.finding(
            f"{extra.name} is a second player beside {players[0].name}; only one can be controlled. "
            "Take the player component off one of them.",
            extra,
            fix=fix,
            fix_title=f"Leave {extra.name} to the autopilot" if fix else "",
        )


def _first_of_the_party(scene: RuleScene) -> EntityView | None:
    for entity, team in scene.with_component(Team):
        if team.side == "party" and "body" in entity.components:
            return entity
    return None
