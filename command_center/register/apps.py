from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "command_center.register"
