"""Actions that any project's agents may take: one file each, found by the walk."""
