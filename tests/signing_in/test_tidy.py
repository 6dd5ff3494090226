"""What nobody needs any more goes; what counts stays."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from command_center.people.models import Agent
from command_center.signing_in.models import Failures, OpenSession
from command_center.signing_in.tasks import tidy
from tests.signing_in.at_the_door import is_in, sign_in


def test_sessions_that_are_over_and_old_failures_go(operator: Agent) -> None:
    over, idle, open_one = Client(), Client(), Client()
    for client in (over, idle, open_one):
        sign_in(client, "operator")
    keys = [client.session.session_key for client in (over, idle)]
    now = timezone.now()
    OpenSession.objects.filter(session_key=keys[0]).update(signed_in_at=now - timedelta(hours=13))
    OpenSession.objects.filter(session_key=keys[1]).update(seen_at=now - timedelta(minutes=31))
    Session.objects.filter(pk__in=keys).update(expire_date=now - timedelta(hours=1))
    Failures.objects.create(pk="long ago", count=9, last_at=now - timedelta(days=3))
    Failures.objects.create(pk="lately", count=9, last_at=now - timedelta(hours=3))
    tidy()
    assert OpenSession.objects.get().session_key == open_one.session.session_key
    assert not Session.objects.filter(pk__in=keys).exists()
    assert is_in(open_one)
    assert set(Failures.objects.values_list("pk", flat=True)) >= {"lately"}
    assert not Failures.objects.filter(pk="long ago").exists()
