"""What a window asks of another process: a history as columns, a benchmark measured now, two commits by turns."""
