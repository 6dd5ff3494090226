"""What a measurement runs on: PostgreSQL and Redis of its own, and Django set up on them."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

sys.path.insert(0, "scripts")  # the launcher's servers
from launcher import servers


@contextmanager
def own_servers(name: str, **environ: str) -> Iterator[Path]:
    """Until the end of the block, with nothing in the database yet; gives the state's folder.
    `environ`: what the settings are to find besides."""
    folder = Path(tempfile.mkdtemp(prefix=f"vigie-{name}-"))
    folder.chmod(0o755)  # the embedded PostgreSQL runs as a user of its own under root
    with servers.database(folder) as database, servers.redis(folder) as redis:
        os.environ.update(
            environ,
            DATABASE_URL=database,
            REDIS_URL=redis,
            STATE_DIR=str(folder),
            DJANGO_SETTINGS_MODULE="command_center.settings",
        )
        django.setup()
        yield folder
