"""Language spans in the rich text editor, who may read a document, and the reference tables."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.snippets.models import register_snippet

from accounts.models import Administration
from accounts.scoping import memberships_of
from reference.rich_text import SPAN_LANGUAGES
from reference.viewsets import ReferenceTables

register_snippet(ReferenceTables)


@hooks.register("register_rich_text_features")
def register_language_spans(features):
    """Latin names and quoted foreign words carry their language, so that a screen reader says them right."""
    for code, name in SPAN_LANGUAGES.items():
        feature, style = f"lang-{code}", f"LANG-{code.upper()}"
        features.register_editor_plugin(
            "draftail",
            feature,
            InlineStyleFeature({"type": style, "label": code, "description": _("Language: %s") % name}),
        )
        features.register_converter_rule(
            "contentstate",
            feature,
            {
                "from_database_format": {f'span[lang="{code}"]': InlineStyleElementHandler(style)},
                "to_database_format": {"style_map": {style: {"element": "span", "props": {"lang": code}}}},
            },
        )


@hooks.register("before_serve_document")
def only_to_its_administration(document, request):
    """What lies in an administration's collection is for its members. To others it is not there."""
    administration = Administration.objects.filter(
        collection__in=document.collection.get_ancestors(inclusive=True)
    ).first()
    if administration is None or request.user.is_superuser:
        return
    if not (
        request.user.is_authenticated and memberships_of(request.user).filter(administration=administration)
    ):
        raise Http404
