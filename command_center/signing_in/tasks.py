"""What nobody needs any more goes: sessions that are over, failures long ago, used codes."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from command_center.signing_in.failures import Failures
from command_center.signing_in.open_session import OpenSession

FAILURES_KEPT = timedelta(days=2)


@shared_task(name="signing_in.tidy")  # type: ignore[untyped-decorator]
def tidy() -> None:
    now = timezone.now()
    Failures.objects.filter(last_at__lt=now - FAILURES_KEPT).delete()
    OpenSession.objects.filter(signed_in_at__lt=now - settings.SESSION_LASTS).delete()
    OpenSession.objects.filter(seen_at__lt=now - settings.SESSION_IDLE).delete()
    call_command("clearsessions")
