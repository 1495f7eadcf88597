"""Goals that any project's agents may have: one file each, found by the walk."""
