"""What the player's hands do, or which autopilot plays in their place, in the columns of a running lane."""

import math

import numpy as np

from engine.play.commands import FARTHEST_M, Input, SetAutopilot
from engine.world.ids import SKILL_NAMES
from engine.world.world import World

MOST_PLACES = 1000
"""Larger choices say nothing that a smaller one does not."""


def write_input(world: World, command: Input) -> None:
    """Fill the input columns. A length above 1 and numbers that are none are brought into range."""
    move = np.nan_to_num(np.asarray(command.move, np.float64), posinf=0.0, neginf=0.0)
    length = math.hypot(float(move[0]), float(move[1]))
    world.view["input_move"][0] = move / length if length > 1.0 else move
    aim = np.nan_to_num(np.asarray(command.aim, np.float64), posinf=0.0, neginf=0.0)
    # Beyond that directions come to no number, and what follows them would, too.
    world.view["input_aim"][0] = np.clip(aim, -FARTHEST_M, FARTHEST_M)
    world.view["input_buttons"][0] = command.buttons


def write_autopilot(world: World, command: SetAutopilot) -> None:
    """Set the autopilot. ValueError for an unknown skill."""
    skill = command.skill or SKILL_NAMES[0]
    if skill not in SKILL_NAMES:
        raise ValueError(f'there is no skill "{skill}"; expected {", ".join(SKILL_NAMES[1:])}')
    world.view["autopilot"][0] = SKILL_NAMES.index(skill)
    if command.choice is not None:
        world.view["errand_choice"][0] = max(-1, min(command.choice, MOST_PLACES))
