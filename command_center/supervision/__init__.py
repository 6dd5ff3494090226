"""Whether the desk keeps up: its load, what nobody acknowledges, whether anybody is there."""
