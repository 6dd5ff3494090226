"""What a site may set of its desk, in the environment; PostgreSQL keeps the outer bounds."""

from datetime import timedelta

from command_center.environment import whole_number

JOINED_WITHIN = timedelta(seconds=whole_number("JOINED_WITHIN_S", 300))
"""After the end of one alert, another of the same camera, kind and zone is the same situation."""

SHELVED_AT_MOST = timedelta(minutes=min(720, whole_number("SHELVED_AT_MOST_MINUTES", 720)))
"""PostgreSQL refuses more than twelve hours (`suppression.ENTERED`)."""
