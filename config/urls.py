"""All paths, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    path("", include("cohorts.urls")),
    path("akun/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler400 = "core.views.errors.bad_request"
handler500 = "core.views.errors.server_error"
