"""Agent access in the window: outside agents look at the open document, propose and playtest; a person takes."""
