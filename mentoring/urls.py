"""Paths of mentoring."""

from django.urls import path

from mentoring import views

app_name = "mentoring"

urlpatterns = [
    path("peserta/<int:pk>/pernyataan-mentor/", views.statement, name="statement"),
]
