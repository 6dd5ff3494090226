"""Verifying an exported journal: plain Python, without Django, a database or a secret.

`scripts/verify-journal` runs it; docs/journal.md says what each line of such a file holds.
"""
