"""Texts of other programs as rich text of ours: HTML, Markdown, plain, and Moodle's own mixture."""

import re
from html import escape, unescape

from quizzes.formats.neutral import Faulty
from reference.formats.rich_text import canonical, is_one_paragraph, read_markdown

# Elements whose end is the end of a paragraph; rich text of ours has none of them.
_BLOCKS = "address|article|aside|blockquote|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form"
_BLOCKS += "|h[1-6]|header|main|nav|pre|section|table|tbody|tfoot|thead|tr"
_BLOCK_TAG = re.compile(rf"<(/?)(?:{_BLOCKS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_BLOCK_IN_MOODLE_TEXT = re.compile(r"<(?:p|ul|ol|li|div|table|h[1-6])\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,20})(?=[\s/>])")
_PARTING = re.compile(r"</?(?:p|ul|ol|li)>")
# What is kept, and what goes without a loss that anybody sees.
_SILENT = frozenset(
    {"a", "b", "br", "em", "i", "li", "ol", "p", "span", "strong", "sub", "sup", "ul"}
    | {"body", "div", "html", "section", "tbody", "thead"}
)
LONGEST = 20_000


def rich(html, notes):
    """HTML of anybody as canonical rich text; what it loses is added to `notes`."""
    if len(html) > 4 * LONGEST:
        raise Faulty(f"A text is longer than {LONGEST} characters.")
    lost = sorted({tag.lower() for tag in _ANY_TAG.findall(html)} - _SILENT)
    if lost:
        note = f"Rich text here has no {', '.join(lost)}: the words are kept without."
        if note not in notes:
            notes.append(note)
    return _canonical(_BLOCK_TAG.sub(lambda found: "</p>" if found[1] else "<p>", _CELL_END.sub(" ", html)))


def _canonical(html):
    try:
        return canonical(html)
    except RecursionError:
        raise Faulty("Its lists are nested too deeply.") from None


def one_paragraph(html):
    """Canonical rich text as one paragraph: paragraphs and items become its lines."""
    if not html or is_one_paragraph(html):
        return html
    return _canonical(_PARTING.sub("<br>", html))


def from_plain(text):
    """Plain text as rich text: an empty line parts paragraphs, a line ends where it ends."""
    paragraphs = re.split(r"\n[ \t]*\n", escape(text, quote=False))
    return _canonical("".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in paragraphs))


def from_moodle(text, notes):
    """Moodle's own format: HTML in which the ends of lines count, unless it has paragraphs of its own."""
    if not _BLOCK_IN_MOODLE_TEXT.search(text):
        paragraphs = re.split(r"\n[ \t]*\n", text)
        text = "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in paragraphs)
    return rich(text, notes)


def from_markdown(text):
    """Markdown as rich text. Raises Faulty for what rich text of ours does not have."""
    try:
        html, faults = read_markdown(text)
    except RecursionError:
        raise Faulty("Its lists are nested too deeply.") from None
    if faults:
        raise Faulty(" ".join(dict.fromkeys(message for _line, message in faults)))
    return html


def read_as(text, form, notes):
    """A text in one of Moodle's four formats as canonical rich text."""
    text = text.strip()
    if form == "html":
        return rich(text, notes)
    if form == "markdown":
        return from_markdown(text)
    if form == "plain":
        return from_plain(text)
    return from_moodle(text, notes)


def without_paragraph(html):
    """The inside of a single paragraph, other rich text as it is."""
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        return html[3:-4]
    return html


def words(html):
    """What rich text says, on one line."""
    return line(unescape(re.sub(r"<[^>]*>", " ", html)))


def line(text):
    """Plain text on one line, without characters that nobody sees."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())
