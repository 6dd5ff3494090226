"""How the system does, as its page tells it."""

from django.http import HttpRequest
from ninja import Router

from command_center.api.door import behind
from command_center.api.value import Value
from command_center.health.part_rows import part_rows
from command_center.health.readings import worker_figures

router = Router(tags=["health"])


class Part(Value):
    """In the words of the page, in the language that was asked for."""

    label: str
    value: str
    is_well: bool


class Health(Value):
    is_well: bool
    parts: list[Part]


@router.get("/health", response=Health, operation_id="get_health", summary="How the system does")
@behind("health.view_health", kind="health")
def get_health(request: HttpRequest) -> Health:  # noqa: ARG001
    rows = part_rows(worker_figures())
    parts = [Part(label=str(row.label), value=row.value, is_well=row.is_well) for row in rows]
    return Health(is_well=all(part.is_well for part in parts), parts=parts)
