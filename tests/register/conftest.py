from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.people.models import Agent
from tests.register.exports import copy_exports


@pytest.fixture
def models_dir(shared_data: Path, settings: Any, tmp_path: Path) -> Path:
    settings.MODELS_DIR = copy_exports(shared_data, tmp_path / "models")
    return tmp_path / "models"


@pytest.fixture
def curator(operator: Agent, client: Client) -> Agent:
    """Keeps the register, and is signed in."""
    rights = ["view_registeredmodel", "add_registeredmodel", "add_modelreview", "add_measurement"]
    rights += ["change_camera"]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(operator)
    return operator
