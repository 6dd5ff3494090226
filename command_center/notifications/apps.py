from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "command_center.notifications"

    def ready(self) -> None:
        from command_center import environment
        from command_center.notifications import (
            mail_server,
            tasks,  # noqa: F401 - Celery finds tasks
            told,
            words_of_alarms,
            words_of_alerts,
        )
        from command_center.notifications.composing import composed_by
        from command_center.notifications.what import What

        # Refused loudly when they cannot work.
        mail_server.mail_server()
        environment.networks("NOTIFICATION_NETWORKS")
        composed_by(What.ALERT, words_of_alerts.alert_message)
        composed_by(What.CAMERA, words_of_alarms.camera_message)
        composed_by(What.SITE, words_of_alarms.site_message)
        composed_by(What.TEST, words_of_alarms.trial_message)
        told.declare()
