"""What the pages show of requests: the most urgent first."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from command_center.rights_desk.deadline import SOON_DAYS
from command_center.rights_desk.desk import state_after
from command_center.rights_desk.models import RightsRequest
from command_center.rights_desk.right import Decision, State, StepKind

PARIS = ZoneInfo("Europe/Paris")
SHOWN_DONE = 100


@dataclass(frozen=True, slots=True)
class RequestRow:
    """`urgency`: overdue, soon, open, or done once it is answered. `days`: left until due."""

    request: RightsRequest
    state: State
    due_on: date
    days: int
    urgency: str
    decision: str

    @property
    def days_over(self) -> int:
        return -self.days


def today() -> date:
    """Of the desk: by the clock of Paris."""
    return timezone.now().astimezone(PARIS).date()


def request_rows() -> tuple[list[RequestRow], list[RequestRow]]:
    """Those that are to be answered, by the day that they are due; then the latest others."""
    found = RightsRequest.objects.prefetch_related("steps")
    waiting = found.unanswered().most_urgent_first()
    done = found.filter(steps__kind=StepKind.ANSWERED)[:SHOWN_DONE]
    return [request_row(one) for one in waiting], [request_row(one) for one in done]


def request_row(request: RightsRequest) -> RequestRow:
    steps = list(request.steps.all())
    due_on = max([request.due_on, *(one.due_on for one in steps if one.due_on)])
    days = (due_on - today()).days
    state = state_after(steps)
    decisions = [Decision(one.decision) for one in steps if one.decision]
    return RequestRow(
        request,
        state,
        due_on,
        days,
        "done" if decisions else urgency(days),
        str(decisions[0].label) if decisions else "",
    )


def urgency(days: int) -> str:
    """On the day itself it is still in time."""
    if days < 0:
        return "overdue"
    return "soon" if days <= SOON_DAYS else "open"


def urgent_counts() -> tuple[int, int]:
    """How many are overdue, and how many soon due; one question to the database."""
    now = today()
    due = RightsRequest.objects.unanswered().due_days()
    found = [urgency((one - now).days) for one in due]
    return found.count("overdue"), found.count("soon")
