"""Requests of persons for access, viewing, rectification, restriction, erasure."""
