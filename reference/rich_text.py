"""The rich text that the platform allows, everywhere the same.

Exactly: bold, italic, link, lists, sub- and superscript, language span. Packs carry the same set in
Markdown, so what a trainer writes survives export and import.
"""

SPAN_LANGUAGES = {
    "la": "Latin",
    "fr": "French",
    "es": "Spanish",
    "ar": "Arabic",
    "ru": "Russian",
    "zh": "Chinese",
    "pt": "Portuguese",
    "el": "Greek",
    "hi": "Hindi",
    "th": "Thai",
    "km": "Khmer",
    "ta": "Tamil",
    "te": "Telugu",
}
LANGUAGE_FEATURES = [f"lang-{code}" for code in SPAN_LANGUAGES]
INLINE_FEATURES = ["bold", "italic", "link", "superscript", "subscript", *LANGUAGE_FEATURES]
TEXT_FEATURES = [*INLINE_FEATURES, "ol", "ul"]
