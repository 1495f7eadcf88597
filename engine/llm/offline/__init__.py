"""The offline planner: answers from templates and small grammars, always badged, never a language model."""
