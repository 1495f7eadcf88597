"""Proposals of language models in the window: asked beside it, checked, reviewed, playtested, accepted by a person."""
