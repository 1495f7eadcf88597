"""What a model may ask of an agent by the engine's own actions: one tool a file, found by a walk."""
