from django.apps import AppConfig


class RightsDeskConfig(AppConfig):
    name = "command_center.rights_desk"
