"""All paths, room by room."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from core.access import public

urlpatterns = [
    path("", include("core.urls")),
    path("", include("cohorts.urls")),
    path("", include("coaching.urls")),
    path("", include("mentoring.urls")),
    path("", include("change_actions.urls")),
    path("", include("accounts.urls")),
    path("laporan/", include("reports.urls")),
    path("admin/", admin.site.urls),
    path("i18n/setlang/", public("signed-out pages are read in either language")(set_language), name="set_language"),
]

handler429 = "accounts.views.errors.too_many_requests"
handler400 = "core.views.errors.bad_request"
handler500 = "core.views.errors.server_error"
