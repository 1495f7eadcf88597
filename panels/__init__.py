"""One room for each question that a designer or an engineer asks."""
