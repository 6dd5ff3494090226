"""Watchdog: whether a camera's picture still shows what it is there to show."""
