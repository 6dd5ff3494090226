"""Telling the public: a notice is published, or an exemption says why not."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from command_center.documents import sha256_of
from command_center.law.models import Notice, Order
from command_center.notices.contact import contact_of
from command_center.notices.content import notice_record
from command_center.people.models import Agent


class NotPublished(Exception):
    """Says why, and what to do, in the reader's language."""


def publish(order: Order, by: Agent, published_at: datetime, places: str) -> Notice:
    """Freezes what the public page says now. Raises `NotPublished`."""
    _refuse_late(order, published_at)
    if contact_of(order.venue) is None:
        raise NotPublished(
            _("Nobody is named whom the public can ask: enter the contact of %(venue)s first.")
            % {"venue": order.venue}
        )
    if not places.strip():
        raise NotPublished(_("Say where the posters hang."))
    content = notice_record(order)
    return Notice.objects.create(
        order=order,
        published_at=published_at,
        places=places.strip(),
        content=content,
        sha256=sha256_of(content),
        entered_by=by,
    )


def exempt(order: Order, by: Agent, reason: str) -> Notice:
    """From now on (Loi n° 2023-380, art. 10, III). Raises `NotPublished`."""
    now = timezone.now()
    _refuse_late(order, now)
    if not reason.strip():
        raise NotPublished(_("An exemption needs a reason."))
    return Notice.objects.create(
        order=order, published_at=now, is_exemption=True, reason=reason.strip(), entered_by=by
    )


def _refuse_late(order: Order, published_at: datetime) -> None:
    """What is over cannot be announced: it would be permitted afterwards."""
    now = timezone.now()
    if published_at > now:
        raise NotPublished(_("The public cannot have been informed in the future."))
    if order.ends_at <= now or order.withdrawn_at is not None:
        raise NotPublished(
            _("Order %(order)s is over: it cannot be announced any more.") % {"order": order}
        )
