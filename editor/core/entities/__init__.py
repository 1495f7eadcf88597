"""What a designer does with the things of a scene: selects, adds, copies, places, aligns and groups them."""
