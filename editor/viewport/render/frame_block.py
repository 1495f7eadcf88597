"""The uniform block that all shaders of a frame share (std140, see frame.glsl)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.buffers import Buffer
from editor.viewport.render.gl import STREAM_DRAW, UNIFORM_BUFFER, Calls
from editor.viewport.render.program import FRAME_BINDING
from engine.present.colour import linear
from engine.present.draw_list import Environment, Glow

F32 = NDArray[np.float32]
LAMPS = 4
_FIELDS = (
    ("view_projection", 16),
    ("shadow_matrix", 16),
    *((name, 4) for name in ("eye", "sun_light", "sun_disc", "sun_colour", "sky_zenith", "sky_middle")),
    *((name, 4) for name in ("horizon_cool", "horizon_warm", "light_above", "light_below")),
    *((name, 4) for name in ("camera_right", "camera_up", "resolution", "mood", "ground_frame", "ground_texel")),
    ("lamp_count", 4),
    ("lamp_place", 4 * LAMPS),
    ("lamp_colour", 4 * LAMPS),
    ("far_air", 4),
    ("anchor", 4),
    ("cloud_colour", 4),
    ("sky_amounts", 4),
)


def direction(azimuth: float, elevation: float) -> F32:
    """The unit vector towards an azimuth (0 = +z, growing towards +x) and elevation [deg]."""
    a, e = np.radians(azimuth), np.radians(elevation)
    return np.array([np.sin(a) * np.cos(e), np.sin(e), np.cos(a) * np.cos(e)], dtype=np.float32)


class FrameBlock:
    """Values by name; `upload()` sends all of them at once."""

    def __init__(self, gl: Calls) -> None:
        self._gl = gl
        self._buffer = Buffer(gl, UNIFORM_BUFFER)
        self._offset: dict[str, int] = {}
        size = 0
        for name, width in _FIELDS:
            self._offset[name] = size
            size += width
        self._data = np.zeros(size, dtype=np.float32)
        self._air: Environment | None = None

    def __setitem__(self, name: str, values: Sequence[float] | F32) -> None:
        """Numbers for a vector, or a (4, 4) matrix with rows as written on paper."""
        start = self._offset[name]
        if isinstance(values, tuple):
            self._data[start : start + len(values)] = values
            return
        array = np.asarray(values, dtype=np.float32)
        flat = array.T.ravel() if array.shape == (4, 4) and name not in {"lamp_place", "lamp_colour"} else array.ravel()
        self._data[start : start + len(flat)] = flat

    def set_environment(self, air: Environment) -> None:
        """Sun, sky and ambient light; the elevations are kept above the horizon so that light has a direction."""
        if air == self._air:
            return
        self._air = air
        self["sun_light"] = direction(air.sun_azimuth, max(air.sun_elevation, 4.0))
        self["sun_disc"] = direction(air.sun_azimuth, air.sun_disc_elevation)
        self["sun_colour"] = linear(air.sun_colour) * 2.7
        self["sky_zenith"] = linear(air.sky_zenith)
        self["sky_middle"] = linear(air.sky_middle)
        self["horizon_cool"] = linear(air.horizon_cool)
        self["horizon_warm"] = linear(air.horizon_warm)
        self["cloud_colour"] = linear(air.cloud_colour)
        self["sky_amounts"] = (air.clouds, air.stars, air.moon, 0.0)
        self["light_above"] = linear(air.light_above) * 0.95
        self["light_below"] = linear(air.light_below) * 1.5

    def set_lamps(self, glows: Sequence[Glow], near: F32) -> None:
        """The glows that light their surroundings, the nearest four to a point."""
        lamps = [glow for glow in glows if glow.lights]
        if len(lamps) > 1:
            away = np.sum((np.array([glow.position for glow in lamps]) - near) ** 2, axis=1)
            lamps = [lamps[i] for i in np.argsort(away, kind="stable")[:LAMPS]]
        place, colour = np.zeros((LAMPS, 4), dtype=np.float32), np.zeros((LAMPS, 4), dtype=np.float32)
        for i, glow in enumerate(lamps[:LAMPS]):
            place[i] = (*glow.position, 0.30)
            colour[i, :3] = linear(glow.colour) * 1.9 * glow.strength
        self["lamp_place"], self["lamp_colour"] = place, colour
        self["lamp_count"] = (float(min(len(lamps), LAMPS)), 0.0, 0.0, 0.0)

    def upload(self) -> None:
        """Send everything; call it before the first draw of a frame."""
        self._buffer.fill(self._data, STREAM_DRAW)
        self._gl.BindBufferBase(UNIFORM_BUFFER, FRAME_BINDING, self._buffer.handle)
