"""Whose certificates are trusted: those of this machine, or one authority of the house."""

import ssl


def trusting(authority: str) -> ssl.SSLContext:
    """`authority`: PEM, empty for this machine's own. Raises `ssl.SSLError` for what is none."""
    return ssl.create_default_context(cadata=authority or None)
