"""The expected answer of every URL, once for each access rule; only exceptions are listed by URL.

The columns are ROLES: everybody but `other_admin` belongs to the agency whose row stands in the URL.
"""

NOW = "2026-11-21 07:07:00+00:00"
ROLES = ("anonymous", "participant", "mentor", "coach", "examiner", "leadership", "training_admin", "other_admin")


def _codes(*codes: int) -> dict[str, int]:
    return dict(zip(ROLES, codes, strict=True))


ADMIN_OF_THE_AGENCY = _codes(302, 403, 403, 403, 403, 403, 200, 404)
ADMIN_AND_UNSEEN_BY_OTHERS = _codes(302, 403, 403, 403, 404, 404, 200, 404)

BY_RULE = {
    "public": dict.fromkeys(ROLES, 200),
    "signed_in": _codes(302, 200, 200, 200, 200, 200, 200, 200),
    "may_see_styleguide": _codes(302, 403, 403, 403, 403, 403, 403, 403),
    "is_training_admin": _codes(302, 403, 403, 403, 403, 403, 200, 200),
    "can_read_institution": _codes(302, 403, 403, 403, 403, 403, 200, 200),
    "can_edit_institution": _codes(302, 403, 403, 403, 403, 403, 200, 403),
    "can_read_programme": _codes(302, 403, 403, 403, 403, 403, 200, 200),
    "can_open_person": _codes(302, 403, 404, 404, 404, 404, 200, 404),
    "can_edit_person": _codes(302, 403, 404, 404, 404, 404, 200, 404),
    "can_administer_grant": _codes(302, 404, 404, 404, 404, 404, 200, 404),
    "can_administer_cohort": ADMIN_OF_THE_AGENCY,
    "can_administer_participant": ADMIN_OF_THE_AGENCY,
    "can_administer_assignment": ADMIN_AND_UNSEEN_BY_OTHERS,
    "can_administer_event": ADMIN_AND_UNSEEN_BY_OTHERS,
    "can_administer_attendance": _codes(302, 404, 404, 403, 404, 404, 200, 404),
    "can_administer_appointment": _codes(302, 404, 404, 403, 404, 403, 200, 404),
    "can_administer_waiver": _codes(302, 404, 404, 403, 404, 404, 200, 404),
    "can_administer_certificate": _codes(302, 404, 404, 403, 404, 404, 200, 404),
    "can_certify": _codes(302, 403, 404, 404, 404, 404, 200, 404),
    "can_import": _codes(302, 404, 404, 404, 404, 404, 200, 404),
    "can_open_matrix": _codes(302, 403, 200, 200, 403, 403, 200, 404),
    "can_open_dossier": _codes(302, 200, 200, 200, 403, 403, 200, 404),
    "can_state_direction": _codes(302, 200, 403, 403, 403, 403, 403, 404),
    "can_record_statement": _codes(302, 403, 200, 403, 403, 403, 200, 404),
    "can_write_change_action": _codes(302, 200, 403, 403, 403, 403, 200, 404),
    "can_open_milestones": _codes(302, 200, 200, 200, 403, 403, 200, 404),
    "can_plan_milestones": _codes(302, 200, 403, 403, 403, 403, 403, 404),
    "can_open_milestone": _codes(302, 200, 200, 200, 404, 404, 200, 404),
    "can_change_milestone": _codes(302, 200, 403, 403, 404, 404, 403, 404),
    "can_verify_milestone": _codes(302, 403, 200, 403, 404, 404, 403, 404),
    "can_answer": _codes(302, 200, 200, 403, 403, 403, 403, 404),
    "reads_reports": _codes(302, 403, 403, 403, 403, 200, 200, 200),
    "can_read_evaluation": _codes(302, 403, 403, 403, 403, 200, 200, 404),
    # The cast's file covers the whole cohort, so its leadership may open it too.
    "can_open_rendering": _codes(302, 404, 404, 404, 404, 200, 200, 404),
}

# What leads on, or is gone, instead of showing a page; by URL name and role.
EXCEPTIONS = {
    (name, role): code
    for name, code, roles in [
        ("core:favicon", 302, ROLES),  # to the icon among the static files
        ("accounts:change_email", 302, ROLES),  # to the page where one proves to be oneself
        ("accounts:confirm_email", 302, ROLES),  # to the page before, where no address was given
        ("mfa_list_webauthn", 302, ROLES),  # to the one page of second factors
        ("cohorts:import_result", 302, ("training_admin",)),  # to the preview: it is not imported yet
        ("reports:download", 302, ("leadership", "training_admin")),  # to its progress: it is not made yet
        ("accounts:invited", 410, ROLES),  # no invitation was opened in this browser
        ("accounts:invitation", 404, ROLES),  # the token in the URL is nobody's
    ]
    for role in roles
}
