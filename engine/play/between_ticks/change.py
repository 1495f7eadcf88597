"""What a command changes in the columns of a running lane between two ticks, in a world that stays as it is."""

from engine.play.between_ticks.possessing import possess
from engine.play.between_ticks.starting import start_at
from engine.play.between_ticks.throwing import blast
from engine.play.between_ticks.tuning import tune
from engine.play.commands import Possess, PushAway, StartAt, Tune
from engine.play.compile.compiled import CompiledScene
from engine.world.world import World


def change(compiled: CompiledScene, world: World, command: Tune | Possess | StartAt | PushAway) -> None:
    """Do as the command says. CompileError, with Findings, and nothing changed where that can't be."""
    match command:
        case Tune():
            tune(compiled, world, command)
        case Possess():
            possess(compiled, world, command)
        case StartAt():
            start_at(compiled, world, command)
        case PushAway():
            blast(world, command)
