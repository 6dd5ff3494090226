"""Signing in: passwords, second factors, providers elsewhere, sessions, invitations, leaving."""
