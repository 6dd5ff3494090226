"""Layouts of the wall."""

from command_center.wall.layout import FirstLayout, Layout

__all__ = ["FirstLayout", "Layout"]
