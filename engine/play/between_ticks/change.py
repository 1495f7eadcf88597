"""What a command changes in the columns of a running lane between two ticks, in a world that stays as it is."""

from engine.play.between_ticks.hands import write_autopilot, write_input
from engine.play.between_ticks.possessing import possess
from engine.play.between_ticks.starting import start_at
from engine.play.between_ticks.throwing import blast
from engine.play.between_ticks.tuning import tune
from engine.play.commands import Input, Possess, PushAway, SetAutopilot, StartAt, Tune
from engine.play.compile.compiled import CompiledScene
from engine.world.world import World


def change(
    compiled: CompiledScene, world: World, command: Input | SetAutopilot | Tune | Possess | StartAt | PushAway
) -> None:
    """Do as the command says. CompileError, with Findings, and nothing changed where that can't be."""
    match command:
        case Input():
            write_input(world, command)
        case SetAutopilot():
            write_autopilot(world, command)
        case Tune():
            tune(compiled, world, command)
        case Possess():
            possess(compiled, world, command)
        case StartAt():
            start_at(compiled, world, command)
        case PushAway():
            blast(world, command)
