"""Paths of the cohorts room."""

from django.urls import URLPattern

app_name = "cohorts"

urlpatterns: list[URLPattern] = []
