"""An agent with every right that an operation asks for, and a program of theirs."""

import pytest

from command_center.people.models import Agent
from tests.api.asking import Program
from tests.law.by_api import integrator


@pytest.fixture
def vms(db: None) -> Program:
    """With all scopes."""
    return integrator()


@pytest.fixture
def agent(vms: Program) -> Agent:
    return Agent.objects.get(pk=vms.token.agent_id)
