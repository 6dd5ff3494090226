"""Reads the environment; what is missing or wrong stops the program with a sentence."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from detection.source.networks import networks as readable

CONNECT_TIMEOUT_S = "5"
"""For PostgreSQL. Without it, a machine that is switched off is waited for two minutes."""


def flag(name: str, default: str = "0") -> bool:
    value = os.environ.get(name, default)
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not “{value}”.")
    return value == "1"


def whole_number(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not “{value}”.")
    return int(value)


def words(name: str, default: str) -> list[str]:
    return [word for word in os.environ.get(name, default).split(",") if word]


def networks(name: str) -> str:
    """As it is given, once it can be read."""
    try:
        readable(text(name, ""))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}: {error}; write networks with commas, as 10.20.0.0/16,192.168.7.0/24."
        ) from None
    return text(name, "")


def folder(name: str, default: Path) -> Path:
    """An absolute path; made when it is missing."""
    path = Path(os.environ.get(name) or default).expanduser().resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def debug(*, is_production: bool) -> bool:
    """Pages of errors show settings and the values of variables: never where people are."""
    wanted = flag("DEBUG")
    if wanted and is_production:
        raise ImproperlyConfigured("DEBUG=1 and HTTPS_ONLY=1: no real site shows its inside.")
    return wanted


def secret_key(state_dir: Path, *, is_production: bool) -> str:
    """SECRET_KEY; where it is no real site, else one drawn at first use, in the state folder."""
    if os.environ.get("SECRET_KEY"):
        return os.environ["SECRET_KEY"]
    if is_production:
        raise ImproperlyConfigured(
            "HTTPS_ONLY=1 without SECRET_KEY: give a long random text, as "
            "`openssl rand -base64 48` prints. Where one lies in the state folder as secret_key, "
            "give that one: passwords of cameras are sealed with it."
        )
    file = state_dir / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(get_random_secret_key())
    return file.read_text()


def database_url() -> str:
    """The application's, as in DATABASE_URL; the owner's for the commands of `manage.py` that
    are the owner's, where OWNER_DATABASE_URL names one."""
    owners = os.environ.get("OWNER_DATABASE_URL")
    if owners and flag("AS_OWNER"):
        return owners
    return text("DATABASE_URL", "postgresql:///vigie")


def application_database() -> dict[str, Any] | None:
    """Whom the owner, who is connected, gives the application's rights to; None where this
    process is the application, or both are one."""
    mine, applications = database(database_url()), database(text("DATABASE_URL", "postgresql://"))
    return None if mine["USER"] == applications["USER"] else applications


def database(url: str) -> dict[str, Any]:
    """Django's settings of a `postgresql://user:password@host:port/name?host=/socket` address.

    What else follows the question mark goes to PostgreSQL's client: `sslmode=require`.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL starts with “{parts.scheme}://”; only postgresql:// serves: "
            "the legal rules are constraints and triggers of PostgreSQL."
        )
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    host = query.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "vigie",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {"connect_timeout": CONNECT_TIMEOUT_S, **query},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def broker(redis_url: str) -> str:
    """Celery's spelling of the same Redis: it writes a socket as `redis+socket://`."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    database_number = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={database_number}"


def footage_bucket() -> dict[str, Any] | None:
    """Django's settings of the storage that footage is moved to; None: it stays on the local disk.

    Without keys the bucket is asked as boto3 finds them: a role of the machine, `AWS_…`.
    """
    given = {
        "bucket_name": text("FOOTAGE_BUCKET", ""),
        "location": text("FOOTAGE_S3_PREFIX", "").strip("/"),
        "endpoint_url": text("FOOTAGE_S3_ENDPOINT", ""),
        "region_name": text("FOOTAGE_S3_REGION", ""),
        "access_key": text("FOOTAGE_S3_ACCESS_KEY", ""),
        "secret_key": text("FOOTAGE_S3_SECRET_KEY", ""),
    }
    if not given["bucket_name"]:
        return None
    if bool(given["access_key"]) != bool(given["secret_key"]):
        raise ImproperlyConfigured(
            "FOOTAGE_S3_ACCESS_KEY and FOOTAGE_S3_SECRET_KEY go together: give both, or none."
        )
    if given["endpoint_url"] and urlsplit(given["endpoint_url"]).scheme not in {"http", "https"}:
        raise ImproperlyConfigured(
            "FOOTAGE_S3_ENDPOINT is an address as https://s3.example, not "
            f"“{given['endpoint_url']}”."
        )
    options = {name: value for name, value in given.items() if value}
    return {
        "BACKEND": "command_center.retention.bucket.storage.FootageStorage",
        "OPTIONS": options,
    }


def text(name: str, default: str) -> str:
    return os.environ.get(name) or default
