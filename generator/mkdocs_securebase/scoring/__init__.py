"""From an instrument to numbers: compile once, then look up, add, compare."""
