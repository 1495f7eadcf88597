"""The viewport: the scene and the running game as a picture that can be walked through, pointed at and edited."""
