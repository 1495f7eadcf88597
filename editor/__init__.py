"""How it is edited: services without Qt, the window, and the viewport."""
