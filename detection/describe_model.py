"""Look into a model's file: `python -m detection.describe_model FILE` prints JSON.

A process of its own: a web server must neither keep a network in its memory nor run what an unknown
checkpoint may hold.
"""

import json
import sys
from pathlib import Path

from detection.detectors import ModelRefused
from detection.digest import size_bytes
from detection.model_origin import origin
from detection.models import open_model


def main() -> None:
    path = Path(sys.argv[1])
    try:
        loaded = open_model(path)
    except ModelRefused as refusal:
        sys.exit(str(refusal))
    described = {
        "sha256": loaded.sha256,
        "size_bytes": size_bytes(path),
        "classes": sorted(loaded.detector.labels),
        "input_px": loaded.detector.input_px,
        "origin": origin(path),
    }
    print(json.dumps(described))


if __name__ == "__main__":
    main()
