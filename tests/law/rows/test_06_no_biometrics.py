"""Row 6: no biometrics (Décret 2023-828, art. 2): absent from the product, not switched off."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.urls import URLPattern

from command_center.alerts.found import Found
from command_center.alerts.measures import MEASURES
from command_center.law.models import Order
from command_center.urls import urlpatterns, websocket_urlpatterns
from detection.rulebook import RULES
from tests.law.rows.conftest import AlertOf
from tests.law.ways import Way, every_way

ROOT = Path(__file__).parents[3]
BIOMETRIC = re.compile(
    r"""(?<![a-z])(
        face|faces|facial|face_?id|visage|biometr\w*|gait|demarche|iris|fingerprint|retina|
        licen[cs]e_?plate|number_?plate|plate_?(?:text|number|id|read\w*)|plaque|alpr|anpr|lpr|
        re_?id|reident\w*|re_identif\w*|embedding|embeddings|
        person_?id|identity_?of|emotion|ethnic\w*|gender|age_?group|clothing|voiceprint
    )(?![a-z])""",
    re.X,
)
"""As parts of names: `camera_face` and `faceId` are found, `surface` and `template` are not. A
plate alone is what a caption lies on, in the pages' styles."""

LIBRARIES = re.compile(
    r"^(face[-_].*|dlib|insightface|deepface|facenet.*|mtcnn.*|retina[-_]?face|arcface.*|"
    r"torchreid|fastreid.*|mediapipe|openalpr|fast[-_]alpr|fast[-_]plate.*|easyocr|paddleocr|"
    r"pytesseract|compreface.*|openface.*|fer|hsemotion.*|speechbrain|resemblyzer)$"
)
OF_OPENCV = {"FaceDetectorYN", "FaceRecognizerSF", "CascadeClassifier", "face", "dnn_superres"}
"""Installed with OpenCV, which reads pictures here; never asked for."""


def parts(name: str) -> str:
    """`faceId` and `face-id` as `face_id`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace("-", "_").lower()


def is_biometric(name: str) -> bool:
    return bool(BIOMETRIC.search(parts(name)))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        *((one, True) for one in ("face_id", "faceId", "has_face", "license-plate", "reid")),
        *((one, True) for one in ("personId", "gait", "biometry", "plate_text", "embedding")),
        *((one, False) for one in ("surface", "template", "interface", "gateway", "plan")),
    ],
)
def test_the_search_finds_what_it_is_for(name: str, found: bool) -> None:
    assert is_biometric(name) is found


def test_no_model_and_no_field_is_biometric() -> None:
    models = [model for model in apps.get_models() if "command_center" in model.__module__]
    assert len(models) > 20
    for model in models:
        assert not is_biometric(model.__name__), model
        for field in model._meta.get_fields():
            assert not is_biometric(field.name), (model, field)


@pytest.mark.django_db
def test_no_table_column_function_or_constraint_is_biometric() -> None:
    asked = """
        SELECT table_name || '.' || column_name FROM information_schema.columns
        WHERE table_schema = 'public'
        UNION SELECT routine_name FROM information_schema.routines WHERE routine_schema = 'public'
        UNION SELECT conname FROM pg_constraint
        UNION SELECT extname FROM pg_extension
    """
    with connection.cursor() as cursor:
        cursor.execute(asked)
        names = [name for (name,) in cursor.fetchall()]
    assert len(names) > 200
    assert [name for name in names if is_biometric(name)] == []
    assert "vector" not in names  # what an index of embeddings would need


def test_no_address_is_biometric() -> None:
    given: list[URLPattern] = [*urlpatterns, *websocket_urlpatterns]
    for one in given:
        assert not is_biometric(f"{one.pattern} {one.name}"), one


def sources(*folders: str, suffix: str = ".py") -> list[Path]:
    found = [file for folder in folders for file in (ROOT / folder).rglob(f"*{suffix}")]
    assert found
    return found


NAMED = ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef | ast.alias


def names_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, NAMED):
            yield node.name


def test_no_name_in_the_source_is_biometric() -> None:
    for file in sources("detection", "command_center"):
        found = {name for name in names_in(file) if is_biometric(name) or name in OF_OPENCV}
        assert not found, file


def test_no_element_attribute_or_script_of_a_page_is_biometric() -> None:
    for file in sources("frontend", suffix=".html"):
        text = re.sub(r"{%.*?%}|{#.*?#}", " ", file.read_text())
        for value in re.findall(r'\b(?:name|id|class|data-[a-z-]+)="([^"]*)"', text):
            assert not is_biometric(value), (file, value)
    for file in sources("frontend", suffix=".js"):
        code = re.sub(r"/\*.*?\*/|//[^\n]*", " ", file.read_text(), flags=re.S)
        found = [name for name in re.findall(r"[A-Za-z_$][\w$]*", code) if is_biometric(name)]
        assert found == [], file


def test_no_installed_package_is_made_for_biometrics() -> None:
    names = {one.metadata["Name"].lower() for one in distributions()}
    assert len(names) > 50
    assert {name for name in names if LIBRARIES.match(name)} == set()


def test_nothing_biometric_is_imported_by_what_runs() -> None:
    """Ultralytics brings re-identification along: nobody here loads it."""
    code = """
        import importlib, json, pkgutil, sys, os
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "command_center.settings")
        import django; django.setup()
        import command_center, detection
        for room in (command_center, detection):
            for one in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
                importlib.import_module(one.name)
        print(json.dumps(sorted(sys.modules)))
    """
    lines = "\n".join(line[8:] for line in code.splitlines())
    done = subprocess.run(
        [sys.executable, "-c", lines], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded: list[str] = json.loads(done.stdout.splitlines()[-1])
    assert "detection.pipeline" in loaded
    suspicious = re.compile(r"(^|[._])(face|reid|re_id|biometr\w*|alpr|plates?)([._]|$)")
    assert [name for name in loaded if suspicious.search(name.lower())] == []


FACE_ID: dict[str, Any] = {"face_id": 7}


@every_way
@pytest.mark.parametrize("reason", [FACE_ID, {"objects": "Alice"}, {"objects": 1, **FACE_ID}])
def test_alert_that_says_who_is_refused(
    way: Way, reason: dict[str, Any], order: Order, alert_of: AlertOf
) -> None:
    with pytest.raises(IntegrityError, match="alert_tells_measures_only"):
        way(alert_of(order, reason=reason))


def test_sighting_that_says_who_is_refused(intrusion: Found) -> None:
    told = json.loads(intrusion.to_json())
    with pytest.raises(TypeError, match="face_id"):
        Found.from_json(json.dumps(told | FACE_ID))


@pytest.mark.parametrize("kind", sorted(RULES))
def test_every_measure_of_a_rule_may_be_told(kind: Any) -> None:
    assert set(re.findall(r"{(\w+)", RULES[kind].reason_text)) <= set(MEASURES)
