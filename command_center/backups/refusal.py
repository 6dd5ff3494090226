"""Stopping with a sentence that says what to do."""


class BackupRefused(Exception):
    """No backup, or no restoring; the message is for the person who typed the command."""
