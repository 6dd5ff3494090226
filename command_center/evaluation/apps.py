from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "command_center.evaluation"
