"""The renderer: a draw list and a camera in, pixels out; vispy and OpenGL, no Qt."""
