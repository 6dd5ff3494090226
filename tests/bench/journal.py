"""The journal when it is long, and when many write at once.

    python -m tests.bench.journal [--entries 10000000] [--exported 1000000] [--writers 8]
        [--seconds 20]

Real PostgreSQL. Entries of three years are loaded by COPY, with the digests that the application
would give them (compared on a sample), the rules switched off for that alone. Then: the searches
of the pages, a checkpoint, an export of `--exported` entries and its verification by a process of
its own, and writers, each a process that notes one entry a transaction, with the sequencer beside.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.bench.own_servers import own_servers

CAMERAS, AGENTS, VENUES = 300, 60, 6
SPAN = timedelta(days=1090)
A_BATCH = 50_000
ROUNDS = 20
REASONS = [
    "surveillance de la fan zone",
    "levée de doute sur alerte",
    "relève de poste",
    "réquisition judiciaire",
    "contrôle du responsable",
    "recherche d’un enfant perdu",
    "maintenance",
    "droit d’accès",
]
KINDS = ["camera", "alert", "playback", "order", "export", "agent", "journal", "zone"]
INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = 'journal_entry'::regclass AND NOT indisprimary
"""
COLUMNS = (
    "id, salt, at, log, operation, object_kind, object_id, camera, venue, seen_from, seen_to, "
    "reason, recipients, author, author_name, address, session, detail"
)
SETTINGS = """
import os, sys
sys.path.insert(0, "scripts")
os.environ["DJANGO_SETTINGS_MODULE"] = "command_center.settings"
import django
django.setup()
import time
print("ready", flush=True)
sys.argv.append(sys.stdin.readline())
"""
WRITE = f"""{SETTINGS}
from command_center.journal.models import Operation
from command_center.journal.noting import Thing, note
from command_center.journal.origin import Origin
until_s, count, began_s = float(sys.argv[1]), 0, time.time()
origin = Origin(7, "anna.martin", "10.0.0.7", "0123456789abcdef", "surveillance")
while time.time() < until_s:
    note(Operation.CONSULTATION, Thing("camera", count % 300, count % 300, 3), origin)
    count += 1
print(count, time.time() - began_s)
"""
PLACE = f"""{SETTINGS}
from command_center.journal.sequencing import sequence
until_s = float(sys.argv[1])
while time.time() < until_s:
    sequence()
    time.sleep(2)
began_s = time.time()
sequence()
print(time.time() - began_s)
"""


def main() -> None:
    given = _arguments()
    with own_servers("journal") as folder:
        _measure(given, folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=10_000_000)
    parser.add_argument("--exported", type=int, default=1_000_000)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    return parser.parse_args()


def _measure(given: argparse.Namespace, folder: Path) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    if given.entries:
        _timed(f"loading {given.entries} entries", lambda: _load(given.entries))
        _check_sample(given.entries)
        _say_sizes(given.entries)
        _search()
        _checkpoint()
        _prove(folder, given.entries, given.exported)
    if given.writers:
        _write(given.writers, given.seconds)
    print(f"load {os.getloadavg()[0]:.1f} at the end", flush=True)


def _timed(what: str, work: Callable[[], Any]) -> float:
    began_s = time.perf_counter()
    work()
    took_s = time.perf_counter() - began_s
    print(f"{what}: {took_s:.2f} s", flush=True)
    return took_s


def _load(count: int) -> None:
    """The fast way: rows and digests by COPY, indexes afterwards."""
    from django.db import connection

    from command_center.journal.leaf import TILE_LEVEL
    from command_center.journal.merkle import Peaks, leaf_hash
    from command_center.journal.models import TreeHead
    from command_center.journal.record import FIELDS, record

    peaks, drawn = Peaks(), _drawn(count)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for start in range(0, count, A_BATCH):
            rows = [next(drawn) for _ in range(min(A_BATCH, count - start))]
            leaves, subtrees = [], []
            for row in rows:
                leaf = leaf_hash(record(dict(zip(FIELDS, row, strict=True))))
                leaves.append((peaks.size, row[0], leaf))
                subtrees += [one for one in peaks.append(leaf) if one[0] >= TILE_LEVEL]
            _copy(cursor, f"journal_entry ({COLUMNS})", [(*row[:-1], "{}") for row in rows])
            _copy(cursor, "journal_leaf (index, entry, hash)", leaves)
            _copy(cursor, "journal_subtree (level, index, hash)", subtrees)
        for _name, definition in indexes:
            cursor.execute(definition)
        cursor.execute("SELECT setval('journal_entry_id_seq', %s)", [count])
        cursor.execute("SET session_replication_role = DEFAULT")
        TreeHead.objects.update_or_create(
            id=1, defaults={"size": peaks.size, "peaks": b"".join(peaks.hashes)}
        )
        cursor.execute("VACUUM ANALYZE journal_entry, journal_leaf, journal_subtree")


def _copy(cursor: Any, into: str, rows: list[Any]) -> None:
    with cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _drawn(count: int) -> Iterator[tuple[Any, ...]]:
    """Rows in the order of `record.FIELDS`: few cameras and people do most."""
    chance = random.Random(20261128)
    now, step = datetime.now(UTC), SPAN / count
    cameras = [1 / (n + 3) for n in range(CAMERAS)]
    agents = [1 / (n + 3) for n in range(AGENTS)]
    operations = ["consultation", "access", "modification", "communication", "collection"]
    for start in range(0, count, A_BATCH):
        many = min(A_BATCH, count - start)
        of_cameras = chance.choices(range(1, CAMERAS + 1), cameras, k=many)
        of_agents = chance.choices(range(1, AGENTS + 1), agents, k=many)
        of_operations = chance.choices(operations, [80, 12, 5, 1, 2], k=many)
        of_reasons = chance.choices(REASONS, [60, 15, 10, 2, 3, 2, 3, 1], k=many)
        of_kinds = chance.choices(KINDS, [70, 12, 6, 3, 1, 4, 2, 2], k=many)
        for n in range(many):
            at = now - SPAN + (start + n) * step
            camera, agent, kind = of_cameras[n], of_agents[n], of_kinds[n]
            is_video = kind in ("camera", "alert", "playback", "zone")
            yield (
                start + n + 1,
                uuid.UUID(int=chance.getrandbits(128)),
                at,
                "log_algorithmic" if kind in ("alert", "order") else "log_video",
                of_operations[n],
                kind,
                str(camera if kind == "camera" else start + n),
                camera if is_video else None,
                1 + camera % VENUES if is_video else None,
                at - timedelta(minutes=9) if kind == "playback" else None,
                at if kind == "playback" else None,
                of_reasons[n],
                "",
                agent,
                f"agent.{agent}",
                f"10.0.{agent}.7",
                f"{agent:08x}{(start + n) // 400:08x}",
                {},
            )


def _check_sample(count: int) -> None:
    """What was loaded is what the application would have recorded: else all below is void."""
    from command_center.journal.merkle import leaf_hash
    from command_center.journal.models import Entry, Leaf
    from command_center.journal.record import FIELDS, record

    numbers = random.Random(1).sample(range(1, count + 1), min(500, count))
    kept = dict(Leaf.objects.filter(entry__in=numbers).values_list("entry", "hash"))
    for values in Entry.objects.filter(id__in=numbers).values(*FIELDS):
        assert bytes(kept.pop(values["id"])) == leaf_hash(record(values))
    assert not kept


def _say_sizes(count: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table in ("journal_entry", "journal_leaf", "journal_subtree"):
            cursor.execute("SELECT pg_table_size(%s), pg_indexes_size(%s)", [table, table])
            rows, indexes = cursor.fetchone()
            print(
                f"{table:16} {rows / 1e6:9.1f} MB and {indexes / 1e6:.1f} MB of indexes: "
                f"{(rows + indexes) / count:.0f} bytes an entry",
                flush=True,
            )


def _search() -> None:
    """Each as the page of searches asks it, with another camera, person or time each round."""
    from command_center.audit.criteria import Criteria
    from command_center.audit.searching import search

    chance, now = random.Random(2), datetime.now(UTC)

    def at() -> datetime:
        return now - chance.random() * SPAN

    def day() -> dict[str, datetime]:
        since = at()
        return {"since": since, "until": since + timedelta(days=1)}

    def camera() -> int:
        return chance.randint(1, CAMERAS)

    def agent() -> int:
        return chance.randint(1, AGENTS)

    asked: dict[str, Callable[[], Criteria]] = {
        "newest": Criteria,
        "a day": lambda: Criteria(**day()),
        "a person": lambda: Criteria(author=agent()),
        "a person, a day": lambda: Criteria(author=agent(), **day()),
        "a camera": lambda: Criteria(camera=camera()),
        "a camera, 20 minutes": lambda: Criteria(
            camera=camera(), since=(since := at()), until=since + timedelta(minutes=20)
        ),
        "a venue": lambda: Criteria(venue=chance.randint(1, VENUES)),
        "communications": lambda: Criteria(operation="communication"),
        "a person's communications": lambda: Criteria(author=agent(), operation="communication"),
        "a camera's communications": lambda: Criteria(camera=camera(), operation="communication"),
        "an object": lambda: Criteria(object_kind="camera", object_id=str(camera())),
        "words, rare": lambda: Criteria(reason="droit accès"),
        "words, common": lambda: Criteria(reason="surveill"),
        "words, a person": lambda: Criteria(author=agent(), reason="réquisition"),
        "a session": lambda: Criteria(session=f"{agent():08x}{chance.randint(0, 9999):08x}"),
    }
    all_ms = []
    for name, criteria in asked.items():
        took_ms = []
        for _ in range(ROUNDS):
            wanted = criteria()
            began_s = time.perf_counter()
            page = search(wanted)
            if page.after:
                search(wanted, page.after)
                took_ms.append(500 * (time.perf_counter() - began_s))
            else:
                took_ms.append(1000 * (time.perf_counter() - began_s))
        all_ms += took_ms
        print(f"search {name:26} {_percentiles(took_ms)}", flush=True)
    print(f"searches, all {len(all_ms):19} {_percentiles(all_ms)}", flush=True)


def _percentiles(took: list[float]) -> str:
    found = sorted(took)
    p95 = found[min(len(found) - 1, int(0.95 * len(found)))]
    return f"p50 {statistics.median(found):7.1f} ms  p95 {p95:7.1f}  max {found[-1]:7.1f}"


def _checkpoint() -> None:
    from command_center.journal.checkpoint import checkpoint
    from command_center.journal.models import Operation
    from command_center.journal.noting import Thing, note_all

    _timed("first checkpoint", checkpoint)
    took = []
    for _ in range(5):
        note_all(Operation.CONSULTATION, [Thing("camera", n, n, 1) for n in range(100)])
        began_s = time.perf_counter()
        checkpoint()
        took.append(1000 * (time.perf_counter() - began_s))
    print(f"checkpoint after 100 more entries: {_percentiles(took)}", flush=True)


def _prove(folder: Path, entries: int, exported: int) -> None:
    from command_center.journal.export import write_proof, write_selection

    file, count = folder / "journal.jsonl", min(entries, exported)

    def export() -> None:
        with file.open("wb") as written:
            write_proof(written, 0, count - 1)

    took_s = _timed(f"exporting {count} entries", export)
    print(f"  {count / took_s:.0f} entries/s, {file.stat().st_size / count:.0f} bytes an entry")
    for _ in range(3):
        _verify(file, count)
    numbers = random.Random(3).sample(range(1, entries + 1), min(200, entries))
    with (folder / "selection").open("wb") as written:
        _timed("selection of 200 entries", lambda: write_selection(written, numbers))
    file.unlink()


def _verify(file: Path, count: int) -> None:
    command = [sys.executable, "scripts/verify-journal", str(file)]
    before = os.times()
    took_s = _timed("verifying", lambda: subprocess.run(command, check=True, stdout=-3))
    after = os.times()
    core_s = after.children_user + after.children_system
    core_s -= before.children_user + before.children_system
    print(f"  {count / took_s:.0f} entries/s; {count / core_s:.0f} by the processor's time")


def _write(writers: int, seconds: float) -> None:
    """Processes that write and one that places, all at once; they have the rules."""

    def begun(script: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", script]
        return subprocess.Popen(command, stdin=-1, stdout=-1, text=True)

    writing = [begun(WRITE) for _ in range(writers)]
    placing = begun(PLACE)
    for one in [*writing, placing]:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    until_s = time.time() + seconds
    for one in [*writing, placing]:
        assert one.stdin is not None
        one.stdin.write(f"{until_s}\n")
        one.stdin.flush()
    told = [one.communicate()[0].split() for one in writing]
    rate = sum(int(count) / float(took_s) for count, took_s in told)
    written = sum(int(count) for count, _took_s in told)
    drained_s = float(placing.communicate()[0])
    print(f"{writers} writers: {rate:.0f} entries/s, {written} in all")
    print(f"  what was left then got its places in {drained_s:.1f} s", flush=True)


if __name__ == "__main__":
    main()
