"""The pages on which settings and keys are looked up and changed."""
