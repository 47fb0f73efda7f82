"""Paths of reports."""

from django.urls import path

from reports.views import evaluations, files

app_name = "reports"

urlpatterns = [
    path("", evaluations.evaluations, name="list"),
    path("angkatan/<slug:code>/", evaluations.evaluation, name="evaluation"),
    path("angkatan/<slug:code>/berkas/", files.request_file, name="request"),
    path("berkas/<int:pk>/", files.rendering, name="rendering"),
    path("berkas/<int:pk>/unduh/", files.download, name="download"),
]
