"""What a person is told of their designation and trainings."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

WORDS = {
    ("designation", "held"): _("Designated until %(at)s."),
    ("designation", "to_come"): _("The designation begins on %(at)s."),
    ("designation", "ended"): _("The designation ended on %(at)s."),
    ("designation", "revoked"): _("The designation was revoked on %(at)s."),
    ("designation", "missing"): _("There is no designation."),
    ("data_protection", "held"): _("The training in data protection is valid until %(at)s."),
    ("data_protection", "to_come"): _("The training in data protection counts from %(at)s."),
    ("data_protection", "ended"): _("The training in data protection expired on %(at)s."),
    ("data_protection", "revoked"): _("The training in data protection was revoked on %(at)s."),
    ("data_protection", "missing"): _("There is no training in data protection."),
    ("operating", "held"): _("The training in operating the system is valid until %(at)s."),
    ("operating", "to_come"): _("The training in operating the system counts from %(at)s."),
    ("operating", "ended"): _("The training in operating the system expired on %(at)s."),
    ("operating", "revoked"): _("The training in operating the system was revoked on %(at)s."),
    ("operating", "missing"): _("There is no training in operating the system."),
}


def part_words(part: str, state: str, at: datetime | None) -> str:
    told = str(WORDS[part, state])
    return told % {"at": date_format(localtime(at), "SHORT_DATETIME_FORMAT")} if at else told
