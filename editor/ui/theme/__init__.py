"""The look of the window, generated from one table of tokens."""
