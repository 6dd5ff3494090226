"""The disk of footage on the health page."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from command_center.health.part_row import PartRow
from command_center.retention.disk_alarm import alarm
from command_center.retention.disk_watch import disk_watch


def footage_row() -> PartRow:
    watch = disk_watch()
    if watch.at is None:
        return PartRow(_("Footage"), _("not looked at yet"), is_well=True)
    if watch.is_stale:
        return PartRow(_("Footage"), _("no longer looked at"), is_well=False)
    value = _("%(taken)s of %(capacity)s") % {
        "taken": filesizeformat(watch.footage_bytes),
        "capacity": filesizeformat(watch.capacity_bytes),
    }
    return PartRow(_("Footage"), value, alarm(watch) is None)
