"""Anything that moved in an area of one camera's recordings: asked, searched, and forgotten."""
