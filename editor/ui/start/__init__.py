"""The start screen: recent projects, samples, and work that was not saved."""
