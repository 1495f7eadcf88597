"""What benchmarks measure: a window, here or in a process of its own, or one panel alone, and the steps taken in it."""
