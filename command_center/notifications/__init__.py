"""Telling people and machines outside of the browser that something needs them."""
