from django.apps import AppConfig


class FootageConfig(AppConfig):
    name = "command_center.footage"

    def ready(self) -> None:
        from command_center.footage import (  # noqa: F401 - Celery finds tasks
            bucket_told,
            clip_task,
            demonstration_recording,
            gap_erasing,
            health_told,
            missing_told,
            reconciling,
            recording,
            tasks,
        )

        recording.declare()
        reconciling.declare()
        missing_told.declare()
        health_told.declare()
        bucket_told.declare()
        demonstration_recording.declare()
