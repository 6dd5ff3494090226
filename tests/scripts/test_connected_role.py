"""What `scripts/run` starts is connected as the application, which owns nothing."""

from pathlib import Path

import psutil
import psycopg
import pytest

from tests.browser.running import running
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

CONNECTED = "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = 'vigie' AND pid <> %s"
OWNED = """
    SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace
    AND pg_get_userbyid(relowner) = 'vigie_app'
"""


def test_processes_are_connected_as_the_application(tmp_path: Path) -> None:
    film, state = tmp_path / "words.mp4", tmp_path / "state"
    film.write_text("no film")
    with running(state, "--camera", str(film)) as vigie:
        owners = f"postgresql://postgres@/vigie?host={state / 'postgresql'}"
        with psycopg.connect(owners, autocommit=True) as server:

            def connected() -> set[str]:
                found = server.execute(CONNECTED, [server.info.backend_pid]).fetchall()
                return {name for (name,) in found}

            seen: set[str] = set()
            wait_until(lambda: seen.update(connected()) or seen, 30)
            for _ in range(20):  # connections come and go: who is there is seen while it works
                assert vigie.answers()
                seen |= connected()
            assert seen == {"vigie_app"}
            assert server.execute(OWNED).fetchone() == (0,)
        parts = [one for one in psutil.process_iter() if is_part_of(one, state)]
        assert len(parts) >= 3
        assert not any(one.environ().get("OWNER_DATABASE_URL") for one in parts)


def is_part_of(process: psutil.Process, state: Path) -> bool:
    """web, worker or beat of that run."""
    try:
        is_ours = process.environ().get("STATE_DIR") == str(state)
        return is_ours and "command_center" in " ".join(process.cmdline())
    except psutil.Error:
        return False
