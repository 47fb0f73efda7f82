"""A report as PDF. Templates: reports/evaluation_pdf.html and its pieces in reports/pdf/."""

from core.pdf import OnStep, render_pdf
from reports.advice import RULES
from reports.contents import Contents
from reports.suppression import LEAST

TEMPLATE = "reports/evaluation_pdf.html"


def evaluation_pdf(contents: Contents, *, language: str, on_step: OnStep | None = None) -> bytes:
    """Return the report as a tagged PDF in a language; raise core.pdf.PdfError when it cannot be made."""
    context = {"report": contents, "evaluation": contents.evaluation, "advice_rules": RULES, "least": LEAST}
    return render_pdf(TEMPLATE, context, language=language, on_step=on_step)
