"""Paths of the kernel."""

from django.urls import path

from core.views import health

app_name = "core"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
]
