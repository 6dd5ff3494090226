"""What an alert may say of how it was found: measures, by name, and nothing of anybody."""

from django.db import models

MEASURES = (
    *("objects", "for_s", "people", "low", "high", "limit", "per_m2", "things", "alone_s"),
    *("angle_deg", "times", "pace", "coherence", "seen", "looks", "percent"),
    *("area_percent", "flicker_percent", "drop_heights"),
)
"""Closed, as PostgreSQL keeps it: a rule that measures something new adds it in a migration."""

only_measures = models.Func(
    "reason",
    template=(
        "(%(expressions)s - '{" + ",".join(MEASURES) + "}'::text[] = '{}'::jsonb AND NOT "
        """jsonb_path_exists(%(expressions)s, '$.* ? (@.type() != "number")'))"""
    ),
    output_field=models.BooleanField(),
)
