"""How much one token may ask: so many requests in each minute of the clock."""

import time

from django.conf import settings
from django.utils.translation import gettext as _

from command_center import environment
from command_center.api.problem import Problem
from command_center.api.token import Token
from command_center.streams.spared_redis import spared_redis

A_MINUTE_S = 60
MOST_A_MINUTE = environment.whole_number("API_REQUESTS_PER_MINUTE", 600)


def count(token: Token) -> None:
    """Raises `Problem` 429. Counted by Redis, for all web processes together; while it is away
    nothing is refused: what is asked costs no more than a page."""
    now_s = time.time()
    minute, left_s = int(now_s // A_MINUTE_S), A_MINUTE_S - int(now_s % A_MINUTE_S)
    if _asked_in(token.pk, minute) > MOST_A_MINUTE:
        told = _("%(most)s requests a minute at most: ask again in %(left)s s.")
        raise Problem(
            429,
            told % {"most": MOST_A_MINUTE, "left": left_s},
            headers={"Retry-After": str(left_s)},
        )


def _asked_in(token: int, minute: int) -> int:
    name = f"api:{token}:{minute}"

    def counted(redis: "object") -> int:
        pipe = redis.pipeline()  # type: ignore[attr-defined]
        pipe.incr(name)
        pipe.expire(name, 2 * A_MINUTE_S)
        return int(pipe.execute()[0])

    return spared_redis(settings.REDIS_URL).attempt(counted) or 0
