"""Python, read by its own syntax tree: what may be None, what came from outside, which errors nobody hears of."""
