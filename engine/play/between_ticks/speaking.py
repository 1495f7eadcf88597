"""Who says a line between two ticks: somebody in play, and what they say is one line of visible letters."""

from engine.document import Finding
from engine.play.commands import SayLine
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.spoken import Spoken, spoken, why_unsayable
from engine.world.ids import UP
from engine.world.world import World


def line_of(compiled: CompiledScene, world: World, command: SayLine) -> Spoken:
    """The line as it stands from the next tick on. CompileError, with a Finding, where nobody can say it."""
    row = compiled.row_of(command.speaker)
    reason = why_unsayable(command.text)
    reason = f"it {reason}" if reason else ""
    if row is None:
        reason = f'nobody in play is called "{command.speaker[:64]}"'
    elif int(world.view["life"][row]) != UP:
        reason = f'"{command.speaker}" is not up'
    if reason:
        raise CompileError([Finding("line", "warning", f"A line is not said: {reason}.", None, None)])
    return spoken(command.speaker, command.text, int(world.view["tick"][0]))
