"""What can be said to a running session: data only, so that a recording is a list of them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, TypeAlias, cast

from engine.play.agent_words import AgentWords, packed, unpacked
from engine.play.orders import Order, orders_data, read_orders

FARTHEST_M = 1e6
"""Farther from the middle no place is told from its neighbour, nor a cell numbered."""


@dataclass(frozen=True)
class Input:
    """What the player's hands do, held until the next Input.

    move: wish to walk in world (x, z), shortened to length 1; aim: point on the ground (x, z) [m]; buttons: bits of
    `engine.world.ids`.
    """

    kind: ClassVar[str] = "input"
    move: tuple[float, float] = (0.0, 0.0)
    aim: tuple[float, float] = (0.0, 0.0)
    buttons: int = 0


@dataclass(frozen=True)
class SetAutopilot:
    """Hand the player's actor to an autopilot of this skill, or back (None).

    Where an objective can be met in several places, such as at one stone or another, the autopilot goes to place
    `choice` of them, modulo their number; -1 leaves it to chance, and None leaves it as it is.
    """

    kind: ClassVar[str] = "autopilot"
    skill: str | None = None
    choice: int | None = None


@dataclass(frozen=True)
class Spawn:
    """Put `count` instances of a prefab around a place (x, y, z) [m]; the world is made larger between two ticks.

    Those that are `waiting` are out of play until a throw or a rule of the game brings them in.
    """

    kind: ClassVar[str] = "spawn"
    prefab: str
    count: int = 1
    position: tuple[float, float, float] = (0.0, 0.0, 0.0)
    waiting: bool = False


@dataclass(frozen=True)
class Populate:
    """Let `count` neutral people wander about the scene in place of those before; 0 leaves nobody.

    They appear on free ground, where they touch nothing and nobody: all over the scene, or as near as they can to
    `start` (x, z) [m]. They walk between the scene's roomy places, or all to `goal`. The world is rebuilt between two
    ticks; everybody else keeps its state and local id.
    """

    kind: ClassVar[str] = "populate"
    count: int
    seed: int = 0
    goal: tuple[float, float] | None = None
    start: tuple[float, float] | None = None


@dataclass(frozen=True)
class Throw:
    """Throw a ball: an instance of a prefab with a projectile, from a place (x, y, z) [m] with a velocity [m/s].

    `thrower` is the local id of who throws, whom it passes through at first; -1 for nobody. A free ball is taken, or
    room is made for some more; when too many are in play already, the one that would be gone first.
    """

    kind: ClassVar[str] = "throw"
    prefab: str
    position: tuple[float, float, float]
    velocity: tuple[float, float, float]
    thrower: int = -1


@dataclass(frozen=True)
class PushAway:
    """An explosion without harm: whoever and whatever is loose within `radius` [m] of a place is knocked away from it.

    `impulse` [N s] is what somebody right there takes; it falls in proportion to the distance.
    """

    kind: ClassVar[str] = "push_away"
    place: tuple[float, float, float]
    radius: float = 5.0
    impulse: float = 400.0


@dataclass(frozen=True)
class Retune:
    """From the next tick on these agents think with other actions, costs and goals: (entity id, actions, goals).

    The words are those of an `agent` component ("taunt=6"). Everybody else keeps theirs, and so does everybody when one
    word is none: a Finding says which.
    """

    kind: ClassVar[str] = "retune"
    agents: AgentWords = ()


@dataclass(frozen=True)
class Retry:
    """Begin the present chapter anew with what was carried into it and another chance; also after a run has ended.

    The clock goes on. What was put into the chapter by command is gone; what agents were told to think with stays.
    """

    kind: ClassVar[str] = "retry"


@dataclass(frozen=True)
class Tune:
    """Give a number of somebody in play another value: "health.current" of an entity, in the field's unit.

    What is no number of a running copy, or out of the field's range, changes nothing: a Finding says why.
    """

    kind: ClassVar[str] = "tune"
    entity: str
    field: str
    value: float


@dataclass(frozen=True)
class Possess:
    """Let the player be another member of the party; who was it before goes on by its own plans."""

    kind: ClassVar[str] = "possess"
    entity: str


@dataclass(frozen=True)
class StartAt:
    """Begin elsewhere: the party at a place (x, z) [m], or at a beat: an objective, trigger or wave.

    What comes before the beat counts as met, fired, sent and beaten (see `starting`). Without a place the party stands
    where the last of that was.
    """

    kind: ClassVar[str] = "start_at"
    place: tuple[float, float] | None = None
    beat: str = ""


@dataclass(frozen=True)
class GiveOrders:
    """Let agents do these things in place of their own plans, each actor its own one after the other.

    Whoever was at other orders leaves them. When one of them can't be given, none is: a Finding says which.
    """

    kind: ClassVar[str] = "orders"
    orders: tuple[Order, ...] = ()


@dataclass(frozen=True)
class SayLine:
    """Let somebody in play say a line, which is shown as a subtitle in place of the one before.

    No column holds it: the run goes on as if nothing had been said. A line that can't be said, or of nobody in play, is
    not: a Finding says why.
    """

    kind: ClassVar[str] = "line"
    speaker: str
    text: str


PlayCommand: TypeAlias = (
    Input
    | SetAutopilot
    | Spawn
    | Populate
    | Throw
    | PushAway
    | Retune
    | Retry
    | Tune
    | Possess
    | StartAt
    | GiveOrders
    | SayLine
)
_COMMANDS: tuple[type[PlayCommand], ...] = (
    Input, SetAutopilot, Spawn, Populate, Throw, PushAway, Retune, Retry, Tune, Possess, StartAt, GiveOrders, SayLine,
)  # fmt: skip
_KINDS: dict[str, type[PlayCommand]] = {command.kind: command for command in _COMMANDS}


def as_data(command: PlayCommand) -> dict[str, Any]:
    """Plain data for a recording."""
    if isinstance(command, Retune):
        return {"kind": command.kind, "agents": packed(command.agents)}
    if isinstance(command, GiveOrders):
        return {"kind": command.kind, "orders": orders_data(command.orders)}
    return {"kind": command.kind, **asdict(command)}


def from_data(data: Mapping[str, Any]) -> PlayCommand:
    """The command again. ValueError when the data is none."""
    if data.get("kind") == Retune.kind and set(data) == {"kind", "agents"}:
        return Retune(unpacked(data["agents"]))
    if data.get("kind") == GiveOrders.kind and set(data) == {"kind", "orders"}:
        return GiveOrders(read_orders(data["orders"]))
    fields = {name: _frozen(value) for name, value in data.items() if name != "kind"}
    try:
        return _KINDS[str(data.get("kind"))](**fields)
    except (KeyError, TypeError) as error:
        raise ValueError(f"{data!r} is no play command") from error


def _frozen(value: Any) -> Any:
    return tuple(cast("list[Any]", value)) if isinstance(value, list) else value
