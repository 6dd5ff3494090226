"""Finding a browser and Debian's RTSP server for the tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from launcher.packages import python

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
RTSP_PACKAGES = (
    "python3-gi",
    "gir1.2-gst-rtsp-server-1.0",
    "gstreamer1.0-plugins-base",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-plugins-bad",
    "glib-networking",
    "faketime",
    "mosquitto",
    "openssl",
)
HAS_RTSP = "import gi; gi.require_version('GstRtspServer', '1.0')"


def find_browser() -> str | None:
    """An installed one, else Debian's, else Playwright's own; None where there is none to have."""
    return os.environ.get("CHROMIUM") or _installed() or _from_debian() or _from_playwright()


def ensure_rtsp_server() -> None:
    """GStreamer's, from Debian; the tests that need it say so where it is missing."""
    has = subprocess.run(["/usr/bin/python3", "-c", HAS_RTSP], capture_output=True, check=False)
    if has.returncode and _is_debian_root():
        _apt(*RTSP_PACKAGES)


def _installed() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _from_debian() -> str | None:
    if _is_debian_root():
        _apt("chromium")
    return _installed()


def _from_playwright() -> str | None:
    print("Fetching a browser for the tests…", file=sys.stderr, flush=True)
    fetched = subprocess.run(
        [str(python()), "-m", "playwright", "install", "chromium"],
        stdout=sys.stderr,
        check=False,
        timeout=600,
    )
    if fetched.returncode:
        return None
    script = (
        "from playwright.sync_api import sync_playwright as p\n"
        "with p() as one: print(one.chromium.executable_path)"
    )
    path = subprocess.check_output([str(python()), "-c", script], text=True).strip()
    return path if Path(path).exists() else None


def _is_debian_root() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt(*packages: str) -> None:
    print(f"Installing {', '.join(packages)}…", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(
            ["apt-get", "-qq", *command], env=quiet, stdout=subprocess.DEVNULL, check=False
        )
