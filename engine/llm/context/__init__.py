"""What a model is told before it is asked: prompts with versions, and the project at hand within a budget."""
