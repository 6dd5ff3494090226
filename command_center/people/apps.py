from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "command_center.people"
