"""The trace of every look and change: append-only, one Merkle log, signed."""
