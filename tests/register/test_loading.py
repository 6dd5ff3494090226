"""What workers tell of what they loaded: the first enters a file, the second is held against it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connections

from command_center.register.loading import Load, expected, tell
from command_center.register.models import ModelLoad, RegisteredModel
from command_center.register.standing import refused
from detection.detectors.opencv import Opencv
from tests.register.exports import YOLO11N, registered

FIRST, OTHER = "a1" * 32, "b2" * 32


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / YOLO11N
    folder.mkdir()
    (folder / "metadata.yaml").write_text("author: Ultralytics\nlicense: AGPL-3.0\nnames: {}\n")
    return folder


def load(export: Path, sha256: str = FIRST, *, is_refused: bool = False) -> Load:
    """The built-in stands for the network: only its labels matter here."""
    return Load("general", export, sha256, None if is_refused else Opencv(Path()))


@pytest.mark.django_db
def test_first_file_of_a_name_enters_itself_and_is_not_reviewed(export: Path) -> None:
    assert tell([load(export)])
    model = RegisteredModel.objects.reviewed().get()
    assert (model.file, model.name, model.sha256) == (YOLO11N, "yolo11n_int8", FIRST)
    assert (model.entered_by, model.licence) == (None, None)
    assert model.origin == {"author": "Ultralytics", "license": "AGPL-3.0"}
    assert expected() == {YOLO11N: {FIRST}}


@pytest.mark.django_db
def test_second_file_of_a_name_does_not_enter_itself(export: Path) -> None:
    assert tell([load(export)])
    assert not tell([load(export, OTHER)])
    assert expected() == {YOLO11N: {FIRST}}


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_as_fast_as_each_other_one_enters_its_file(export: Path) -> None:
    start = Barrier(2)

    def work(sha256: str) -> bool:
        start.wait()
        try:
            return tell([load(export, sha256)])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as workers:
        assert sorted(workers.map(work, [FIRST, OTHER])) == [False, True]
    assert RegisteredModel.objects.count() == 1


@pytest.mark.django_db
def test_load_is_kept_once_while_it_is_the_same(export: Path) -> None:
    for one in (load(export), load(export), load(export, OTHER, is_refused=True), load(export)):
        tell([one])
    told = list(ModelLoad.objects.order_by("id").values_list("sha256", "is_accepted"))
    assert told == [(FIRST, True), (OTHER, False), (FIRST, True)]


@pytest.mark.django_db
def test_refused_file_stands_until_it_is_put_right(
    export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell([load(export)])
    tell([load(export, OTHER, is_refused=True)])
    (one,) = refused(())
    assert (one.file, one.found, one.expected) == (YOLO11N, OTHER, {FIRST})
    monkeypatch.setattr("socket.gethostname", lambda: "elsewhere")
    tell([load(export)])
    assert [one.machine for one in refused([one.machine])] == [one.machine]  # it has a worker
    assert refused(["elsewhere"]) == []  # it is gone, and another runs the right one


@pytest.mark.django_db
def test_refused_file_stands_no_more_once_it_is_entered(
    export: Path, django_user_model: type
) -> None:
    tell([load(export)])
    tell([load(export, OTHER, is_refused=True)])
    author = django_user_model.objects.create_user("curator")  # type: ignore[attr-defined]
    registered(sha256=OTHER, entered_by=author)
    assert refused(()) == []
