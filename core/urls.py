"""Paths of the kernel."""

from django.urls import path

from core.views import health, icons, styleguide

app_name = "core"

urlpatterns = [
    path("favicon.ico", icons.favicon, name="favicon"),
    path("healthz", health.healthz, name="healthz"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
