"""How pictures get onto the screen: read back from an offscreen context, or drawn by the window's own OpenGL."""
