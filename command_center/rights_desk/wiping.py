"""Who asked is forgotten when it is not needed any more; what was asked and answered stays."""

from datetime import datetime

from dateutil.relativedelta import relativedelta

from command_center.rights_desk.models import RightsRequest
from command_center.rights_desk.right import StepKind
from command_center.rights_desk.term import TermKey, months


def wipe_old_contacts(now: datetime) -> int:
    """Names, contacts and descriptions of what was closed long enough ago; how many requests."""
    closed_before = now - relativedelta(months=months(TermKey.WIPING))
    old = RightsRequest.objects.filter(
        wiped_at=None, steps__kind=StepKind.CLOSED, steps__at__lte=closed_before
    )
    ids = list(old.values_list("pk", flat=True))
    return RightsRequest.objects.filter(pk__in=ids).update(
        requester_name="", requester_contact="", description="", wiped_at=now
    )
