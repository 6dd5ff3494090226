"""Agents, their designations and their trainings."""

from command_center.people.agent import Agent
from command_center.people.designation import Designation
from command_center.people.training import Subject, Training

__all__ = ["Agent", "Designation", "Subject", "Training"]
