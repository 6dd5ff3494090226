from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "command_center.supervision"

    def ready(self) -> None:
        from command_center.notifications.composing import composed_by
        from command_center.notifications.what import What
        from command_center.supervision import (
            escalation_tasks,  # noqa: F401 - Celery finds tasks
            escalation_words,
        )

        composed_by(What.ESCALATION, escalation_words.escalation_message)
        composed_by(What.DESK, escalation_words.desk_message)
