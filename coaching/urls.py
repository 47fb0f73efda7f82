"""Paths of the coaching room."""

from django.urls import path

from coaching.views import appointments, certificates

app_name = "coaching"

urlpatterns = [
    path("angkatan/<slug:code>/coach/tunjuk/", appointments.appoint, name="appoint"),
    path("penunjukan/<int:pk>/ubah/", appointments.appointment_edit, name="appointment_edit"),
    path("penunjukan/<int:pk>/pengecualian/", appointments.appointment_waive, name="appointment_waive"),
    path("penunjukan/<int:pk>/tarik/", appointments.appointment_withdraw, name="appointment_withdraw"),
    path("pengecualian/<int:pk>/cabut/", certificates.waiver_remove, name="waiver_remove"),
    path("pengaturan/orang/<int:pk>/sertifikat/", certificates.certificate_add, name="certificate_add"),
    path("sertifikat/<int:pk>/ubah/", certificates.certificate_edit, name="certificate_edit"),
    path("sertifikat/<int:pk>/hapus/", certificates.certificate_remove, name="certificate_remove"),
]
