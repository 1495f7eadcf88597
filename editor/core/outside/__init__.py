"""What other programs and git do to the open project's files: noticed, merged, taken in."""
