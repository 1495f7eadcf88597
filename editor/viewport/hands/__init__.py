"""What mouse and keyboard do over the picture: choose, drag, drop, play."""
