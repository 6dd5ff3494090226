"""Agents: who may sign in."""
