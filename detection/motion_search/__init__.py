"""Searching recordings for anything that moved in an area: keyframes only, and no idea of what."""
