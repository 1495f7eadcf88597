"""What the editor and its runs cost: frames, captures, comparisons, and a window that stands still."""
