"""The law broken on purpose, clause by clause: exactly the tests of its row may notice.

    python -m tests.law.mutations [CLAUSE…]

Each clause is broken in a database of its own, in which the tests of all rows then run. Printed
is which rows noticed; the exit status is the number of clauses that went unnoticed, or that
another row noticed.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass

from command_center.law import functions


@dataclass(frozen=True, slots=True)
class Mutation:
    row: str
    sql: str


def constraint(row: str, table: str, name: str) -> Mutation:
    return Mutation(row, f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


def trigger(row: str, table: str, name: str) -> Mutation:
    return Mutation(
        row,
        f"""DO $$ DECLARE found name; BEGIN
            SELECT tgname INTO STRICT found FROM pg_trigger
            WHERE tgrelid = '{table}'::regclass AND tgname LIKE 'pgtrigger_{name}_%';
            EXECUTE format('DROP TRIGGER %I ON {table}', found);
        END $$""",
    )


def clause(row: str, function: str, old: str, new: str) -> Mutation:
    assert old in function, f"not a clause: {old}"
    return Mutation(row, function.replace(old, new))


MUTATIONS = {
    "kinds of an order": constraint("01", "law_order", "order_kinds_are_of_the_eight"),
    "kind of a zone": constraint("01", "venues_zone", "zone_kind_is_one_of_the_eight"),
    "camera": clause("02", functions.COVERS, "listed.camera_id = camera AND ", ""),
    "kind": clause("02", functions.COVERS, "law_covers.kind = ANY (kinds)", "true"),
    "order as signed": trigger("02", "law_order", "withdrawal_is_final"),
    "camera list": trigger("02", "law_orderedcamera", "listed_with_its_order"),
    "camera list kept": trigger("02", "law_orderedcamera", "camera_list_is_kept"),
    "service": constraint("02", "law_order", "order_names_one_of_the_five_services"),
    "perimeter": constraint("02", "law_order", "order_says_event_reasons_and_perimeter"),
    "month": clause("03", functions.A_MONTH_AFTER, "'1 month'", "'50 days'"),
    "stop": clause("04", functions.INSTANTS, "- law_stopped_instants(given)", ""),
    "stop has a reason": constraint("04", "law_stop", "a_stop_has_a_reason"),
    "stop is dated": trigger("04", "law_stop", "stops_now"),
    "stop is kept": trigger("04", "law_stop", "never_changes"),
    "authority": constraint("04", "law_resumption", "an_authority_resumes_for_a_reason"),
    "obedience is kept": trigger("04", "law_obedience", "never_changes"),
    "regime": clause(
        "05", functions.REGIME_INSTANTS, "COALESCE(range_agg", "COALESCE('{(,)}', range_agg"
    ),
    "regime is kept": trigger("05", "law_regime", "never_changes"),
    "regime's author": constraint("05", "law_regime", "a_correction_has_an_author_and_a_reason"),
    "notice": clause("18", functions.INSTANTS, "'infinity'", "'-infinity'"),
    "exemption": constraint("18", "law_notice", "an_exemption_has_a_reason"),
    "notice is kept": trigger("18", "law_notice", "never_changes"),
    "version is kept": trigger("23", "venues_cameraversion", "version_is_kept"),
    "software": clause(
        "24", functions.COVERS, "certificate.software = law_covers.software\n            AND ", ""
    ),
    "models": clause(
        "24", functions.COVERS, "AND law_covers.models <@ certificate.models::text[]", ""
    ),
    "certificate is kept": trigger("24", "law_certificate", "never_changes"),
    "digest": constraint("24", "law_certificate", "certificate_names_software_by_sha256"),
}


def main() -> int:
    wrong = 0
    for name in sys.argv[1:] or MUTATIONS:
        noticed = _noticed(name)
        is_right = noticed == {MUTATIONS[name].row}
        wrong += not is_right
        rows = ", ".join(sorted(noticed)) or "nobody"
        print(f"{'ok   ' if is_right else 'WRONG'} row {MUTATIONS[name].row}  {name}: {rows}")
    return wrong


def _noticed(name: str) -> set[str]:
    """The rows of which a test failed."""
    run = subprocess.run(
        ["scripts/test", "tests/law/rows", "-q", "--tb=no"],
        env={**os.environ, "MUTATION": name},
        capture_output=True,
        text=True,
    )
    assert " passed" in run.stdout, run.stdout + run.stderr
    return set(re.findall(r"^(?:FAILED|ERROR) tests/law/rows/test_(\d\d)_", run.stdout, re.M))


if __name__ == "__main__":
    sys.exit(main())
