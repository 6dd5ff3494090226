"""The interface for other programs: the same door, the same journal."""
