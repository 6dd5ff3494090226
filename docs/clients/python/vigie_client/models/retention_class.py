from enum import StrEnum


class RetentionClass(StrEnum):
    ALERTS = "alerts"
    CLIPS = "clips"
    EXPORTS = "exports"
    LOG_ALGORITHMIC = "log_algorithmic"
    LOG_VIDEO = "log_video"
    RECORDINGS = "recordings"
    THUMBNAILS = "thumbnails"
    TRAINING_SAMPLES = "training_samples"

    def __str__(self) -> str:
        return str(self.value)
