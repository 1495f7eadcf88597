"""What compiled code needs to work beside other threads: atomic words, native calls, columns by address, the tick."""
