"""One file a tool; the walk finds them. None saves, accepts, runs code or reads a file of its own choice."""
