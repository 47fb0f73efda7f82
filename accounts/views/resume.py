"""A form that was sent after the session had ended, shown again to its owner (UX-11)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import kept
from core.access import allow, signed_in


@allow(signed_in)
@require_safe
def resume(request: HttpRequest) -> HttpResponse:
    """Show what was kept, with a button that sends it where it was meant to go."""
    return render(request, "accounts/resume.html", {"kept": kept.kept_form(request)})


@allow(signed_in)
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw away what was kept."""
    kept.drop(request)
    messages.info(request, _("Isian yang tersimpan sementara sudah dibuang."))
    return redirect("/")
