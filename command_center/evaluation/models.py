"""The decision to sample, the seeds, the reviews; and the right to see the figures."""

from django.db import models

from command_center.evaluation.glimpse_review import GlimpseReview
from command_center.evaluation.sampling import Sampling, Seed

__all__ = ["Evaluation", "GlimpseReview", "Sampling", "Seed"]


class Evaluation(models.Model):
    """Has no table: it is there for its right, `evaluation.view_evaluation`."""

    class Meta:
        managed = False
        default_permissions = ["view"]
