"""Whether what a fix wrote compiles, in rustc's words, and which of several fixes is to blame where it does not."""
