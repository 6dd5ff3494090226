"""Cameras that say what they are, by ONVIF."""
