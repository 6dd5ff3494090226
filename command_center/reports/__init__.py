"""Registers and the prefect's weekly report: derived from what is kept."""
