"""What was expected and what was seen, along the seconds of one clip (SVG)."""

from collections.abc import Iterator

from detection.evaluation.runner import ClipResult
from detection.evaluation.score import Verdicts

LABEL_PX, WIDTH_PX, LANE_PX, BAR_PX = 150, 850, 30, 9


def timeline(result: ClipResult) -> str:
    """One lane for each kind that has something to show: truth above, sightings below."""
    lanes = [one for one in result.verdicts if one.hits or one.missed or one.false]
    if not lanes:
        return "<p class=quiet>Nothing expected, nothing seen.</p>"
    scale = WIDTH_PX / max(1.0, result.duration_s)
    drawn = "".join(
        f"<g transform='translate({LABEL_PX} {n * LANE_PX})'>{''.join(_lane(one, scale))}</g>"
        for n, one in enumerate(lanes)
    )
    height = len(lanes) * LANE_PX + 16
    end = f"<text class=tick x={LABEL_PX} y={height - 3}>0 s</text>"
    end += f"<text class=tick x={LABEL_PX + WIDTH_PX} y={height - 3} text-anchor=end>"
    end += f"{result.duration_s:.0f} s</text>"
    return (
        f"<svg viewBox='0 0 {LABEL_PX + WIDTH_PX + 4} {height}' role=img "
        f"aria-label='Time line'>{drawn}{end}</svg>"
    )


def _lane(one: Verdicts, scale: float) -> Iterator[str]:
    yield f"<text x=-10 y=18 text-anchor=end>{one.kind.value.replace('_', ' ')}</text>"
    for expected in [*(hit.expected for hit in one.hits), *one.missed]:
        style = "missed" if expected in one.missed else "expected"
        yield _bar(style, expected.start_s, expected.end_s, 2, scale)
    for sighting in dict.fromkeys(id(hit.sighting) for hit in one.hits):
        hit = next(h.sighting for h in one.hits if id(h.sighting) == sighting)
        yield _bar("hit", hit.opened_s, hit.end_s or hit.opened_s, 15, scale)
    for false in one.false:
        yield _bar("false", false.opened_s, false.end_s or false.opened_s, 15, scale)


def _bar(style: str, start_s: float, end_s: float, y: int, scale: float) -> str:
    left = min(WIDTH_PX - 2.0, start_s * scale)
    width = max(3.0, min(WIDTH_PX - left, (end_s - start_s) * scale))
    title = f"<title>{style}: {start_s:.1f} to {end_s:.1f} s</title>"
    return (
        f"<rect class={style} x={left:.1f} y={y} width={width:.1f} height={BAR_PX} rx=2>"
        f"{title}</rect>"
    )
