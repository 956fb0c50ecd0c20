"""Slow work of certification, done by the task worker."""

from django_tasks import task

from certification.models import Certificate
from certification.services.papers import pdf_of


@task()
def make_paper(certificate_id):
    """Draw and sign a certificate's PDF, unless somebody has asked for it before."""
    pdf_of(Certificate.objects.get(pk=certificate_id))
