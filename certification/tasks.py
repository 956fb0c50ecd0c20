"""Slow work of certification, done by the task worker."""

from django.utils import timezone
from django_tasks import task

from accounts.models import Administration
from certification.models import Certificate, CertificateBundle, CertificateEvent
from certification.services.notices import tell_holder as tell
from certification.services.papers import pdf_of


@task()
def make_paper(certificate_id):
    """Draw and sign a certificate's PDF, unless somebody has asked for it before."""
    pdf_of(Certificate.objects.get(pk=certificate_id))


@task()
def make_bundle(bundle_id):
    """Make an ordered ZIP of certificates."""
    # The service orders this task, so neither can import the other first.
    from certification.services import bundles

    bundles.make_bundle(CertificateBundle.objects.get(pk=bundle_id), now=timezone.now())


@task()
def tell_holder(event_id):
    """Tell the holder of a certificate what was done to it."""
    found = CertificateEvent.objects.select_related("certificate__officer", "certificate__administration")
    tell(found.get(pk=event_id))


@task()
def send_reminders(administration_id):
    """Send the reminders and digests of an administration that wait to be sent."""
    # The service orders this task, so neither can import the other first.
    from certification.services import reminders

    administration = Administration.objects.get(pk=administration_id)
    reminders.send_waiting(administration=administration, now=timezone.now())
