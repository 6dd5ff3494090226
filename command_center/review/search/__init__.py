"""Searching alerts and recordings: by what happened, where and when, never by how people look."""
