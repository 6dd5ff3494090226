"""What the public is told of an order, made from the live configuration."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command_center.law.models import Order, Regime
from command_center.notices.contact import contact_of
from command_center.notices.known import statements
from command_center.notices.retention_words import retention_lines
from command_center.notices.statement import StatementKey, Stating
from command_center.venues.models import KIND_LABELS, Venue
from detection.kinds import EventKind

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Section:
    """`lines` are shown one below the other; `source`: the text that says so, if any."""

    key: str
    title: str
    lines: Sequence[str]
    source: str = ""


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """Of one order in one language. `of_order` changes with the order, `of_venue` with the place
    and the law. Neither names a camera, its address or its position, nor an agent."""

    language: str
    title: str
    of_order: tuple[Section, ...]
    of_venue: tuple[Section, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.of_order + self.of_venue

    def lines(self, key: str) -> Sequence[str]:
        return next((one.lines for one in self.sections if one.key == key), ())


def notice_content(order: Order, language: str) -> NoticeContent:
    """As the configuration is now."""
    stating = statements()
    with translation.override(language):
        return NoticeContent(
            language,
            _("Video protection with algorithmic analysis"),
            tuple(one for one in _of_order(order, stating, language) if one.lines),
            venue_sections(order.venue, language, stating),
        )


def venue_sections(
    venue: Venue, language: str, stating: Stating | None = None
) -> tuple[Section, ...]:
    stating = stating or statements()
    with translation.override(language):
        return tuple(one for one in _of_venue(venue, stating, language) if one.lines)


def notice_record(order: Order) -> dict[str, Any]:
    """Both languages, as JSON: what is frozen when a notice is published."""
    return {code: asdict(notice_content(order, code)) for code, _name in settings.LANGUAGES} | {
        "order": order.reference
    }


def _of_order(order: Order, stating: Stating, language: str) -> Iterator[Section]:
    zone = ZoneInfo(order.venue.time_zone)
    starts_at, ends_at = _told(order.starts_at, zone), _told(order.ends_at, zone)
    kinds = tuple(str(KIND_LABELS[EventKind(kind)]) for kind in order.kinds)
    count = order.cameras.count()
    cameras = ngettext("%(count)s camera", "%(count)s cameras", count) % {"count": count}
    times = _("from %(start)s to %(end)s") % {"start": starts_at, "end": ends_at}
    yield Section("controller", _("Service responsible"), (_controller(order),))
    yield Section("event", _("Event"), (order.event,) if order.event else ())
    yield Section("place", _("Place"), _place(order))
    yield Section("times", _("Times"), (times,))
    yield Section("kinds", _("Events that are looked for"), kinds)
    yield Section("cameras", _("Cameras"), (cameras,))
    yield _stated(StatementKey.PURPOSES, stating, language)
    yield Section("legal_basis", _("Legal basis"), tuple(_legal_basis(order)))


def _of_venue(venue: Venue, stating: Stating, language: str) -> Iterator[Section]:
    contact = contact_of(venue)
    yield _stated(StatementKey.NEVER, stating, language)
    retention = stating[StatementKey.RETENTION]
    lines = retention_lines(stating, language)
    yield Section("retention", retention.label, lines, retention.source)
    yield _stated(StatementKey.RECIPIENTS, stating, language)
    yield _stated(StatementKey.RIGHTS, stating, language)
    yield _stated(StatementKey.NO_OBJECTION, stating, language)
    yield Section("contact", _("To use your rights, write to"), contact.lines() if contact else ())
    officer = (contact.data_protection_officer,) if contact else ()
    yield Section("officer", _("Data protection officer"), officer)
    yield _stated(StatementKey.COMPLAINT, stating, language)


def _controller(order: Order) -> str:
    """An order of the demonstration, or of old, names no service."""
    return str(order.get_service_display()) if order.service else order.authority


def _place(order: Order) -> tuple[str, ...]:
    lines = (order.venue.name, *order.perimeter.splitlines())
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


def _legal_basis(order: Order) -> Iterator[str]:
    told = _("Order %(reference)s of: %(authority)s")
    yield told % {"reference": order.reference, "authority": order.authority}
    if order.publication:
        yield order.publication
    day = order.starts_at.astimezone(PARIS).date()
    in_force = Regime.objects.standing().filter(applies=True, first_day__lte=day, last_day__gte=day)
    yield from (one.source for one in in_force)


def _stated(key: StatementKey, stating: Stating, language: str) -> Section:
    one = stating[key]
    return Section(key.value, one.label, one.lines(language), one.source)


def _told(at: datetime, zone: ZoneInfo) -> str:
    """To the minute, by the clock of the venue, and never broken over two lines."""
    return date_format(at.astimezone(zone), "DATETIME_FORMAT").replace(" ", "\u00a0")
