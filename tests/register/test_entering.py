"""A person enters a file: as it was when they saw it, and only if the law allows what it finds."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from command_center.people.models import Agent
from command_center.register.entering import NotEntered, Review, candidates, enter
from command_center.register.measuring import ask, carry_out
from command_center.register.models import RegisteredModel
from detection.digest import digest
from tests.register.exports import YOLO11N, YOLOV8N, change_a_byte

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

REVIEW = Review("AGPL-3.0", "Ultralytics", "", "for the north gate")


@pytest.fixture
def entered(models_dir: Path, operator: Agent) -> RegisteredModel:
    first, _second = candidates()
    return enter(first, "general", REVIEW, operator)


def test_file_is_entered_with_what_it_holds(models_dir: Path, entered: RegisteredModel) -> None:
    assert (entered.file, entered.name) == (YOLO11N, "yolo11n_int8")
    assert entered.sha256 == digest(models_dir / YOLO11N)
    assert {"person", "suitcase"} < set(entered.classes)
    assert (entered.input_px, entered.origin["author"]) == ([640, 640], "Ultralytics")
    assert entered.size_bytes > 3_000_000
    assert entered.reviews.get().licence == "AGPL-3.0"
    assert [one.path.name for one in candidates()] == [YOLOV8N]


def test_file_that_changed_since_it_was_seen_is_not_entered(
    models_dir: Path, operator: Agent
) -> None:
    seen, _other = candidates()
    change_a_byte(models_dir / YOLO11N)
    with pytest.raises(NotEntered) as refused:
        enter(seen, "general", REVIEW, operator)
    assert refused.value.why == "changed"
    assert not RegisteredModel.objects.exists()


def test_file_that_finds_faces_is_not_entered(models_dir: Path, operator: Agent) -> None:
    card = models_dir / YOLO11N / "metadata.yaml"
    card.write_text(card.read_text().replace("toothbrush", "face"))
    seen, _other = candidates()
    with pytest.raises(NotEntered, match="“face”.*not on the list of allowed classes") as refused:
        enter(seen, "general", REVIEW, operator)
    assert refused.value.why == "refused"


def test_changed_file_may_be_entered_beside_the_first(
    models_dir: Path, entered: RegisteredModel, operator: Agent
) -> None:
    change_a_byte(models_dir / YOLO11N)
    changed = next(one for one in candidates() if one.path.name == YOLO11N)
    again = enter(changed, "general", REVIEW, operator)
    assert (again.file, again.sha256 != entered.sha256) == (YOLO11N, True)
    with pytest.raises(NotEntered) as refused:
        enter(changed, "general", REVIEW, operator)
    assert refused.value.why == "known"


def test_file_is_entered_by_a_command_where_it_lies(models_dir: Path, operator: Agent) -> None:
    given = {"licence": "AGPL-3.0", "source": "Ultralytics", "reason": "tower", "by": "operator"}
    call_command("enter_model", YOLO11N, **given, stdout=StringIO())
    assert RegisteredModel.objects.get().entered_by == operator
    with pytest.raises(CommandError, match="entered already"):
        call_command("enter_model", YOLO11N, **given)


def test_speed_is_measured_with_the_name_of_the_device(
    models_dir: Path, entered: RegisteredModel, operator: Agent
) -> None:
    carry_out(ask(entered, operator).pk)
    measured = entered.measurements.get()
    assert 1 < measured.ms < 5000
    assert measured.pictures >= 3
    assert measured.device
    assert measured.machine


def test_changed_file_is_not_measured(
    models_dir: Path, entered: RegisteredModel, operator: Agent
) -> None:
    change_a_byte(models_dir / YOLO11N)
    carry_out(ask(entered, operator).pk)
    measured = entered.measurements.get()
    assert measured.ms is None
    assert "not the registered one" in measured.failure
