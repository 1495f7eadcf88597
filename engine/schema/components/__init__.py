"""The engine's own components, one file each; the vocabulary finds them by walking this folder."""
