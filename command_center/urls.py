"""Every address of the product."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.i18n import set_language

from command_center.alerts import views as alerts
from command_center.alerts.consumers import AlertsConsumer
from command_center.alerts.page import alert, alert_verdict
from command_center.api.token_pages import token_new, token_revoke, tokens, tokens_reference
from command_center.api.view import api_v1
from command_center.audit import checkpoint_pages, saved_pages, search_page, unusual_page
from command_center.audit.export_page import journal_export
from command_center.audit.inquiry import journal_inquiry
from command_center.audit.threshold_page import journal_threshold
from command_center.audit.watched_page import journal_watched
from command_center.blur.unmask_pages import unmask, unmask_end, unmask_panel
from command_center.blur.unmasking_list import unmask_approve, unmask_stop, unmaskings
from command_center.blur.venue_blur_page import venue_blur
from command_center.calibration import views as calibration
from command_center.desk import act_pages as desk_acts
from command_center.desk.panel_page import situation_panel
from command_center.desk.photo import alert_photo
from command_center.desk.procedure_page import procedures
from command_center.desk.put_aside_page import suppression_lift, suppression_new, suppressions
from command_center.desk.queue_page import desk_queue
from command_center.evaluation import review_pages
from command_center.evaluation import views as evaluations
from command_center.extracts import files as extract_files
from command_center.extracts import views as extracts
from command_center.footage.recording_page import recording, recording_change
from command_center.guide import guide, guide_chapter
from command_center.health import views as health
from command_center.incidents.consumers import IncidentConsumer
from command_center.incidents.hand_over_page import hand_over_answer, hand_over_new
from command_center.incidents.incident_page import incident, incident_act
from command_center.incidents.list_page import incidents
from command_center.incidents.opening_page import incident_join, incident_new
from command_center.incidents.report_page import incident_report
from command_center.law.certificate_pages import certificate_new, certificates
from command_center.law.legal_page import legal
from command_center.law.order_entry import order_new, order_withdraw
from command_center.law.order_pages import order, order_calendar, orders
from command_center.law.regime_pages import regime_correct, regime_new, regime_remove, regimes
from command_center.law.stop_pages import order_stop, stop_everything, stop_resume, stops
from command_center.notices import changes as notice_changes
from command_center.notices import public as public_notice
from command_center.notices import views as notices
from command_center.notifications import views as notifications
from command_center.people import entering as people_entering
from command_center.people import post_pages as people_posts
from command_center.people import reason_pages as people_reasons
from command_center.people import views as people
from command_center.people.shift import shift
from command_center.register import changes as register_changes
from command_center.register import views as register
from command_center.reports import changes as report_changes
from command_center.reports import exports as report_exports
from command_center.reports import register_pages
from command_center.reports import views as reports
from command_center.retention.certificate_pages import (
    erasure_certificate,
    erasure_certificate_file,
    erasure_certificates,
    erasure_register,
)
from command_center.retention.hold_pages import hold_new, hold_release, holds
from command_center.retention.limit_pages import (
    cap_correct,
    cap_decide,
    retention_limits,
    rule_decide,
    rule_new,
    rule_withdraw,
)
from command_center.retention.overview import retention
from command_center.review.clip_page import alert_clip, alert_clip_pictures
from command_center.review.pictures import recorded_pictures
from command_center.review.reason_page import look_reason_page
from command_center.review.search.bulk_page import review_verdicts
from command_center.review.search.motion import pages as movement_pages
from command_center.review.search.motion.still import recorded_still
from command_center.review.search.search_page import review_search
from command_center.review.timeline import review_timeline
from command_center.review.timeline_page import review
from command_center.rights_desk import basis_pages as rights_basis
from command_center.rights_desk import exports as rights_exports
from command_center.rights_desk import views as rights
from command_center.setup.camera_pages import camera_edit, camera_new, camera_probe
from command_center.setup.cameras import cameras
from command_center.setup.deletion.pages import camera_delete, venue_delete
from command_center.setup.discovery.pages import camera_ask, camera_enter, camera_search
from command_center.setup.ground.page import ground, ground_try
from command_center.setup.lists.export import export_csv, export_json
from command_center.setup.lists.page import camera_import
from command_center.setup.lists.preview import camera_import_preview
from command_center.setup.plans.floor_plans import plan_new, plan_picture, plan_remove
from command_center.setup.plans.page import plan_states, venue_plan
from command_center.setup.plans.placements import placements, plan
from command_center.setup.plans.scale import plan_scale
from command_center.setup.venues import venue, venue_change, venue_new, venues
from command_center.setup.versions import restore_version, versions
from command_center.setup.waiting import decide
from command_center.setup.zones import zones
from command_center.signing_in import account_pages, agent_pages, door_pages, factor_pages
from command_center.signing_in.addresses import sign_in_elsewhere
from command_center.signing_in.invitation_page import invitation
from command_center.statistics import views as statistics
from command_center.streams import views as streams
from command_center.streams.consumers import LiveConsumer
from command_center.supervision.desk_pages import desk_awake, desk_escalations
from command_center.supervision.escalation_pages import (
    escalation_end,
    escalation_new,
    escalations,
)
from command_center.supervision.load_page import load
from command_center.wall.layout_pages import layout_delete, layout_edit, layout_first, layout_new
from command_center.wall.wall_page import wall, wall_tile

urlpatterns = [
    path("", wall, name="wall"),
    path("wall/layouts/new", layout_new, name="layout_new"),
    path("wall/layouts/first", layout_first, name="layout_first"),
    path("wall/layouts/<int:layout_id>", layout_edit, name="layout_edit"),
    path("wall/layouts/<int:layout_id>/delete", layout_delete, name="layout_delete"),
    path("wall/tiles/<int:camera_id>", wall_tile, name="wall_tile"),
    path("alerts/rows", alerts.rows, name="alert_rows"),
    path("alerts/<int:alert_id>/row", alerts.row, name="alert_row"),
    path("alerts/<int:alert_id>", alert, name="alert"),
    path("alerts/<int:alert_id>/verdict", alert_verdict, name="alert_verdict"),
    path("alerts/<int:alert_id>/clip", alert_clip, name="alert_clip"),
    path("alerts/<int:alert_id>/clip.mp4", alert_clip_pictures, name="playback_clip"),
    path("alerts/<int:alert_id>/photo.jpg", alert_photo, name="alert_photo"),
    path("desk/queue", desk_queue, name="desk_queue"),
    path("desk/situations/<int:alert_id>/panel", situation_panel, name="situation_panel"),
    path(
        "desk/situations/<int:alert_id>/acknowledge",
        desk_acts.situation_acknowledge,
        name="situation_acknowledge",
    ),
    path("desk/situations/<int:alert_id>/give", desk_acts.situation_give, name="situation_give"),
    path(
        "desk/situations/<int:alert_id>/release",
        desk_acts.situation_release,
        name="situation_release",
    ),
    path(
        "desk/situations/<int:alert_id>/verdict",
        desk_acts.situation_verdict,
        name="situation_verdict",
    ),
    path("desk/situations/<int:alert_id>/undo", desk_acts.situation_undo, name="situation_undo"),
    path(
        "desk/situations/<int:alert_id>/shelve",
        desk_acts.situation_shelve,
        name="situation_shelve",
    ),
    path("desk/put-aside", suppressions, name="suppressions"),
    path("desk/put-aside/new", suppression_new, name="suppression_new"),
    path("desk/put-aside/<int:suppression_id>/lift", suppression_lift, name="suppression_lift"),
    path("desk/procedures", procedures, name="procedures"),
    path("cameras/alarms", streams.camera_alarms, name="camera_alarms"),
    path("cameras/<int:camera_id>/accept-view", streams.accept_camera_view, name="accept_view"),
    path("cameras/", cameras, name="cameras"),
    path("cameras/new", camera_new, name="camera_new"),
    path("cameras/probe", camera_probe, name="camera_probe"),
    path("cameras/search", camera_search, name="camera_search"),
    path("cameras/ask", camera_ask, name="camera_ask"),
    path("cameras/enter", camera_enter, name="camera_enter"),
    path("cameras/export.csv", export_csv, name="cameras_csv"),
    path("cameras/export.json", export_json, name="cameras_json"),
    path("cameras/import", camera_import, name="camera_import"),
    path("cameras/import/<str:token>", camera_import_preview, name="camera_import_preview"),
    path("cameras/<int:camera_id>", camera_edit, name="camera_edit"),
    path("cameras/<int:camera_id>/delete", camera_delete, name="camera_delete"),
    path("cameras/<int:camera_id>/zones", zones, name="zones"),
    path("cameras/<int:camera_id>/ground", ground, name="ground"),
    path("cameras/<int:camera_id>/ground/try", ground_try, name="ground_try"),
    path("cameras/<int:camera_id>/versions", versions, name="versions"),
    path(
        "cameras/<int:camera_id>/versions/<int:number>/restore",
        restore_version,
        name="restore_version",
    ),
    path(
        "changes/<int:change_id>/<str:decision>",
        decide,
        name="decide_change",
    ),
    path("models/", register.models, name="models"),
    path("models/new", register.model_new, name="model_new"),
    path("models/<int:model_id>", register.model, name="model"),
    path("models/<int:model_id>/review", register_changes.model_review, name="model_review"),
    path("models/<int:model_id>/retire", register_changes.model_retire, name="model_retire"),
    path("models/<int:model_id>/measure", register_changes.model_measure, name="model_measure"),
    path("models/<int:model_id>/cameras", register_changes.model_assign, name="model_assign"),
    path("venues/<int:venue_id>/delete", venue_delete, name="venue_delete"),
    path("venues/", venues, name="venues"),
    path("venues/new", venue_new, name="venue_new"),
    path("venues/<int:venue_id>", venue, name="venue"),
    path("venues/<int:venue_id>/change", venue_change, name="venue_change"),
    path("venues/<int:venue_id>/plan", venue_plan, name="venue_plan"),
    path("venues/<int:venue_id>/plans/new", plan_new, name="plan_new"),
    path("plans/<int:plan_id>", plan, name="plan"),
    path("plans/<int:plan_id>/picture", plan_picture, name="plan_picture"),
    path("plans/<int:plan_id>/placements", placements, name="placements"),
    path("plans/<int:plan_id>/remove", plan_remove, name="plan_remove"),
    path("plans/<int:plan_id>/scale", plan_scale, name="plan_scale"),
    path("plans/<int:plan_id>/states", plan_states, name="plan_states"),
    path("legal/", legal, name="legal"),
    path("orders/", orders, name="orders"),
    path("orders/calendar", order_calendar, name="order_calendar"),
    path("orders/new", order_new, name="order_new"),
    path("orders/<int:order_id>", order, name="order"),
    path("orders/<int:order_id>/withdraw", order_withdraw, name="order_withdraw"),
    path("orders/<int:order_id>/stop", order_stop, name="order_stop"),
    path("stops/", stops, name="stops"),
    path("stops/everything", stop_everything, name="stop_everything"),
    path("stops/<int:stop_id>/resume", stop_resume, name="stop_resume"),
    path("regimes/", regimes, name="regimes"),
    path("regimes/new", regime_new, name="regime_new"),
    path("regimes/<int:regime_id>/correct", regime_correct, name="regime_correct"),
    path("regimes/<int:regime_id>/remove", regime_remove, name="regime_remove"),
    path("certificates/", certificates, name="certificates"),
    path("certificates/new", certificate_new, name="certificate_new"),
    path("calibration/", calibration.cameras, name="calibration"),
    path("calibration/cameras/<int:camera_id>", calibration.camera, name="calibration_camera"),
    path("calibration/cameras/<int:camera_id>/begin", calibration.begin, name="calibration_begin"),
    path("calibration/<int:calibration_id>/stop", calibration.stop, name="calibration_stop"),
    path(
        "calibration/<int:calibration_id>/accept",
        calibration.accept_thresholds,
        name="calibration_accept",
    ),
    path("calibration/<int:calibration_id>/view.jpg", calibration.empty_view, name="empty_view"),
    path("notice/<int:venue_id>", public_notice.notice, name="notice"),
    path("notice/<int:venue_id>/<str:language>", public_notice.notice, name="notice_in"),
    path("notices/", notices.notices, name="notices"),
    path("notices/statements", notice_changes.statement_list, name="statements"),
    path("notices/statements/<str:key>", notice_changes.statement, name="statement"),
    path("notices/venues/<int:venue_id>", notice_changes.contact, name="notice_contact"),
    path("notices/orders/<int:order_id>", notices.order_notice, name="order_notice"),
    path(
        "notices/orders/<int:order_id>/publish",
        notice_changes.notice_publish,
        name="notice_publish",
    ),
    path(
        "notices/orders/<int:order_id>/exempt", notice_changes.notice_exempt, name="notice_exempt"
    ),
    path("notices/orders/<int:order_id>/poster-<str:paper>.pdf", notices.poster, name="poster"),
    path("notices/published/<int:notice_id>.json", notices.published, name="notice_json"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/committee", statistics.statistics_committee, name="statistics_committee"),
    path("statistics/<str:table>.csv", statistics.statistics_table, name="statistics_table"),
    path("load/", load, name="load"),
    path("shift", shift, name="shift"),
    path("people/", people.people, name="people"),
    path("people/<int:agent_id>", people.person, name="person"),
    path("people/reasons", people_reasons.reasons, name="reasons"),
    path("people/reasons/<int:reason_id>", people_reasons.reason_offer, name="reason_offer"),
    path("people/<int:agent_id>/posts/new", people_posts.post_new, name="post_new"),
    path("people/posts/<int:post_id>/revoke", people_posts.post_revoke, name="post_revoke"),
    path("people/<int:agent_id>/designate", people_entering.designate, name="designate"),
    path("people/<int:agent_id>/train", people_entering.train, name="train"),
    path(
        "people/designations/<int:designation_id>/revoke",
        people_entering.designation_revoke,
        name="designation_revoke",
    ),
    path(
        "people/trainings/<int:training_id>/revoke",
        people_entering.training_revoke,
        name="training_revoke",
    ),
    path("rights/", rights.requests, name="rights_requests"),
    path("rights/new", rights.request_new, name="rights_request_new"),
    path("rights/basis", rights_basis.basis, name="rights_basis"),
    path("rights/basis/terms/<str:key>", rights_basis.term, name="rights_term"),
    path("rights/basis/grounds/new", rights_basis.ground, name="rights_ground_new"),
    path("rights/basis/grounds/<int:ground_id>", rights_basis.ground, name="rights_ground"),
    path("rights/<int:request_id>", rights.rights_request, name="rights_request"),
    path("rights/<int:request_id>/steps/<str:kind>", rights.step, name="rights_step"),
    path(
        "rights/<int:request_id>/letter-<str:language>.pdf",
        rights_exports.letter,
        name="rights_letter",
    ),
    path(
        "rights/<int:request_id>/trace.<str:form>", rights_exports.trace_file, name="rights_trace"
    ),
    path("journal/", search_page.journal, name="journal"),
    path("journal/inquiry", journal_inquiry, name="journal_inquiry"),
    path("journal/entries/<int:entry_id>", search_page.journal_entry, name="journal_entry"),
    path("journal/searches/save", saved_pages.journal_save, name="journal_save"),
    path(
        "journal/searches/<int:saved_id>/remove",
        saved_pages.journal_saved_remove,
        name="journal_saved_remove",
    ),
    path("journal/watched", journal_watched, name="journal_watched"),
    path("journal/unusual", unusual_page.journal_unusual, name="journal_unusual"),
    path("journal/unusual/explain", unusual_page.journal_explain, name="journal_explain"),
    path(
        "journal/unusual/<str:rule_name>/<str:name>",
        journal_threshold,
        name="journal_threshold",
    ),
    path("journal/export", journal_export, name="journal_export"),
    path("journal/checkpoints", checkpoint_pages.journal_checkpoints, name="journal_checkpoints"),
    path("journal/checkpoints/sign", checkpoint_pages.journal_sign, name="journal_sign"),
    path(
        "journal/checkpoints/<int:checkpoint_id>.txt",
        checkpoint_pages.journal_checkpoint,
        name="journal_checkpoint",
    ),
    path("review/", review, name="review"),
    path("review/timeline.json", review_timeline, name="review_timeline"),
    path("blur/", unmaskings, name="unmaskings"),
    path("blur/panel", unmask_panel, name="unmask_panel"),
    path("blur/unmask", unmask, name="unmask"),
    path("blur/<int:unmasking_id>/end", unmask_end, name="unmask_end"),
    path("blur/<int:unmasking_id>/approve", unmask_approve, name="unmask_approve"),
    path("blur/<int:unmasking_id>/stop", unmask_stop, name="unmask_stop"),
    path("venues/<int:venue_id>/blur", venue_blur, name="venue_blur"),
    path("review/reason", look_reason_page, name="look_reason"),
    path("review/search", review_search, name="review_search"),
    path("review/verdicts", review_verdicts, name="review_verdicts"),
    path("review/movement", movement_pages.movement_cameras, name="movement_cameras"),
    path("cameras/<int:camera_id>/movement", movement_pages.movement, name="movement"),
    path(
        "cameras/<int:camera_id>/movement/<str:key>",
        movement_pages.movement_found,
        name="movement_found",
    ),
    path(
        "cameras/<int:camera_id>/movement/<str:key>/progress",
        movement_pages.movement_progress,
        name="movement_progress",
    ),
    path(
        "cameras/<int:camera_id>/movement/<str:key>/stop",
        movement_pages.movement_stop,
        name="movement_stop",
    ),
    path("cameras/<int:camera_id>/recorded.jpg", recorded_still, name="recorded_still"),
    path("cameras/<int:camera_id>/recorded.mp4", recorded_pictures, name="recorded_pictures"),
    path("incidents/", incidents, name="incidents"),
    path("incidents/new", incident_new, name="incident_new"),
    path("incidents/join", incident_join, name="incident_join"),
    path("incidents/hand-over", hand_over_new, name="hand_over_new"),
    path(
        "incidents/hand-overs/<int:hand_over_id>/<str:answer>",
        hand_over_answer,
        name="hand_over_answer",
    ),
    path("incidents/<int:incident_id>", incident, name="incident"),
    path("incidents/<int:incident_id>/acts/<str:kind>", incident_act, name="incident_act"),
    path("incidents/<int:incident_id>/report.pdf", incident_report, name="incident_report"),
    path("extracts/", extracts.extracts, name="extracts"),
    path("extracts/new", extracts.extract_new, name="extract_new"),
    path("extracts/<int:extract_id>", extracts.extract, name="extract"),
    path("extracts/<int:extract_id>/release", extracts.extract_release, name="extract_release"),
    path("extracts/<int:extract_id>/refuse", extracts.extract_refuse, name="extract_refuse"),
    path(
        "extracts/<int:extract_id>/hand-over", extracts.extract_hand_over, name="extract_hand_over"
    ),
    path(
        "extracts/<int:extract_id>/package.zip",
        extract_files.extract_package,
        name="extract_package",
    ),
    path(
        "extracts/<int:extract_id>/receipt.pdf",
        extract_files.extract_receipt,
        name="extract_receipt",
    ),
    path("retention/", retention, name="retention"),
    path("retention/limits", retention_limits, name="retention_limits"),
    path("retention/rules/new", rule_new, name="rule_new"),
    path("retention/rules/<int:rule_id>/withdraw", rule_withdraw, name="rule_withdraw"),
    path("retention/rules/<int:rule_id>/<str:decision>", rule_decide, name="rule_decide"),
    path("retention/caps/<str:what>/correct", cap_correct, name="cap_correct"),
    path("retention/caps/<int:cap_id>/decision/<str:decision>", cap_decide, name="cap_decide"),
    path("retention/holds", holds, name="holds"),
    path("retention/holds/new", hold_new, name="hold_new"),
    path("retention/holds/<int:hold_id>/release", hold_release, name="hold_release"),
    path("retention/certificates", erasure_certificates, name="erasure_certificates"),
    path("retention/certificates.csv", erasure_register, name="erasure_register"),
    path(
        "retention/certificates/<int:certificate_number>",
        erasure_certificate,
        name="erasure_certificate",
    ),
    path(
        "retention/certificates/<int:certificate_number>.<str:form>",
        erasure_certificate_file,
        name="erasure_certificate_file",
    ),
    path("evaluation/", evaluations.evaluation, name="evaluation"),
    path("evaluation/sampling", evaluations.evaluation_sampling, name="evaluation_sampling"),
    path("evaluation/report.<str:form>", evaluations.evaluation_report, name="evaluation_report"),
    path("evaluation/<str:table>.csv", evaluations.evaluation_table, name="evaluation_table"),
    path("evaluation/moments", review_pages.quiet_moments, name="quiet_moments"),
    path(
        "evaluation/moments/<int:glimpse_id>",
        review_pages.quiet_moment_review,
        name="quiet_moment_review",
    ),
    path(
        "evaluation/moments/<int:glimpse_id>.jpg",
        review_pages.quiet_moment_picture,
        name="quiet_moment_picture",
    ),
    path("reports/", reports.reports, name="reports"),
    path("reports/deadline", report_changes.report_deadline, name="report_deadline"),
    path("reports/<int:report_id>", reports.report, name="report"),
    path("reports/<int:report_id>/freeze", report_changes.report_freeze, name="report_freeze"),
    path("reports/<int:report_id>/annex", report_changes.report_annex, name="report_annex"),
    path("reports/<int:report_id>/recomputed", reports.report_recomputed, name="recomputed"),
    path("reports/<int:report_id>/report.json", report_exports.report_json, name="report_json"),
    path(
        "reports/<int:report_id>/report-<str:language>.pdf",
        report_exports.report_pdf,
        name="report_pdf",
    ),
    path(
        "reports/<int:report_id>/annexes-<str:language>.pdf",
        report_exports.annexes_pdf,
        name="annexes_pdf",
    ),
    path("registers/", register_pages.registers, name="registers"),
    path("registers/<str:name>", register_pages.register, name="register"),
    path(
        "registers/<str:name>/file.<str:ending>",
        register_pages.register_file,
        name="register_file",
    ),
    path("recording/", recording, name="recording"),
    path("recording/change", recording_change, name="recording_change"),
    path("notifications/", notifications.channels, name="channels"),
    path("notifications/new", notifications.channel_new, name="channel_new"),
    path("notifications/log", notifications.deliveries, name="deliveries"),
    path("notifications/<int:channel_id>", notifications.channel, name="channel"),
    path(
        "notifications/<int:channel_id>/change",
        notifications.channel_change,
        name="channel_change",
    ),
    path("notifications/<int:channel_id>/test", notifications.channel_test, name="channel_test"),
    path("escalations/", escalations, name="escalations"),
    path("escalations/new", escalation_new, name="escalation_new"),
    path("escalations/end", escalation_end, name="escalation_end"),
    path("desk/awake", desk_awake, name="desk_awake"),
    path("desk/escalations", desk_escalations, name="desk_escalations"),
    path("health/", health.health, name="health"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("people/invite", agent_pages.person_invite, name="person_invite"),
    path("people/<int:agent_id>/account", agent_pages.person_account, name="person_account"),
    path("people/<int:agent_id>/link", agent_pages.person_link, name="person_link"),
    path(
        "people/<int:agent_id>/sessions/end",
        agent_pages.person_sessions_end,
        name="person_sessions_end",
    ),
    path(
        "people/<int:agent_id>/second-factors/remove",
        agent_pages.person_factors_remove,
        name="person_factors_remove",
    ),
    path(
        "people/<int:agent_id>/identities/<int:identity_id>/remove",
        agent_pages.person_identity_remove,
        name="person_identity_remove",
    ),
    path("people/<int:agent_id>/leave", agent_pages.person_leave, name="person_leave"),
    path("account/", account_pages.account, name="account"),
    path("account/password", account_pages.password, name="account_password"),
    path("account/app/add", factor_pages.app_add, name="mfa_activate_totp"),
    path("account/app/remove", factor_pages.app_remove, name="mfa_deactivate_totp"),
    path("account/passkeys/add", factor_pages.passkey_add, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove", factor_pages.passkey_remove, name="passkey_remove"),
    path("account/recovery-codes", factor_pages.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/recovery-codes/new",
        factor_pages.recovery_codes_new,
        name="mfa_generate_recovery_codes",
    ),
    path("account/sessions/<int:session_id>/end", account_pages.session_end, name="session_end"),
    path("account/sessions/end", account_pages.sessions_end_others, name="sessions_end_others"),
    path("account/confirm", door_pages.confirm_by_password, name="account_reauthenticate"),
    path("account/confirm/code", door_pages.confirm_by_code, name="mfa_reauthenticate"),
    path(
        "account/confirm/passkey",
        door_pages.confirm_by_passkey,
        name="mfa_reauthenticate_webauthn",
    ),
    path("invitation/<str:token>", invitation, name="invitation"),
    path("sign-in", door_pages.sign_in, name="sign_in"),
    path("sign-in", door_pages.sign_in, name="account_login"),  # as django-allauth calls it
    path("sign-in/second-factor", door_pages.second_factor, name="mfa_authenticate"),
    path("sign-in/passkey", door_pages.passkey_alone, name="mfa_login_webauthn"),
    *sign_in_elsewhere,
    path("sign-out", LogoutView.as_view(), name="sign_out"),
    path("language", login_not_required(set_language), name="set_language"),
    path("tokens/", tokens, name="tokens"),
    path("tokens/new", token_new, name="token_new"),
    path("tokens/reference", tokens_reference, name="tokens_reference"),
    path("tokens/<int:token_id>/revoke", token_revoke, name="token_revoke"),
    path("api/v1/<path:rest>", api_v1, name="api"),
    path("guide/chapter", guide_chapter, name="guide_chapter"),
    path("guide/", guide, name="guide"),
    path("guide/<path:file>", guide, name="guide_file"),
]

handler403 = "command_center.people.refusal.refused"

websocket_urlpatterns = [
    path("ws/alerts", AlertsConsumer.as_asgi()),
    path("ws/cameras/<int:camera_id>/live", LiveConsumer.as_asgi()),
    path("ws/incidents/<int:incident_id>", IncidentConsumer.as_asgi()),
]
