"""Agents: the people who may sign in."""

from django.contrib.auth.models import AbstractUser


class Agent(AbstractUser):
    """A person who signs in. Designation and training come with the people's gate."""
