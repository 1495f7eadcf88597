"""Player jump: a press of the button asks for a jump; holding it down asks no second time."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.world.columns import column
from engine.world.ids import JUMP, RUNNING, UP
from engine.world.system import system

JUMP_HELD = column("jump_held", "row", "u1", doc="1 while a person holds the jump button down.")


@system(slot="steering", order=60, writes="wants_jump jump_held")
def player_jump(lane, outcome, autopilot, input_buttons, is_player, life, stun, wants_jump, jump_held):
    """Reads the buttons where no autopilot plays; writes the player's `wants_jump`, which the crowd takes."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or is_player[i] == 0 or autopilot[L] != 0:
            continue
        is_held = input_buttons[L] & JUMP != 0
        if is_held and jump_held[i] == 0 and life[i] == UP and stun[i] == 0:
            wants_jump[i] = 1
        jump_held[i] = is_held
