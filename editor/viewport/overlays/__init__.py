"""Overlays: what can be laid over the picture to explain it; one file each, found by walking this folder."""

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch, find_overlays

__all__ = ["Overlay", "OverlayScene", "Swatch", "find_overlays"]
