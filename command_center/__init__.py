"""The command centre: Django manages what is watched, for how long and by whose leave."""

from command_center.celery import app as celery_app

__all__ = ["celery_app"]
