"""How right the rules are on clips whose events are known."""

import json
import os
import sys
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from detection.evaluation.report import write_report
from detection.evaluation.runner import ClipResult, run
from detection.evaluation.summary import as_json, count_error_percent, kind_scores, overall
from detection.evaluation.truth import Truth, TruthRefused, read_truths
from detection.kinds import EventKind
from detection.model_set import ModelSet
from detection.register import kinds_missing_from, load_set
from detection.source.address import SourceError
from detection.zones import ZoneRefused

COLUMNS = "{:<17}{:>7}{:>7}{:>7}{:>8}{:>7}{:>9}{:>10}"


class Command(BaseCommand):
    help = "Run clips whose events are known, and say what was found, missed and false."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("clips", type=Path, help="clips.json: films, zones, expected events")
        parser.add_argument("--json", type=Path, help="write the figures here")
        parser.add_argument("--html", type=Path, help="write a report with pictures here (folder)")
        parser.add_argument("--fps", type=float, default=5.0, help="frames analysed a second")
        parser.add_argument("--models", type=Path, help="folder of models (default: MODELS_DIR)")
        parser.add_argument("--only", default="", help="clips whose name holds this text")
        parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))

    def handle(self, *_: object, **options: Any) -> None:
        truths = self._truths(options["clips"], options["only"])
        loaded = load_set(settings.MODEL, _models_dir(options))
        for sentence in loaded.sentences:
            self.stderr.write(self.style.WARNING(sentence))
        results = self._results(truths, loaded.models, options)
        unavailable = kinds_missing_from(loaded.models.special)
        self._print(results, unavailable)
        if options["json"]:
            text = json.dumps(as_json(results, unavailable), indent=1, ensure_ascii=False)
            options["json"].write_text(text, encoding="utf-8")
        if options["html"]:
            self.stdout.write(f"Report: {write_report(options['html'], results, unavailable)}")
        if len(results) < len(truths):
            raise CommandError(f"{len(truths) - len(results)} of {len(truths)} clips were not run.")

    def _truths(self, file: Path, only: str) -> list[Truth]:
        try:
            truths = [truth for truth in read_truths(file) if only in truth.name]
        except TruthRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if not truths:
            raise CommandError(f"{file}: no clip's name holds “{only}”.")
        return truths

    def _results(
        self, truths: list[Truth], models: ModelSet, options: dict[str, Any]
    ) -> list[ClipResult]:
        """In the order of the file; a clip that cannot be run is told and left out."""
        with (
            tqdm(total=len(truths), unit=" clip", file=sys.stderr) as bar,
            ThreadPoolExecutor(max(1, options["jobs"])) as threads,
        ):

            def one(truth: Truth) -> ClipResult | str:
                try:
                    # In a thread of its own: the built-in detector remembers one camera a thread.
                    with ThreadPoolExecutor(1) as alone:
                        return alone.submit(run, truth, models, options["fps"]).result()
                except (SourceError, ZoneRefused) as refusal:
                    return f"{truth.name}: {refusal}"
                finally:
                    bar.update()

            outcomes = list(threads.map(one, truths))
        for outcome in outcomes:
            if isinstance(outcome, str):
                self.stderr.write(self.style.ERROR(outcome))
        return [outcome for outcome in outcomes if isinstance(outcome, ClipResult)]

    def _print(self, results: list[ClipResult], unavailable: frozenset[EventKind]) -> None:
        head = ("kind", "events", "found", "missed", "recall", "false", "per hour", "delay s")
        self.stdout.write(COLUMNS.format(*head))
        rows = {kind.value: one for kind, one in kind_scores(results).items()}
        for name, one in {**rows, "overall": overall(results, unavailable)}.items():
            cells = (one.events, one.found, one.missed, one.recall, one.false_alerts)
            more = (one.false_alerts_per_camera_hour, one.median_delay_s)
            shown = ["–" if cell is None else str(cell) for cell in (*cells, *more)]
            absent = "  unavailable: no model" if name in unavailable else ""
            self.stdout.write(COLUMNS.format(name, *shown) + absent)
        error = count_error_percent(results)
        if error is not None:
            self.stdout.write(f"people counts: {error} % off on average")


def _models_dir(options: dict[str, Any]) -> Path:
    """As given; else MODELS_DIR; else the `weights` beside the clips, where there are some."""
    if options["models"]:
        return Path(options["models"])
    beside = options["clips"].parent / "weights"
    if "MODELS_DIR" not in os.environ and beside.is_dir():
        return Path(beside)
    return Path(settings.MODELS_DIR)
