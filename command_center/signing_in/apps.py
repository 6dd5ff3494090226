"""Signing in: passwords, second factors, providers elsewhere, sessions, invitations, leaving."""

from django.apps import AppConfig


class SigningInConfig(AppConfig):
    name = "command_center.signing_in"

    def ready(self) -> None:
        from command_center.signing_in import checks, limits, signals

        checks.connect()
        limits.connect()
        signals.connect()
