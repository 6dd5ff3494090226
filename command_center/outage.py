"""What the database raises while it is away, and how a thread finds it again."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection

DATABASE_AWAY = (OperationalError, InterfaceError)

logger = logging.getLogger(__name__)


@contextmanager
def surviving_outages(what: str) -> Iterator[None]:
    """Goes on without what could not be done; a connection that broke is thrown away."""
    try:
        yield
    except DATABASE_AWAY as error:
        connection.close()
        logger.warning("%s: the database does not answer: %s", what, str(error).strip())
