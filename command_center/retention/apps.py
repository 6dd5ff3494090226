from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "command_center.retention"
