"""What mouse and keyboard do beyond the shortcuts of actions, as rows: the help and the guide show these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GestureRow:
    """One gesture: where it is made, how, and what it does."""

    where: str
    gesture: str
    does: str


PICTURE, DRAG, BRUSH, FIELD, LISTS, BOARD = (
    "Picture",
    "While dragging",
    "With a brush",
    "Number field",
    "Outliner and Assets",
    "Encounter",
)
GESTURES: tuple[GestureRow, ...] = (
    GestureRow(PICTURE, "Hold the right button", "Look around; W A S D fly, E rises, Q sinks, Shift is faster"),
    GestureRow(PICTURE, "Wheel while the right button is held", "Fly faster or slower"),
    GestureRow(PICTURE, "Wheel", "Nearer or farther"),
    GestureRow(PICTURE, "Drag with the middle button, or Alt and the left one", "Turn around what is looked at"),
    GestureRow(PICTURE, "Shift and the middle button", "Pan"),
    GestureRow(PICTURE, "Click a ball of the axes at the upper right", "Look along that axis"),
    GestureRow(PICTURE, "Right click", "The menu of that place: play from here, add something there"),
    GestureRow(PICTURE, "Click", "Select; a click at the same place again goes through what lies behind"),
    GestureRow(PICTURE, "Ctrl or Shift and click", "Add to the selection, or take away"),
    GestureRow(
        PICTURE, "Drag over empty ground", "Select what the box holds; Shift adds, Ctrl toggles, Alt takes away"
    ),
    GestureRow(PICTURE, "Drag an arrow, a square or a ring of the gizmo", "Move along an axis or a plane, turn, scale"),
    GestureRow(PICTURE, "Alt and drag the gizmo", "Drag a copy off; the original stays"),
    GestureRow(PICTURE, "Drag the rim of a selected area", "Change its radius"),
    GestureRow(DRAG, "Type a number", "That distance, angle or factor; - turns it round"),
    GestureRow(DRAG, "Tab", "The other axis of a plane"),
    GestureRow(DRAG, "Esc or the right button", "Put everything back"),
    GestureRow(BRUSH, "Drag", "Shape the ground; one drag is one entry of the history"),
    GestureRow(BRUSH, "Shift and drag", "Lower, dig in, or take paint off"),
    GestureRow(BRUSH, "Ctrl and drag", "Smooth; with flatten, Ctrl and a click pick the height to level to"),
    GestureRow(BRUSH, "Alt and the wheel", "A wider or narrower brush"),
    GestureRow(
        FIELD, "Drag across the number", "Change it; Shift in fine steps, Ctrl in coarse ones, Esc gives it back"
    ),
    GestureRow(FIELD, "Up and Down", "One step; Shift a fine one, Ctrl a coarse one"),
    GestureRow(FIELD, "Type 3*2+1, sqrt(2) or 90 deg", "Arithmetic and units"),
    GestureRow(FIELD, "Type +=10 or *=1.2", "Change each of several values by itself"),
    GestureRow(FIELD, "Paste 1, 2, 3 into a vector", "All three axes at once"),
    GestureRow(LISTS, "F2", "Rename in place"),
    GestureRow(LISTS, "Drag a row onto another one", "Make it a child; between two rows it changes the order"),
    GestureRow(LISTS, "Drag a prefab or mesh into the picture", "Place it; the ghost is red where something stands"),
    GestureRow(LISTS, "Drag an entity into Assets", "Make a prefab of it"),
    GestureRow(BOARD, "Drag a row onto another one", "Let that one set it off; between two rows it changes the order"),
    GestureRow(BOARD, "Alt+Up and Alt+Down", "Change the order"),
    GestureRow(BOARD, "Click a mark of a trial", "Select its part, and play from there"),
)
