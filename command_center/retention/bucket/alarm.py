"""Whether somebody must see to the bucket, before the local disk is full of what waits for it."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from command_center.retention.bucket.bucket import bucket
from command_center.retention.bucket.watch import BucketWatch, bucket_watch
from command_center.retention.disk_alarm import Alarm


def bucket_alarm() -> Alarm | None:
    there = bucket()
    if there is None:
        return None
    watch = bucket_watch()
    if watch.is_late:
        return Alarm("high", _late(there.name, watch))
    if watch.keeps_versions:
        text = _(
            "The bucket %(bucket)s keeps versions: what is erased stays in it. Switch versioning "
            "off, and remove the old versions."
        )
        return Alarm("high", text % {"bucket": there.name})
    return None


def _late(name: str, watch: BucketWatch) -> str:
    text = _(
        "Footage is not moved to the bucket %(bucket)s since %(since)s: %(why)s. It stays on the "
        "local disk, %(count)s files by now, and the oldest recordings go early once that is full."
    )
    since = formats.date_format(timezone.localtime(watch.waiting_since), "SHORT_DATETIME_FORMAT")
    why = watch.failure or _("no worker moves it")
    return text % {"bucket": name, "since": since, "why": why, "count": watch.waiting}
