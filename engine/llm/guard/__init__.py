"""What a language model may do in a running world: tools found by a walk, and the guard that each call must pass."""
