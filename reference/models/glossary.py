"""Terms of art, explained in the words of the lessons."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GlossaryTermQuerySet(models.QuerySet):
    def in_use(self):
        """Terms that lessons explain: those not retired."""
        return self.filter(retired_at=None)


class GlossaryTerm(models.Model):
    """A term of one module, the other forms in which it stands in texts, and what it means."""

    pack = models.SlugField(_("pack"), help_text=_("The module whose lessons use this term."))
    slug = models.SlugField(_("permanent name"))
    term = models.CharField(_("term"), max_length=100)
    also = models.JSONField(_("other forms"), default=list, blank=True)
    meaning = models.CharField(_("meaning"), max_length=500)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    objects = GlossaryTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["pack", "slug"]
        constraints = [models.UniqueConstraint(fields=["pack", "slug"], name="one_term_per_slug")]

    def __str__(self):
        return self.term

    @property
    def forms(self):
        """Every form in which the term stands in a text."""
        return [self.term, *self.also]
