"""Paths of change actions."""

from django.urls import path

from change_actions.views import follow_up, milestones, text

app_name = "change_actions"

urlpatterns = [
    path("peserta/<int:pk>/aksi-perubahan/", text.write, name="write"),
    path("peserta/<int:pk>/tonggak/", milestones.milestones, name="milestones"),
    path("peserta/<int:pk>/tonggak/tambah/", milestones.milestone_add, name="milestone_add"),
    path("peserta/<int:pk>/tindak-lanjut/", follow_up.follow_up, name="follow_up"),
    path("tonggak/<int:pk>/", milestones.milestone, name="milestone"),
    path("tonggak/<int:pk>/ubah/", milestones.milestone_edit, name="milestone_edit"),
    path("tonggak/<int:pk>/hapus/", milestones.milestone_remove, name="milestone_remove"),
    path("tonggak/<int:pk>/ajukan/", milestones.milestone_claim, name="milestone_claim"),
    path("tonggak/<int:pk>/tarik/", milestones.milestone_withdraw, name="milestone_withdraw"),
    path("tonggak/<int:pk>/verifikasi/", milestones.milestone_verify, name="milestone_verify"),
    path("tonggak/<int:pk>/kembalikan/", milestones.milestone_return, name="milestone_return"),
]
