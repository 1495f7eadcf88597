"""What the viewport's tools are set to: which tool, snapping, and in whose axes."""

from typing import Literal

from psygnal import Signal

from editor.core.terrain.shaping import SHAPE_TOOLS, ShapeTool, Shaping

Tool = Literal["select", "move", "rotate", "scale", "raise", "flatten", "smooth", "paint", "stamp"]
Space = Literal["world", "local"]
Resting = Literal["kept", "ground", "surface"]
"""What a move does to heights: they stay, everything stands on the ground, or on top of the obstacle below."""


class Tools:
    """The tool in hand and how it works; steps are metres and degrees.

    `spot` is where new things go [m]: the viewport keeps it at the ground in the middle of its picture.
    """

    changed = Signal()
    frame_requested = Signal(tuple)
    place_requested = Signal(float, float)
    reveal_requested = Signal(str)

    def __init__(self) -> None:
        self._tool: Tool = "move"
        self.shaping = Shaping()
        self._space: Space = "world"
        self._is_snapping = True
        self._is_on_grid = False
        self._resting: Resting = "kept"
        self._step_m = 0.5
        self._step_deg = 15.0
        self.spot: tuple[float, float, float] = (0.0, 0.0, 0.0)

    @property
    def tool(self) -> Tool:
        """The tool in hand."""
        return self._tool

    @tool.setter
    def tool(self, value: Tool) -> None:
        self._tool = value
        if value in SHAPE_TOOLS:
            self.shaping.last = value
        self.changed.emit()

    @property
    def shape_tool(self) -> ShapeTool | None:
        """The brush in hand; None while another kind of tool is."""
        return self._tool if self._tool in SHAPE_TOOLS else None

    @property
    def space(self) -> Space:
        """Whose axes the gizmo shows: the world's or the entity's own."""
        return self._space

    @space.setter
    def space(self, value: Space) -> None:
        self._space = value
        self.changed.emit()

    @property
    def is_snapping(self) -> bool:
        """Whether drags go in steps."""
        return self._is_snapping

    @is_snapping.setter
    def is_snapping(self, value: bool) -> None:
        self._is_snapping = value
        self.changed.emit()

    @property
    def is_on_grid(self) -> bool:
        """Whether the steps of a move are counted from the world's origin, so that things come to lie on the grid."""
        return self._is_on_grid

    @is_on_grid.setter
    def is_on_grid(self, value: bool) -> None:
        self._is_on_grid = value
        self.changed.emit()

    @property
    def resting(self) -> Resting:
        """What a move does to heights."""
        return self._resting

    @resting.setter
    def resting(self, value: Resting) -> None:
        self._resting = value
        self.changed.emit()

    @property
    def step_m(self) -> float:
        """The step of a move [m]."""
        return self._step_m

    @step_m.setter
    def step_m(self, value: float) -> None:
        self._step_m = value
        self.changed.emit()

    @property
    def step_deg(self) -> float:
        """The step of a rotation [degrees]."""
        return self._step_deg

    @step_deg.setter
    def step_deg(self, value: float) -> None:
        self._step_deg = value
        self.changed.emit()

    def go_to(self, x: float, z: float) -> None:
        """Ask the viewport to look at the ground at (x, z) [m]."""
        self.place_requested.emit(x, z)

    def reveal(self, key: str) -> None:
        """Ask the inspector to show one value of what is selected, as "health.current"."""
        self.reveal_requested.emit(key)

    def frame(self, ids: tuple[str, ...]) -> None:
        """Ask the viewport to bring these entities into the picture; none means the whole scene."""
        self.frame_requested.emit(ids)
