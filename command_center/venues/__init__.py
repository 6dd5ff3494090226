"""Venues, their cameras and zones."""
