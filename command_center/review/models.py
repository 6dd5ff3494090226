"""What the room of review keeps: searches for movement, for an hour."""

from command_center.review.search.motion.movement_search import MovementSearch

__all__ = ["MovementSearch"]
