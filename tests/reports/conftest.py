import pytest
from django.contrib.auth.models import Permission

from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.reports.due import begin
from command_center.reports.models import WeeklyReport
from command_center.venues.models import Camera
from tests.reports.planting import WEEK, now, the_match


@pytest.fixture
def of_the_match(camera: Camera) -> Order:
    """Six days of March, watched with two interruptions."""
    return the_match(camera)


@pytest.fixture
def report(of_the_match: Order) -> WeeklyReport:
    """Composed, and read by nobody yet."""
    assert begin(of_the_match, WEEK, now())
    return WeeklyReport.objects.get()


@pytest.fixture
def prefecture(operator: Agent) -> Agent:
    """May read and freeze reports, and read registers."""
    rights = Permission.objects.filter(content_type__app_label="reports")
    operator.user_permissions.add(*rights)
    return operator
