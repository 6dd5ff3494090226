"""When a try that failed is made again: soon at first, then less and less often, for a day."""

from datetime import timedelta

FIRST_S, LONGEST_S = 5, 3600
GIVEN_UP_AFTER = timedelta(days=1)
RESTS_LONGEST_S = 60


def again_after(attempts: int) -> timedelta:
    """After the first one, 5 s; then twice as long each time, an hour at most."""
    return timedelta(seconds=min(LONGEST_S, FIRST_S * 2 ** min(attempts - 1, 20)))


def rests_for(failures: int) -> timedelta:
    """A channel whose receiver is down is left alone as a whole: one try a minute tells when it is
    there again, and then all that waits is due at once."""
    return timedelta(seconds=min(RESTS_LONGEST_S, FIRST_S * 2 ** min(failures - 1, 20)))
