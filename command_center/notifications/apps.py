from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "command_center.notifications"
