"""Watching cameras (Celery) and the live relay to browsers (Channels)."""
