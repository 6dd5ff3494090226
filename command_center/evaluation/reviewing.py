"""Looking at quiet moments: the next one that waits, and what was seen in it."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from command_center.evaluation.erasing import REVIEWED_WITHIN
from command_center.evaluation.models import GlimpseReview
from command_center.people.models import Agent
from command_center.people.reach import AT_CAMERA, Reach
from command_center.streams.models import Glimpse


class Gone(Exception):
    """Somebody else has reviewed it, or its picture was erased."""


def waiting(reach: Reach) -> "QuerySet[Glimpse]":
    """Without the picture itself; the oldest first, since it goes first."""
    recent = timezone.now() - REVIEWED_WITHIN
    found = Glimpse.objects.filter(
        reach.of(*AT_CAMERA), jpeg__isnull=False, review=None, taken_at__gt=recent
    )
    return found.defer("jpeg").select_related("camera__venue").order_by("taken_at", "pk")


@transaction.atomic
def review(glimpse: Glimpse, reviewer: Agent, seen: Iterable[str]) -> GlimpseReview:
    """Store what was seen, and erase the picture. Raises `Gone`, and `PermissionDenied` for an
    agent who may not see."""
    locked = Glimpse.objects.select_for_update().defer("jpeg").get(pk=glimpse.pk)
    if locked.erased_at is not None:
        raise Gone
    told = GlimpseReview(glimpse=locked, reviewer=reviewer, seen=sorted(set(seen)))
    try:
        with transaction.atomic():
            told.save(force_insert=True)
    except IntegrityError as error:
        if "may not see" in str(error):
            raise PermissionDenied(str(error)) from error
        raise Gone from error
    Glimpse.objects.filter(pk=locked.pk).update(jpeg=None)
    return told
