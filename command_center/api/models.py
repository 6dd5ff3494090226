"""Tokens of programs, and what they were answered."""

from command_center.api.kept_answer import KeptAnswer
from command_center.api.token import Token
from command_center.api.token_agent import TokenAgent

__all__ = ["KeptAnswer", "Token", "TokenAgent"]
