"""The law broken on purpose, clause by clause: exactly the tests of its row may notice.

    python -m tests.law.mutations [--together] [CLAUSE…]

Each clause is broken in a database of its own, in which the tests of all rows then run. Printed
is which rows noticed; the exit status is the number of clauses that went unnoticed, or that
another row noticed. `--together` breaks one clause of each row at a time, which takes an eighth
of the time: then the rows that notice must be those of the broken clauses.
"""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from command_center.law import functions
from command_center.people import functions as people


@dataclass(frozen=True, slots=True)
class Mutation:
    """`of`: what it replaces, where another one might replace the same."""

    row: str
    sql: str
    of: str = ""


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
    return Mutation(row, function.replace(old, new), function)


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
    "measures only": constraint("06", "alerts_alert", "alert_tells_measures_only"),
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
    "verdict's agent": trigger("09", "alerts_verdict", "by_one_who_may_see"),
    "verdict's cause": constraint(
        "09", "alerts_verdict", "confirmed_with_follow_up_or_invalidated_with_cause"
    ),
    "verdict is kept": trigger("09", "alerts_verdict", "never_changes"),
    "verdict stays": trigger("09", "alerts_verdict", "goes_with_its_alert"),
    "alert waits": trigger("09", "alerts_alert", "waits_for_a_person"),
    "withdrawal's agent": trigger("09", "alerts_withdrawal", "by_its_agent_in_time"),
    "withdrawal is kept": trigger("09", "alerts_withdrawal", "never_changes"),
    "withdrawal stays": trigger("09", "alerts_withdrawal", "goes_with_its_verdict"),
    "all three": clause("10", people.OPEN_UNTIL, "count(*) = 3", "count(*) >= 2"),
    "designation is kept": trigger("10", "people_designation", "revoked_only_and_once"),
    "training is kept": trigger("10", "people_training", "revoked_only_and_once"),
    "designation stays": trigger("10", "people_designation", "never_deleted"),
    "nobody's own": constraint(
        "10", "people_designation", "designation_is_entered_by_somebody_else"
    ),
    "one a week": constraint("12", "reports_weeklyreport", "one_report_a_week_and_order"),
    "digest of a report": constraint("12", "reports_weeklyreport", "digest_is_of_the_content"),
    "frozen": trigger("12", "reports_weeklyreport", "frozen_for_good"),
    "report stays": trigger("12", "reports_weeklyreport", "never_deleted"),
    "frozen by a person": constraint("12", "reports_weeklyreport", "a_person_freezes_a_report"),
    "entry is kept": trigger("13", "journal_entry", "never_changes"),
    "entry stays": trigger("13", "journal_entry", "goes_when_over_age"),
    "operation": constraint("13", "journal_entry", "entry_has_a_known_operation"),
    "cap of images": constraint("15", "retention_cap", "images_are_kept_one_month_at_most"),
    "image as stored": trigger("15", "retention_storedfile", "kept_as_stored"),
    "hold's reference": constraint("16", "retention_hold", "nothing_is_held_without_a_reference"),
    "hold is kept": trigger("16", "retention_hold", "released_once"),
    "hold stays": trigger("16", "retention_hold", "never_deleted"),
    "ground of a refusal": constraint(
        "19", "rights_desk_rightsstep", "a_refusal_has_a_ground_and_words"
    ),
    "answered, then closed": trigger("19", "rights_desk_rightsstep", "in_order"),
    "step is kept": trigger("19", "rights_desk_rightsstep", "never_changes"),
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
    given = [one for one in sys.argv[1:] if one != "--together"] or list(MUTATIONS)
    rounds = _together(given) if "--together" in sys.argv else [[name] for name in given]
    wrong = 0
    for names in rounds:
        noticed, expected = _noticed(names), {MUTATIONS[name].row for name in names}
        wrong += noticed != expected
        verdict = "ok   " if noticed == expected else "WRONG"
        told = f"missed {sorted(expected - noticed)}, besides {sorted(noticed - expected)}"
        print(f"{verdict} {', '.join(names)}: {sorted(noticed)}", flush=True)
        print(f"      {told}\n" if noticed != expected else "", end="", flush=True)
    return wrong


def _together(names: Sequence[str]) -> list[list[str]]:
    """Rounds with one clause of each row, and of each function."""
    rounds: list[list[str]] = []
    for name in names:
        free = (one for one in rounds if not any(_collide(name, other) for other in one))
        found = next(free, None)
        if found is None:
            rounds.append([name])
        else:
            found.append(name)
    return rounds


def _collide(name: str, other: str) -> bool:
    one, another = MUTATIONS[name], MUTATIONS[other]
    return one.row == another.row or (bool(one.of) and one.of == another.of)


def _noticed(names: Sequence[str]) -> set[str]:
    """The rows of which a test failed."""
    run = subprocess.run(
        ["scripts/test", "tests/law/rows", "-q", "--tb=no"],
        env={**os.environ, "MUTATION": "|".join(names)},
        capture_output=True,
        text=True,
    )
    assert " passed" in run.stdout, run.stdout + run.stderr
    return set(re.findall(r"^(?:FAILED|ERROR) tests/law/rows/test_(\d\d)_", run.stdout, re.M))


if __name__ == "__main__":
    sys.exit(main())
