"""The legal team's pages over the journal."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "command_center.audit"
