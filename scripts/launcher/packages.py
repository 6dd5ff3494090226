"""The virtual environment and its packages."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from launcher.refusal import Refusal

ROOT = Path(__file__).resolve().parents[2]
VENV = Path(os.environ.get("VIGIE_VENV") or ROOT / ".venv")
NEEDED_BYTES = 4 * 1024**3
TORCH = ["torch==2.13.0", "torchvision==0.28.0"]
CPU_INDEX = "https://download.pytorch.org/whl/cpu"

ADVICE = {
    "no space left": "The disk is full: free about 4 GB and run this again.",
    "name or service not known": "There is no network: packages cannot be fetched. "
    "Connect, or name a reachable index in PIP_INDEX_URL, and run this again.",
    "name resolution": "There is no network: packages cannot be fetched. "
    "Connect, or name a reachable index in PIP_INDEX_URL, and run this again.",
    "failed to establish a new connection": "The package index cannot be reached: check the "
    "network, the proxy (HTTPS_PROXY) or PIP_INDEX_URL, and run this again.",
    "error: command": "A package has no wheel for this machine and needs a compiler: install one "
    "(Debian: apt-get install build-essential python3-dev) and run this again.",
    "no matching distribution": "A pinned package has no wheel for this Python or machine: use "
    "Python 3.11 to 3.13 on 64-bit Linux or macOS.",
}
"""A piece of pip's output → what to do."""


def python() -> Path:
    return VENV / "bin" / "python"


def ensure(requirements: Sequence[str]) -> None:
    """Make the environment and install what is missing; at once when nothing has changed."""
    _check_python()
    wanted = _stamp(requirements)
    stamp = VENV / f".installed-{'-'.join(requirements)}"
    if python().exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    _check_disk()
    _make()
    _install(requirements)
    stamp.write_text(wanted)


def _check_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  (this file is what tells older ones)
        raise Refusal(
            f"Python {sys.version.split()[0]} is too old: install 3.11 or newer, "
            "then run this command with it."
        )


def _check_disk() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES and not python().exists():
        raise Refusal(
            f"{free / 1024**3:.1f} GB are free at {ROOT}; installing needs about "
            f"{NEEDED_BYTES / 1024**3:.0f} GB. Free some space and run this again."
        )


def _make() -> None:
    if python().exists():
        return
    print("Making the virtual environment…", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if made.returncode:
        raise Refusal(
            f"{VENV} cannot be made: {(made.stdout + made.stderr).strip().splitlines()[-1]}\n"
            "On Debian and Ubuntu: apt-get install python3-venv"
        )


def _install(requirements: Sequence[str]) -> None:
    print("Installing packages: a minute or more the first time.", flush=True)
    _install_torch()
    for name in requirements:
        options = ["--no-deps"] if "nodeps" in name else []
        _pip([*options, "-r", str(ROOT / f"{name}.txt")])


def _install_torch() -> None:
    """The smallest build that serves: the default one for Linux brings several GB of CUDA."""
    if sys.platform != "linux" or shutil.which("nvidia-smi"):
        _pip(TORCH)
        return
    builds = (
        ["torch==2.13.0+cpu", "torchvision==0.28.0"],  # where the index at hand has CPU builds
        ["--index-url", CPU_INDEX, *TORCH],
        TORCH,
    )
    for build in builds:
        try:
            _pip(build, quiet=build is not TORCH)
            return
        except Refusal:
            if build is TORCH:
                raise


def _pip(what: Sequence[str], *, quiet: bool = False) -> None:
    """Show pip's lines as they come; on failure, turn them into advice."""
    command = [str(python()), "-m", "pip", "install", "--disable-pip-version-check", *what]
    said: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            said.append(line)
            if line.startswith(("Collecting", "Downloading", "Installing")) and not quiet:
                print(f"  {line.strip()[:100]}", flush=True)
    if pip.returncode:
        raise Refusal(_advice("".join(said)))


def _advice(output: str) -> str:
    found = next((advice for sign, advice in ADVICE.items() if sign in output.lower()), None)
    last = "".join(output.splitlines(keepends=True)[-5:])
    return f"{last}\n{found or 'pip failed: its last lines stand above.'}"


def _stamp(requirements: Sequence[str]) -> str:
    total = hashlib.sha256(sys.version.encode())
    for name in requirements:
        total.update((ROOT / f"{name}.txt").read_bytes())
    return total.hexdigest()
