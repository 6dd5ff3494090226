"""Seals the addresses that were stored plain."""

from typing import Any

from django.db import migrations


def seal(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    for camera in apps.get_model("venues", "Camera").objects.all():
        camera.save(update_fields=["url", "sub_url"])


class Migration(migrations.Migration):
    dependencies = [("venues", "0007_sealed")]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
