"""Registers: derived from the records each time, and not editable; one file each."""
