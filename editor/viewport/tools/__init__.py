"""The tools that change things in the viewport: handles, drags and the commands that they make; no Qt."""
