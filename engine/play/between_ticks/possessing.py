"""Possession: another member of the party is the one whom the player's hands move; the one before plans again."""

import numpy as np

from engine.document import Finding
from engine.play.commands import Possess
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.world.ids import PARTY, TEAM_NAMES
from engine.world.world import World


def possessable(compiled: CompiledScene, world: World, entity: str) -> int:
    """Local id of somebody whom the player may be. ValueError, in a sentence, when that can't be."""
    row = compiled.row_of(entity)
    if row is None:
        raise ValueError(f'nobody in play is called "{entity}"')
    view = world.view
    team = int(view["team"][row])
    if team != PARTY:
        raise ValueError(f'"{entity}" is {TEAM_NAMES[team]}; only the party can be played')
    if "agent_profile" in view and int(view["agent_profile"][row]) < 0:
        raise ValueError(f'"{entity}" is no agent: nobody would play it afterwards')
    return row


def possess(compiled: CompiledScene, world: World, command: Possess) -> None:
    """Let the player be somebody else. CompileError, with a Finding, and nothing changed where that can't be.

    Rules about the player are about whoever that is now: with `player_down` the one who is played may not stay down.
    """
    try:
        row = possessable(compiled, world, command.entity)
    except ValueError as error:
        text = f"The player can't be {command.entity}: {error}."
        raise CompileError([Finding("possess", "error", text, None, None)]) from error
    view = world.view
    before = np.flatnonzero(view["is_player"] != 0)
    view["is_player"][:] = 0
    view["is_player"][row] = 1
    # Hands let go of whom they held: a walk that was wished for must not go on by itself.
    if before.size and int(before[0]) != row:
        view["desired_velocity"][before] = 0.0
