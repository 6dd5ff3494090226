"""From finding to storing: kept on disk first, stored, then forgotten there; else stored later."""

import logging
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError

from command_center.alerts.door import NotCovered, Superseded, end_alert, raise_alert
from command_center.alerts.found import Found
from command_center.alerts.spool import Spool
from command_center.brief_connection import brief_connection
from command_center.outage import DATABASE_AWAY

logger = logging.getLogger(__name__)


class Delivery:
    """One worker's way to the door. For several threads."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def deliver(self, found: Found) -> bool:
        """Whether it may go on: False where an order or the lease is missing."""
        self._spool.keep(found)
        return self._store(found)

    def deliver_end(self, found: Found, ended_at: datetime) -> None:
        self.deliver(found.ended(ended_at))

    def deliver_waiting(self) -> None:
        """What could not be stored when it was found."""
        for found in self._spool.waiting():
            try:
                self._store(found)
            except (DatabaseError, ObjectDoesNotExist) as error:
                self._spool.set_aside(found.uid, error)

    def _store(self, found: Found) -> bool:
        try:
            with brief_connection():
                alert = raise_alert(found)
                if found.ended_at is not None:
                    end_alert(alert, found.ended_at)
        except DATABASE_AWAY as error:
            logger.warning("Camera %s: %s waits on disk: %s", found.camera_id, found.kind, error)
            return True
        except (NotCovered, Superseded) as refusal:
            logger.info("%s", refusal)
            self._spool.forget(found.uid)
            return False
        self._spool.forget(found.uid)
        return True
