"""A person enters a file: looked into by a process of its own, before it may be loaded."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from command_center.people.models import Agent
from command_center.register.models import ModelReview, RegisteredModel
from detection.digest import digest
from detection.models import forms_in, name_of

LOOKED_INTO_WITHIN_S = 60
"""Most of it is torch's start, for a checkpoint."""


class NotEntered(Exception):
    """`why` is a word of `refusals()`; `detail` the sentence of the one who opened the file."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(detail or why)
        self.why, self.detail = why, detail


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file in the models' folder that may be entered."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Review:
    licence: str
    source: str
    certificate: str
    reason: str


def candidates() -> list[Candidate]:
    """Whose SHA-256 is not in the register; each is read for it."""
    known = set(RegisteredModel.objects.values_list("file", "sha256"))
    found = []
    for path in forms_in(settings.MODELS_DIR):
        try:
            candidate = Candidate(path, digest(path))
        except OSError:
            continue  # cannot be read: nobody could load it either
        if (path.name, candidate.sha256) not in known:
            found.append(candidate)
    return found


def enter(candidate: Candidate, purpose: str, review: Review, author: Agent) -> RegisteredModel:
    """As it was when the author saw its SHA-256, or not at all: raises `NotEntered`."""
    described = _described(candidate.path)
    if described["sha256"] != candidate.sha256:
        raise NotEntered("changed")
    model = RegisteredModel(
        file=candidate.path.name,
        name=name_of(candidate.path),
        purpose=purpose,
        entered_at=timezone.now(),
        entered_by=author,
        **described,
    )
    try:
        with transaction.atomic():
            model.save(force_insert=True)
            add_review(model, review, author)
    except IntegrityError:
        raise NotEntered("known") from None
    return model


def add_review(
    model: RegisteredModel, review: Review, author: Agent, *, is_retired: bool = False
) -> ModelReview:
    return ModelReview.objects.create(
        model=model,
        licence=review.licence,
        source=review.source,
        certificate=review.certificate,
        reason=review.reason,
        is_retired=is_retired,
        author=author,
        at=timezone.now(),
    )


def _described(path: Path) -> dict[str, Any]:
    looking = [sys.executable, "-m", "detection.describe_model", str(path)]
    try:
        looked = subprocess.run(
            looking,
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            timeout=LOOKED_INTO_WITHIN_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotEntered("slow") from None
    if looked.returncode != 0:
        said = looked.stderr.strip().splitlines()
        raise NotEntered("refused", said[-1] if said else "")
    described: dict[str, Any] = json.loads(looked.stdout.strip().splitlines()[-1])
    return described
