"""Stopping with a sentence that says what to do."""


class Refusal(Exception):
    """The set-up cannot go on; the message is for the person who typed the command."""
