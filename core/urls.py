"""Paths of the kernel."""

from django.urls import path

from core.views import health, styleguide

app_name = "core"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
