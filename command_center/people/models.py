"""Agents, their posts, designations and trainings, and the reasons they choose from."""

from command_center.people.agent import Agent
from command_center.people.designation import Designation
from command_center.people.post import Post
from command_center.people.reason import Reason
from command_center.people.training import Subject, Training

__all__ = ["Agent", "Designation", "Post", "Reason", "Subject", "Training"]
