"""One immutable state of a project, and the draft that the next one is made in."""
