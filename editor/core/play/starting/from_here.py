"""Play from here: at a spot, at a beat of the encounter, and as somebody else of the party."""

from typing import TYPE_CHECKING

from editor.core.play.starting.places import StartPlace
from engine.play.commands import Possess, StartAt

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from engine.play.running.session import Session

BEATS = ("objective", "trigger", "spawn_group")


def play_from(editor: "Editor", place: tuple[float, float] | None = None, beat: str = "") -> None:
    """Start a run in which the party begins at a place (x, z) [m] or at a beat; what is skipped stands in the console.

    A run that goes on already is stopped first.
    """
    editor.play.stop()
    told = _Told(editor, beat)
    there = None if place is None else (round(place[0], 2), round(place[1], 2))
    editor.play.starts.remember(editor.scene, editor.encounter, StartPlace(there, beat))
    editor.play.start(said=[StartAt(there, beat)])
    told.look()


def play_from_last(editor: "Editor") -> None:
    """Start a run where the last one began that did not begin at the start."""
    last = editor.play.starts.last(editor.scene, editor.encounter)
    if last is not None:
        play_from(editor, last.place, last.beat)


def last_start(editor: "Editor") -> str:
    """Where the last run of the open scene began, in words: "(3.0, −4.5)" or the beat's name; "" for the start."""
    last = editor.play.starts.last(editor.scene, editor.encounter)
    if last is None or not editor.has_scene:
        return ""
    if last.beat:
        shown = editor.view.get(last.beat)
        return f"“{shown.name}”" if shown is not None else ""
    x, z = last.place or (0.0, 0.0)
    return f"({x:.1f}, {z:.1f})".replace("-", "−")


def beat_of(editor: "Editor") -> str:
    """The one selected entity when play can begin at it, else ""."""
    ids = editor.selection.ids
    shown = editor.view.get(ids[0]) if editor.has_scene and len(ids) == 1 else None
    if shown is None or not shown.file.startswith("encounters/"):
        return ""
    return shown.id if any(name in shown.components for name in BEATS) else ""


def party_of(session: "Session | None") -> tuple[str, ...]:
    """Entity ids of those whom the player may be, in the order of the scene."""
    if session is None:
        return ()
    from engine.play.between_ticks.possessing import possessable
    from engine.world.ids import UP

    found: list[str] = []
    rows: list[int] = (session.world.view["life"][: len(session.compiled.roster)] == UP).nonzero()[0].tolist()
    for row in rows:
        entity = session.compiled.entity_of_row[row][0]
        try:
            possessable(session.compiled, session.world, entity)
        except ValueError:
            continue
        found.append(entity)
    return tuple(found)


def player_of(session: "Session | None") -> str:
    """Entity id of whom the player is, "" for nobody."""
    if session is None:
        return ""
    rows = (session.world.view["is_player"] != 0).nonzero()[0]
    return session.compiled.entity_of_row[int(rows[0])][0] if len(rows) else ""


def possess(editor: "Editor", entity: str) -> None:
    """Let the player be another member of the party from the next tick on."""
    play = editor.play
    if play.session is None or entity == player_of(play.session):
        return
    play.say(Possess(entity), lambda said: isinstance(said, Possess))
    row = play.session.compiled.row_of(entity)
    name = play.session.compiled.entity_of_row[row][1] if row is not None else entity
    editor.log.add("info", "play", f"You play {name} now; the others follow their own plans", play.tick, entity)


def possess_next(editor: "Editor") -> None:
    """Let the player be the next one of the party."""
    party, player = party_of(editor.play.session), player_of(editor.play.session)
    if party:
        place = party.index(player) + 1 if player in party else 0
        possess(editor, party[place % len(party)])


class _Told:
    """Waits until the run is there, which may take a compilation, and writes what was skipped into the console."""

    def __init__(self, editor: "Editor", beat: str) -> None:
        self._editor = editor
        self._beat: str | None = beat
        editor.play.changed.connect(self.look)

    def look(self) -> None:
        """Tell it once; a run that did not come to be has nothing to tell."""
        play = self._editor.play
        if play.state == "preparing" or self._beat is None:
            return
        beat, self._beat = self._beat, None
        play.changed.disconnect(self.look)  # pyright: ignore[reportUnknownMemberType]
        if play.session is None or not beat:
            return
        from engine.play.between_ticks.starting import skipped, told

        lines = told(play.session.compiled, skipped(play.session.compiled, beat))
        for line in lines or ["Nothing comes before this beat; play begins as usual"]:
            self._editor.log.add("info", "play", f"Play from “{beat}”: {line}", 0, beat)
