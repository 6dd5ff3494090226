from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "command_center.review"
