"""Paths of the cohorts room."""

from django.urls import path

from cohorts.views import (
    assignments,
    events,
    grants,
    home,
    imports,
    institutions,
    lists,
    matrix,
    one_assignment,
    participant,
    participants,
    people,
    programmes,
)
from cohorts.views import cohorts as cohort_pages
from cohorts.views import settings as views_settings

app_name = "cohorts"

settings = [
    path("pengaturan/", views_settings.settings, name="settings"),
    path("pengaturan/instansi/", institutions.institutions, name="institutions"),
    path("pengaturan/instansi/tambah/", institutions.institution_add, name="institution_add"),
    path("pengaturan/instansi/<int:pk>/", institutions.institution, name="institution"),
    path("pengaturan/instansi/<int:pk>/ubah/", institutions.institution_edit, name="institution_edit"),
    path("pengaturan/instansi/<int:pk>/gabung/", institutions.institution_merge, name="institution_merge"),
    path("pengaturan/instansi/<int:pk>/hapus/", institutions.institution_remove, name="institution_remove"),
    path("pengaturan/orang/", people.people, name="people"),
    path("pengaturan/orang/tambah/", people.person_add, name="person_add"),
    path("pengaturan/orang/<int:pk>/", people.person, name="person"),
    path("pengaturan/orang/<int:pk>/ubah/", people.person_edit, name="person_edit"),
    path("pengaturan/orang/<int:pk>/nonaktifkan/", people.person_deactivate, name="person_deactivate"),
    path("pengaturan/orang/<int:pk>/aktifkan/", people.person_reactivate, name="person_reactivate"),
    path("pengaturan/orang/<int:pk>/undang/", people.person_invite, name="person_invite"),
    path("pengaturan/program/", programmes.programmes, name="programmes"),
    path("pengaturan/program/tambah/", programmes.programme_add, name="programme_add"),
    path("pengaturan/program/<int:pk>/", programmes.programme, name="programme"),
    path("pengaturan/program/<int:pk>/ubah/", programmes.programme_change, name="programme_change"),
    path("pengaturan/pengguna/", grants.grants, name="grants"),
    path("pengaturan/pengguna/tambah/", grants.grant_add, name="grant_add"),
    path("pengaturan/pengguna/<int:pk>/cabut/", grants.grant_revoke, name="grant_revoke"),
]

administration = [
    path("coach-dan-mentor/", assignments.accompaniment, name="accompaniment"),
    path("angkatan/tambah/", cohort_pages.cohort_add, name="cohort_add"),
    path("angkatan/tambah/periksa/", cohort_pages.cohort_check, name="cohort_check"),
    path("angkatan/<slug:code>/kelola/", cohort_pages.cohort_manage, name="cohort_manage"),
    path("angkatan/<slug:code>/ubah/", cohort_pages.cohort_edit, name="cohort_edit"),
    path("angkatan/<slug:code>/tahap/", cohort_pages.cohort_phases, name="cohort_phases"),
    path("angkatan/<slug:code>/hapus/", cohort_pages.cohort_remove, name="cohort_remove"),
    path("angkatan/<slug:code>/undangan/", grants.invitations, name="invitations"),
    path("angkatan/<slug:code>/peserta/tambah/", participants.participant_add, name="participant_add"),
    path("angkatan/<slug:code>/pendamping/", assignments.companions, name="companions"),
    path("angkatan/<slug:code>/pendamping/coach/", assignments.assign_coach, name="assign_coach"),
    path("angkatan/<slug:code>/pendamping/mentor/", assignments.appoint_mentor, name="appoint_mentor"),
    path("angkatan/<slug:code>/pendamping/penguji/", assignments.appoint_examiner, name="appoint_examiner"),
    path("angkatan/<slug:code>/kegiatan/", events.events, name="events"),
    path("angkatan/<slug:code>/kegiatan/tambah/", events.event_add, name="event_add"),
    path("kegiatan/<int:pk>/", events.event, name="event"),
    path("kegiatan/<int:pk>/ubah/", events.event_edit, name="event_edit"),
    path("kegiatan/<int:pk>/hapus/", events.event_remove, name="event_remove"),
    path("kegiatan/<int:pk>/narasumber/", events.speaker_add, name="speaker_add"),
    path("narasumber/<int:pk>/hapus/", events.speaker_remove, name="speaker_remove"),
    path("peserta/<int:pk>/ubah/", participants.participant_edit, name="participant_edit"),
    path("peserta/<int:pk>/hasil/", participants.participant_outcome, name="participant_outcome"),
    path("peserta/<int:pk>/alih-tugas/", participants.participant_transfer, name="participant_transfer"),
    path(
        "peserta/<int:pk>/alih-tugas/batal/", participants.participant_transfer_undo, name="participant_transfer_undo"
    ),
    path("peserta/<int:pk>/keluarkan/", participants.participant_remove, name="participant_remove"),
    path("peserta/<int:pk>/pendamping/", assignments.participant_assignments, name="participant_assignments"),
    path("penugasan/<int:pk>/ubah/", one_assignment.assignment_edit, name="assignment_edit"),
    path("penugasan/<int:pk>/akhiri/", one_assignment.assignment_end, name="assignment_end"),
    path("penugasan/<int:pk>/ganti/", one_assignment.assignment_replace, name="assignment_replace"),
    path("penugasan/<int:pk>/hapus/", one_assignment.assignment_remove, name="assignment_remove"),
]

workbooks = [
    path("impor/", imports.imports, name="imports"),
    path("impor/kosong/", imports.blank, name="blank_workbook"),
    path("impor/<int:pk>/", imports.import_preview, name="import_preview"),
    path("impor/<int:pk>/simpan/", imports.import_confirm, name="import_confirm"),
    path("impor/<int:pk>/selesai/", imports.import_result, name="import_result"),
    path("impor/<int:pk>/ditolak/", imports.import_refused, name="import_refused"),
    path("angkatan/<slug:code>/buku-kerja/", imports.export, name="cohort_workbook"),
]

urlpatterns = [
    *settings,
    *administration,
    *workbooks,
    path("", home.home, name="home"),
    path("menunggu/", home.waiting, name="waiting"),
    path("peran/", home.switch_role, name="switch_role"),
    path("angkatan/", lists.cohorts, name="cohorts"),
    path("angkatan/<slug:code>/", matrix.cohort, name="cohort"),
    path("peserta-saya/", lists.my_participants, name="my_participants"),
    path("peserta/<int:pk>/", participant.dossier, name="participant"),
    path("peserta/<int:pk>/riwayat/", participant.history, name="participant_history"),
    path("peserta/<int:pk>/arahan/", participant.direction, name="direction"),
]
