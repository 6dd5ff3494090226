"""Every page of the product, by its address: what is added to `urls.py` is walked, or said here to
be none."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import URLPattern

from command_center.urls import urlpatterns

ONLY_POSTED = {
    "accept_view",
    "alert_verdict",
    "calibration_accept",
    "calibration_begin",
    "calibration_stop",
    "camera_ask",
    "camera_enter",
    "camera_probe",
    "camera_search",
    "cap_decide",
    "channel_test",
    "decide_change",
    "desk_awake",
    "escalation_end",
    "escalation_new",
    "evaluation_sampling",
    "extract_hand_over",
    "extract_refuse",
    "extract_release",
    "ground_try",
    "hand_over_answer",
    "incident_act",
    "journal_explain",
    "journal_save",
    "journal_saved_remove",
    "journal_sign",
    "layout_delete",
    "layout_first",
    "model_assign",
    "model_measure",
    "model_retire",
    "model_review",
    "movement_stop",
    "notice_exempt",
    "notice_publish",
    "person_factors_remove",
    "person_identity_remove",
    "person_link",
    "person_sessions_end",
    "placements",
    "plan_remove",
    "plan_scale",
    "quiet_moment_review",
    "reason_offer",
    "recording_change",
    "report_annex",
    "report_freeze",
    "restore_version",
    "review_verdicts",
    "rights_step",
    "rule_decide",
    "rule_withdraw",
    "session_end",
    "sessions_end_others",
    "set_language",
    "sign_out",
    "situation_acknowledge",
    "situation_give",
    "situation_release",
    "situation_shelve",
    "situation_undo",
    "situation_verdict",
    "suppression_lift",
    "suppression_new",
    "token_revoke",
    "unmask",
    "unmask_approve",
    "unmask_end",
    "unmask_stop",
    "venue_change",
}
FILES_AND_DATA = {
    "alert_clip",
    "alert_photo",
    "annexes_pdf",
    "api",
    "cameras_csv",
    "cameras_json",
    "empty_view",
    "erasure_certificate_file",
    "erasure_register",
    "evaluation_report",
    "evaluation_table",
    "extract_package",
    "extract_receipt",
    "healthz",
    "incident_report",
    "journal_checkpoint",
    "metrics",
    "movement_progress",
    "notice_json",
    "plan_picture",
    "plan_states",
    "playback_clip",
    "poster",
    "quiet_moment_picture",
    "readyz",
    "recorded_pictures",
    "recorded_still",
    "register_file",
    "report_json",
    "report_pdf",
    "review_timeline",
    "rights_letter",
    "rights_trace",
    "statistics_table",
}
PARTS_OF_PAGES = {
    "alert_row",
    "alert_rows",
    "camera_alarms",
    "desk_escalations",
    "desk_queue",
    "situation_panel",
    "unmask_panel",
    "wall_tile",
}
"""Seen on the pages that fetch them."""

OF_ITS_OWN_TEST = {
    "account_login",
    "camera_import_preview",
    "guide",
    "guide_chapter",
    "guide_file",
    "invitation",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_view_recovery_codes",
    "openid_connect_callback",
    "openid_connect_login",
    "passkey_remove",
    "saml_acs",
    "saml_finish_acs",
    "saml_login",
    "saml_metadata",
    "saml_sls",
}
"""Steps of something that is begun before: `test_second_factor.py` and `test_camera_import.py` take
them; the guide is looked at by `test_reach.py`; the providers' own are pages of theirs."""

NO_PAGES = ONLY_POSTED | FILES_AND_DATA | PARTS_OF_PAGES | OF_ITS_OWN_TEST

AT_THE_DOOR = {"sign_in"}
"""Seen by whoever is not signed in."""

WORDS = {
    "statement": {"key": "purposes"},
    "rights_term": {"key": "answer"},
    "journal_threshold": {"rule_name": "oneself", "name": "least"},
    "movement_found": {"key": "search_key"},
    "register": {"name": "acts"},
    "cap_correct": {"what": "clips"},
    "notice_in": {"language": "en"},
}
"""By the page's name, what its address says that is no number."""

ASKED = {
    "review": "?camera={camera_id}&camera={second_camera_id}",
    "incident_join": "?alert={alert_id}",
    "extract_new": "?camera={camera_id}&from={from_ms}&until={until_ms}",
    "incident_new": "?camera={camera_id}&from={from_ms}&until={until_ms}",
    "channel_new": "?form=email",
}


def pages() -> Iterator[URLPattern]:
    """In the order of `urls.py`, each name once."""
    yield from (one for one in urlpatterns if one.name not in NO_PAGES)


def address_of(page: URLPattern, numbers: Mapping[str, Any]) -> str:
    """Raises `KeyError` for what an address names and the site does not hold."""
    name = str(page.name)
    words = WORDS.get(name, {})

    def said(match: re.Match[str]) -> str:
        word = words.get(match[1], "")
        return str(numbers.get(word, word) if word else numbers[match[1]])

    path = re.sub(r"<(?:\w+:)?(\w+)>", said, str(page.pattern))
    return f"/{path}{ASKED.get(name, '').format(**numbers)}"
