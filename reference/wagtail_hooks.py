"""Language spans in the rich text editor: one button style per language that lessons quote."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature

from reference.rich_text import SPAN_LANGUAGES


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
