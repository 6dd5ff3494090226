"""Alerts: found by a rule, stored through one door, shown to a person."""
