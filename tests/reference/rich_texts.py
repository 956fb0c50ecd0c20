"""Generated rich texts, in canonical HTML."""

from html import escape

from hypothesis import strategies as st

from reference.formats.rich_text import canonical

ADDRESSES = [
    "https://cites.org/eng?a=1&b=2",
    "https://example.org/a_(b)",
    "unit:cites/permit",
    "module:basel",
]
_words = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("abc XYZ 019 *_`[]()<>!#&;:.,-+=~|\\/\"'{}\xa0\n“”é象ا\u200d")),
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"]),
    ),
    min_size=1,
    max_size=12,
)
_starts = st.sampled_from(
    ["- ", "1. ", "2) ", "# ", "> ", "---", "===", "```", "~~~", "&amp;", "| a", "+ ", "!", ""]
)


def _html(text):
    return escape(text, quote=False).replace("\n", "<br>")


def _marked(inner):
    tags = st.sampled_from(["b", "i", "sub", "sup"])
    languages = st.sampled_from(["la", "ar", "zh"])
    return st.one_of(
        st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", tags, inner),
        st.builds(lambda code, text: f'<span lang="{code}">{text}</span>', languages, inner),
        st.builds(lambda one, two: one + two, inner, inner),
    )


_inline = st.recursive(st.builds(lambda a, b: _html(a + b), _starts, _words), _marked, max_leaves=6)
_linked = st.builds(
    lambda before, address, text, after: f'{before}<a href="{escape(address)}">{text}</a>{after}',
    _inline,
    st.sampled_from(ADDRESSES),
    _inline,
    _inline,
)
_line = st.one_of(_inline, _linked)


def _list(items):
    return st.builds(
        lambda tag, texts: f"<{tag}>" + "".join(f"<li>{text}</li>" for text in texts) + f"</{tag}>",
        st.sampled_from(["ul", "ol"]),
        st.lists(items, min_size=1, max_size=3),
    )


_lists = _list(st.one_of(_line, st.builds(lambda text, below: text + below, _line, _list(_line))))


def rich_texts():
    """Paragraphs and lists; never empty."""
    blocks = st.lists(st.one_of(st.builds("<p>{}</p>".format, _line), _lists), min_size=1, max_size=4)
    return st.builds(lambda parts: canonical("".join(parts)), blocks).filter(bool)


def inline_texts():
    """One paragraph; never empty."""
    return st.builds(lambda line: canonical(f"<p>{line}</p>"), _line).filter(bool)
