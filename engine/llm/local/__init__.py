"""A small real model on this computer: fetched and built by `make local-llm`, served by a process of its own."""
