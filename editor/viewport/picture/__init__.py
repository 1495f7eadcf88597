"""What is drawn now, how large, with which shaders, and the second picture in the corner."""
