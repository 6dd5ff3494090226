"""The report to look at: a table of kinds, and for each clip its time line and pictures."""

from collections.abc import Collection, Iterator, Sequence
from html import escape
from pathlib import Path

import cv2
import numpy as np

from detection.boxes import Box
from detection.evaluation.runner import ClipResult
from detection.evaluation.score import KindScore
from detection.evaluation.summary import count_error_percent, kind_scores, overall
from detection.evaluation.timeline import timeline
from detection.frame import Image
from detection.kinds import EventKind
from detection.rulebook import RULES
from detection.sighting import Sighting
from detection.zones import Zone

STYLE = Path(__file__).with_name("report.css")
GREEN, RED, BLUE = (90, 200, 90), (70, 70, 240), (240, 190, 60)

COLUMNS = ("Events", "Found", "Missed", "Recall", "False", "False per camera-hour", "Median delay")


def write_report(
    folder: Path, results: Sequence[ClipResult], unavailable: Collection[EventKind]
) -> Path:
    """`index.html` and its pictures in `folder`, which is made; returns the page."""
    folder.mkdir(parents=True, exist_ok=True)
    clips = "".join(_clip(number, result, folder) for number, result in enumerate(results, 1))
    page = folder / "index.html"
    page.write_text(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Evaluation</title>"
        "<meta name=viewport content='width=device-width'>"
        f"<style>{STYLE.read_text(encoding='utf-8')}</style>"
        f"<main><h1>Evaluation</h1>{_lead(results)}{_table(results, unavailable)}{clips}</main>",
        encoding="utf-8",
    )
    return page


def _lead(results: Sequence[ClipResult]) -> str:
    minutes = sum(result.duration_s for result in results) / 60
    error = count_error_percent(results)
    counts = "" if error is None else f" People counts were {error} % off on average."
    return (
        f"<p class=lead>{len(results)} clips, {minutes:.1f} minutes.{counts} A delay is counted "
        "from the event's start, less the wait that its zone has ordered.</p>"
    )


def _table(results: Sequence[ClipResult], unavailable: Collection[EventKind]) -> str:
    rows = [
        _row(kind.value.replace("_", " "), one, kind in unavailable)
        for kind, one in kind_scores(results).items()
    ]
    rows.append(_row("overall", overall(results, unavailable), False))
    head = "".join(f"<th scope=col>{column}</th>" for column in COLUMNS)
    return f"<table><thead><tr><th scope=col>Kind</th>{head}</thead>{''.join(rows)}</table>"


def _row(name: str, one: KindScore, is_unavailable: bool) -> str:
    delay = None if one.median_delay_s is None else f"{one.median_delay_s} s"
    cells = (one.events, one.found, one.missed, one.recall, one.false_alerts)
    shown = [*cells, one.false_alerts_per_camera_hour, delay]
    tail = " <small>unavailable: no model</small>" if is_unavailable else ""
    values = "".join(f"<td>{'–' if value is None else value}</td>" for value in shown)
    return f"<tr><th scope=row>{name}{tail}</th>{values}</tr>"


def _clip(number: int, result: ClipResult, folder: Path) -> str:
    figures = "".join(_figures(number, result, folder))
    counts = "".join(
        f"<li>{one.truth.at_s:g} s: {one.people} people ({one.low} to {one.high}), "
        f"by eye {one.truth.people}</li>"
        for one in result.counted
    )
    return (
        f"<section><h2>{escape(result.truth.name)}</h2>{timeline(result)}"
        f"<div class=pictures>{figures}</div>{f'<ul>{counts}</ul>' if counts else ''}</section>"
    )


def _figures(number: int, result: ClipResult, folder: Path) -> Iterator[str]:
    for one in result.verdicts:
        for hit in one.hits:
            text = f"{_told(hit.sighting)} {hit.delay_s:.1f} s late."
            yield _figure("hit", hit.sighting.opened_s, hit.sighting, text, number, result, folder)
        for false in one.false:
            yield _figure("false", false.opened_s, false, _told(false), number, result, folder)
        for event in one.missed:
            text = f"{event.kind}, {event.start_s:g} to {event.end_s:g} s, was not seen."
            yield _figure("missed", event.start_s, None, text, number, result, folder)


def _told(sighting: Sighting) -> str:
    reason = RULES[sighting.kind].reason_text.format(**sighting.reason)
    return f"{sighting.kind} at {sighting.opened_s:.1f} s: {reason}."


def _figure(
    verdict: str,
    second: float,
    sighting: Sighting | None,
    text: str,
    number: int,
    result: ClipResult,
    folder: Path,
) -> str:
    image = result.pictures.get(second)
    if image is None:
        return f"<p class={verdict}>{verdict}: {escape(text)}</p>"
    zones = [zone for zone in result.truth.scene.zones if sighting and zone.name == sighting.zone]
    drawn = _drawn(image, zones, sighting.box if sighting else None, verdict)
    name = f"{number:02}_{verdict}_{second:.1f}.jpg"
    cv2.imwrite(str(folder / name), drawn, [cv2.IMWRITE_JPEG_QUALITY, 80])
    return (
        f"<figure class={verdict}><img src='{name}' alt='' loading=lazy>"
        f"<figcaption><b>{verdict}</b> {escape(text)}</figcaption></figure>"
    )


def _drawn(image: Image, zones: Sequence[Zone], box: Box | None, verdict: str) -> Image:
    drawn = image.copy()
    height, width = image.shape[:2]
    for zone in zones:
        points = np.array([(x * width, y * height) for x, y in zone.polygon], np.int32)
        cv2.polylines(drawn, [points], True, BLUE, 1, cv2.LINE_AA)
    if box is not None:
        start = (int(box.left * width), int(box.top * height))
        end = (int(box.right * width), int(box.bottom * height))
        cv2.rectangle(drawn, start, end, GREEN if verdict == "hit" else RED, 2)
    return drawn
