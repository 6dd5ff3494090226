"""The letter that answers a request, in French or in English."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from command_center.documents import Document, Facts
from command_center.notices.contact import contact_of
from command_center.notices.known import statements
from command_center.notices.statement import StatementKey, Stating
from command_center.rights_desk.models import RightsRequest, RightsStep
from command_center.rights_desk.right import Decision, Right, StepKind


def answer_letter(request: RightsRequest, answer: RightsStep, language: str) -> Document:
    """`answer`: the step that decided. Who asked stands in it until that is wiped."""
    with translation.override(language):
        return Document(
            _("Answer to your request no. %(number)s") % {"number": request.number},
            _from(request, answer),
            [Facts(dict(_facts(request))), *_words(request, answer, language)],
            f"Vigie · {request.number}",
            language,
        )


def _from(request: RightsRequest, answer: RightsStep) -> str:
    contact = contact_of(request.venue) if request.venue else None
    day = date_format(localtime(answer.at), "DATE_FORMAT")
    return " · ".join([*(contact.lines() if contact else ()), day])


def _facts(request: RightsRequest) -> Iterator[tuple[str, str]]:
    if request.requester_name:
        yield _("Sent to"), request.requester_name
        yield _("Address"), ", ".join(request.requester_contact.splitlines())
    yield _("You asked for"), request.get_right_display()
    yield _("Received on"), date_format(request.received_on, "DATE_FORMAT")
    yield from about(request)


def about(request: RightsRequest) -> Iterator[tuple[str, str]]:
    """Place and time that a request is about, in the present language."""
    where = " · ".join(one for one in (request.venue_name, request.place) if one)
    if where:
        yield _("Place"), where
    for name, at in (
        (_("From the time of"), request.from_at),
        (_("To the time of"), request.until_at),
    ):
        if at:
            yield name, date_format(localtime(at), "DATETIME_FORMAT")


def _words(request: RightsRequest, answer: RightsStep, language: str) -> Iterator[str]:
    yield _decided()[Decision(answer.decision)]
    if answer.ground:
        told = _("Ground: %(ground)s Source: %(source)s.")
        yield told % {"ground": answer.ground.words(language), "source": answer.ground.source}
    yield from (line for line in answer.words.splitlines() if line.strip())
    for one in request.steps.filter(kind=StepKind.EXTRACT_NAMED):
        yield _("Extract: %(reference)s. Everyone else is blurred.") % {"reference": one.extract}
    stating = statements()
    if request.right == Right.OBJECTION:
        yield from stating[StatementKey.NO_OBJECTION].lines(language)
    yield from _routes(stating, language)


def _decided() -> dict[Decision, str]:
    return {
        Decision.GRANTED: _("Your request is granted."),
        Decision.PARTLY: _("Your request is granted in part, and refused for the rest."),
        Decision.REFUSED: _("Your request is refused."),
    }


def _routes(stating: Stating, language: str) -> Iterator[str]:
    """What can be done against the answer: always said."""
    yield _("If you do not agree with this answer:")
    for key in (StatementKey.COMPLAINT, StatementKey.COURT):
        one = stating[key]
        yield f"– {one.label} : {' '.join(one.lines(language))} ({one.source})"
