from django.apps import AppConfig


class BlurConfig(AppConfig):
    name = "command_center.blur"
