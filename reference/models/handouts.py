"""The document model. What trainers hand out is no published picture: it lies in private storage."""

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document


def private_storage():
    return storages["private"]


class Handout(AbstractDocument):
    """A file for officers to read, reached only through a view that looks who asks."""

    file = models.FileField(_("file"), upload_to="handouts", storage=private_storage)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
