"""Rules and caps in words, for pages and certificates."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command_center.retention.limits import Limit
from command_center.retention.models import Cap, Rule

A_DAY_H = 24


def months_in_words(months: int) -> str:
    told = ngettext("%(count)s calendar month", "%(count)s calendar months", months)
    return told % {"count": months}


def hours_in_words(hours: int | None) -> str:
    """In days where it is a whole number of them."""
    if hours is None:
        return _("as long as the law lets")
    if hours % A_DAY_H:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    days = hours // A_DAY_H
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def span_in_words(span: timedelta) -> str:
    """In whole days; in hours where it is less than three of them."""
    hours = int(span / timedelta(hours=1))
    if hours < 3 * A_DAY_H:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    days = hours // A_DAY_H
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def place_in_words(rule: Rule) -> str:
    if rule.camera:
        return f"{rule.camera} ({rule.camera.venue})"
    return str(rule.venue) if rule.venue else _("everywhere")


def limit_in_words(limit: Limit) -> str:
    """What a certificate says of the rule by which something went."""
    cap = Cap.objects.get(pk=limit.cap_id)
    told = _("cap %(number)s: %(months)s (%(source)s; %(confirmation)s)") % {
        "number": cap.pk,
        "months": months_in_words(cap.months),
        "source": cap.source,
        "confirmation": cap.get_confirmation_display(),
    }
    if limit.rule_id is None:
        return told
    rule = Rule.objects.select_related("camera__venue", "venue").get(pk=limit.rule_id)
    words = {
        "number": rule.pk,
        "place": place_in_words(rule),
        "time": hours_in_words(rule.keep_hours),
    }
    return _("rule %(number)s, %(place)s: %(time)s") % words + "; " + told
