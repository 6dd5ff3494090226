"""The tables of the report: the same ones on paper and for a spreadsheet."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from command_center.alerts.verdict import Cause
from command_center.documents import Table
from command_center.evaluation.causes import ranked_causes
from command_center.evaluation.figures import Figures
from command_center.evaluation.light import LIGHT_LABELS
from command_center.evaluation.misses import Sample, missed_min, recall
from command_center.evaluation.tally import Tally
from command_center.evaluation.words import minutes, percent, percent_range
from command_center.register.models import RegisteredModel
from command_center.venues.models import KIND_LABELS
from detection.kinds import EventKind

SHORT = 12
"""Digits of a SHA-256 on paper; the data file has all."""


def tables(figures: Figures) -> dict[str, Table]:
    """By the name of its file."""
    return {
        "kinds": _kinds(figures),
        "precision": _precision(figures),
        "causes": _causes(figures),
        "false-alarms": _false_alarms(figures),
        "calibrations": _calibrations(figures),
        "misses": _misses(figures),
    }


def kind_label(kind: EventKind) -> str:
    label = str(KIND_LABELS[kind])
    return label[0].upper() + label[1:]


def models_label(models: tuple[str, ...], names: Mapping[str, str]) -> str:
    if not models:
        return _("built-in detector")
    return ", ".join(f"{names.get(one, '')} {one[:SHORT]}".strip() for one in models)


def model_names() -> dict[str, str]:
    return dict(RegisteredModel.objects.values_list("sha256", "name"))


def _kinds(figures: Figures) -> Table:
    rows = [(kind_label(kind), *_tally_cells(one)) for kind, one in figures.kinds.items()]
    rows.append((_("All"), *_tally_cells(figures.whole)))
    return Table((_("Kind"), *_tally_columns()), rows, _("Precision by kind of event"))


def _precision(figures: Figures) -> Table:
    names = model_names()
    columns = (
        _("Venue"),
        _("Camera"),
        _("Kind"),
        _("Models"),
        _("Light in the picture"),
        *_tally_columns(),
    )
    rows = [
        (
            one.venue,
            one.camera,
            kind_label(one.kind),
            models_label(one.models, names),
            str(LIGHT_LABELS[one.light]),
            *_tally_cells(tally),
        )
        for one, tally in figures.slices.items()
    ]
    shares = (0.08, 0.09, 0.12, 0.14, 0.08, 0.06, 0.06, 0.09, 0.08, 0.08, 0.12)
    return Table(columns, rows, _("Precision by camera, kind, models and light"), shares)


def _tally_columns() -> tuple[str, ...]:
    return (
        _("Alerts"),
        _("Judged"),
        _("Confirmed"),
        _("Invalidated"),
        _("No verdict"),
        _("Precision, 95 %"),
    )


def _tally_cells(tally: Tally) -> tuple[object, ...]:
    return (
        tally.alerts,
        tally.judged,
        tally.confirmed,
        tally.invalidated,
        tally.unjudged,
        share_text(tally),
    )


def share_text(tally: Tally) -> str:
    if not tally.judged:
        return "–"
    text = f"{percent(tally.precision)} ({percent_range(tally.interval)})"
    return text if tally.is_enough else _("{share}, too few").format(share=text)


def _causes(figures: Figures) -> Table:
    ranked = ranked_causes(figures.slices)
    rows = [(str(Cause(one).label), count) for one, count in ranked]
    return Table((_("Cause"), _("False alarms")), rows, _("Causes of false alarms"))


def _false_alarms(figures: Figures) -> Table:
    columns = (_("Venue"), _("Camera"), _("Kind"), _("False alarms"), _("Causes"), _("Advice"))
    rows = [
        (
            one.venue,
            one.camera,
            kind_label(one.kind),
            one.tally.invalidated,
            ", ".join(f"{cause.label} {count}" for cause, count in one.causes),
            str(one.advice),
        )
        for one in figures.false_alarms
    ]
    return Table(
        columns, rows, _("Which camera and kind to tune"), (0.14, 0.14, 0.16, 0.1, 0.22, 0.24)
    )


def _calibrations(figures: Figures) -> Table:
    columns = (
        _("Venue"),
        _("Camera"),
        _("Kind"),
        _("Held back"),
        _("Thresholds accepted"),
        _("Raised all the same"),
    )
    rows = [
        (one.venue, one.camera, kind_label(one.kind), one.held_back, one.accepted, one.raised)
        for one in figures.calibrations
    ]
    return Table(columns, rows, _("Found during calibrations, in no share"))


def _misses(figures: Figures) -> Table:
    columns = (
        _("Kind"),
        _("Moments kept"),
        _("Reviewed"),
        _("With an event"),
        _("Quiet time, min"),
        _("Missed, min"),
        _("Confirmed, min"),
        _("Recall, 95 %"),
    )
    rows = list(_missed_rows(figures.samples))
    return Table(columns, rows, _("Missed events, estimated from quiet moments"))


def _missed_rows(samples: Mapping[EventKind, Sample]) -> Iterator[tuple[object, ...]]:
    for kind, sample in samples.items():
        yield (
            kind_label(kind),
            sample.kept,
            sample.reviewed,
            sample.seen,
            round(sample.quiet_min),
            minutes(missed_min(sample)),
            round(sample.confirmed_min),
            recall_text(sample),
        )


def recall_text(sample: Sample) -> str:
    found = recall(sample)
    if found is None:
        return "–"
    text = f"{percent(found.value)} ({percent_range(found.interval)})"
    return text if sample.is_enough else _("{share}, too few").format(share=text)
