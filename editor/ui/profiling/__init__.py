"""What profilers share: how times are written, tables of stages, flames and lists of captures."""
