"""Extracts for authorities and persons concerned, and what was done with each."""

from command_center.extracts.attempt import Attempt
from command_center.extracts.extract import Extract
from command_center.extracts.step import ExtractStep

__all__ = ["Attempt", "Extract", "ExtractStep"]
