"""Rich text between its three forms: Markdown in packs, HTML between the parts, HTML in the database.

All three are read into the same small tree of paragraphs and lists, and everything is compared in
its canonical HTML. Canonical means:

- a paragraph is a row of characters, each with its emphasis (b, i, sub, sup), language and link; so
  the order in which tags are nested, and tags that touch, make no difference;
- white space is single, never at the edge of a paragraph or beside a line break, and has the
  emphasis, language and link that both its neighbours share;
- lists of one kind that touch are one list; a list item holds one paragraph and the lists below it;
- empty paragraphs, items and lists are left out, and so is every tag that rich text does not have.

A link is an `https:` address or `unit:<module>/<unit>` or `module:<module>`, which the database
holds as a link to the page.
"""

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from unicodedata import category
from urllib.parse import quote, urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from reference.rich_text import SPAN_LANGUAGES

EMPHASIS = ("b", "i", "sub", "sup")
_TAG_OF = {"strong": "b", "em": "i"}
_MARKDOWN_OF = {"b": "**", "i": "*"}
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
INTERNAL_LINK = re.compile(rf"unit:{_SLUG}/{_SLUG}|module:{_SLUG}")
_TAGS = {"p", "ul", "ol", "li", "br", "a", "span", "strong", "em", *EMPHASIS}
_SCHEMES = {"https", "http", "mailto", "tel", "unit", "module", "page"}

Feature = tuple[str, str]


@dataclass(frozen=True)
class Run:
    """Characters that look the same. A line break is the character \\n."""

    text: str
    features: frozenset[Feature] = frozenset()


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Item:
    """One item of a list: its own words, then the lists below it."""

    runs: tuple[Run, ...]
    lists: tuple["List", ...] = ()


@dataclass(frozen=True)
class List:
    ordered: bool
    items: tuple[Item, ...]


Block = Paragraph | List


# --- one canonical form ---------------------------------------------------------------------------


def _canonical_runs(runs):
    """Runs with white space and emphasis as the module's docstring says."""
    characters = []
    for run in runs:
        for character in run.text:
            if character not in "\n\xa0\u202f" and (character.isspace() or not _speaks(character)):
                character = " "
            characters.append((character, run.features))
    characters = _trimmed(characters)
    return _merged(_with_shared_space(characters))


def _speaks(character):
    """Whether a character can stand in text: no control character, no half of a pair."""
    return character.isprintable() or category(character) == "Cf"


def _trimmed(characters):
    kept = []
    for character, features in characters:
        if character in " \n" and (not kept or kept[-1][0] == "\n"):
            continue
        if character == " " and kept[-1][0] == " ":
            continue
        while character == "\n" and kept and kept[-1][0].isspace():
            kept.pop()
        if character == "\n" and not kept:
            continue
        if character.isspace() and character != "\n" and (not kept or kept[-1][0] == "\n"):
            continue
        kept.append((character, features))
    while kept and kept[-1][0].isspace():
        kept.pop()
    return kept


def _with_shared_space(characters):
    shared, after = [], frozenset()
    following = []
    for character, features in reversed(characters):
        following.append(after)
        if not character.isspace():
            after = features
    before = frozenset()
    for (character, features), after in zip(characters, reversed(following), strict=True):
        if character.isspace():
            shared.append((character, before & after))
        else:
            before = features
            shared.append((character, features))
    return shared


def _merged(characters):
    runs = []
    for character, features in characters:
        if runs and runs[-1][1] == features:
            runs[-1][0].append(character)
        else:
            runs.append(([character], features))
    return tuple(Run("".join(text), features) for text, features in runs)


def _canonical_list(node):
    items = []
    for item in node.items:
        runs = _canonical_runs(item.runs)
        lists = tuple(_joined([_canonical_list(child) for child in item.lists]))
        if runs:
            items.append(Item(runs, lists))
        else:
            items.extend(below for child in lists for below in child.items)
    return List(node.ordered, tuple(items))


def _joined(blocks):
    """Blocks without the empty ones, lists of one kind that touch as one."""
    kept = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.runs:
                kept.append(block)
        elif block.items:
            if kept and isinstance(kept[-1], List) and kept[-1].ordered == block.ordered:
                block = List(block.ordered, kept.pop().items + block.items)
            kept.append(block)
    return kept


def _canonical_blocks(blocks):
    return tuple(
        _joined(
            [
                Paragraph(_canonical_runs(block.runs))
                if isinstance(block, Paragraph)
                else _canonical_list(block)
                for block in blocks
            ]
        )
    )


# --- from HTML ------------------------------------------------------------------------------------


class _Reader(HTMLParser):
    """HTML, already cleaned, to blocks."""

    def __init__(self, name_of):
        super().__init__(convert_charrefs=True)
        self.name_of = name_of
        self.blocks = []
        self.runs = []
        self.open = []
        self.lists = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        tag = _TAG_OF.get(tag, tag)
        if tag == "br":
            self.runs.append(Run("\n", self._features()))
        elif tag in ("p", "ul", "ol", "li"):
            self._start_block(tag)
        elif tag == "a":
            href = self._href(attributes)
            self.open.append(("a", href) if href else ("", "a"))
        elif tag == "span":
            language = attributes.get("lang", "")
            self.open.append(("lang", language) if language in SPAN_LANGUAGES else ("", "span"))
        elif tag in EMPHASIS:
            self.open.append((tag, ""))

    def _start_block(self, tag):
        if tag == "p":
            if not self.lists:
                self._end_paragraph()
            elif self.runs:
                self.runs.append(Run(" "))
            return
        if tag == "li" and self.lists:
            self._end_item_text()
            self.lists[-1][1].append([(), []])
        elif tag in ("ul", "ol"):
            if self.lists:
                self._end_item_text()
                if not self.lists[-1][1]:
                    self.lists[-1][1].append([(), []])
            else:
                self._end_paragraph()
            self.lists.append((tag == "ol", []))

    def handle_endtag(self, tag):
        tag = _TAG_OF.get(tag, tag)
        if tag == "p" and not self.lists:
            self._end_paragraph()
        elif tag == "li" and self.lists:
            self._end_item_text()
        elif tag in ("ul", "ol") and self.lists:
            self._end_item_text()
            ordered, items = self.lists.pop()
            done = List(ordered, tuple(Item(tuple(runs), tuple(below)) for runs, below in items))
            if self.lists:
                self.lists[-1][1][-1][1].append(done)
            else:
                self.blocks.append(done)
        elif tag in ("a", "span", *EMPHASIS):
            self._close(tag)

    def _close(self, tag):
        wanted = {"a": ("a",), "span": ("lang",)}.get(tag, (tag,))
        for index in range(len(self.open) - 1, -1, -1):
            kind, value = self.open[index]
            if kind in wanted or (not kind and value == tag):
                del self.open[index]
                return

    def handle_data(self, data):
        if self.lists and not self.lists[-1][1] and not data.strip():
            return
        self.runs.append(Run(data.replace("\n", " "), self._features()))

    def _features(self):
        seen = {}
        for kind, value in self.open:
            if kind:
                seen[kind] = value
        return frozenset(seen.items())

    def _href(self, attributes):
        if attributes.get("linktype") == "page":
            number = attributes.get("id") or ""
            return self.name_of(int(number)) if number.isdigit() else None
        return _tidy_address(attributes.get("href") or "")

    def _end_paragraph(self):
        if self.runs:
            self.blocks.append(Paragraph(tuple(self.runs)))
        self.runs = []

    def _end_item_text(self):
        items = self.lists[-1][1]
        words = [run for run in self.runs if run.text]
        self.runs = []
        if not any(run.text.strip() for run in words):
            return
        if not items or items[-1][1]:
            items.append([(), []])
        items[-1][0] = (*items[-1][0], *words)

    def finish(self):
        self.close()
        while self.lists:
            self.handle_endtag("ol" if self.lists[-1][0] else "ul")
        self._end_paragraph()
        return _canonical_blocks(self.blocks)


def _tidy_address(address):
    """An address with what cannot stand in one written as its code."""
    return "".join(
        quote(character)
        if character.isspace() or not character.isprintable() or character in '<>"\\^`{|}'
        else character
        for character in address.strip()
    )


def _read_html(html, name_of=lambda number: f"page:{number}"):
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "linktype", "id"}, "span": {"lang"}},
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    reader = _Reader(name_of)
    reader.feed(clean)
    return reader.finish()


# --- to HTML --------------------------------------------------------------------------------------

_ORDER = ("a", "lang", *EMPHASIS)


@dataclass(frozen=True)
class _Node:
    feature: Feature
    children: tuple["_Node | str", ...]


def _nest(runs):
    """Runs as nested elements: a link outside, then what reaches furthest."""
    nodes, at = [], 0
    while at < len(runs):
        run = runs[at]
        if not run.features:
            nodes.append(run.text)
            at += 1
            continue
        feature = min(
            run.features, key=lambda one: (one[0] != "a", -_reach(runs, at, one), _ORDER.index(one[0]))
        )
        end = at + _reach(runs, at, feature)
        inner = tuple(Run(each.text, each.features - {feature}) for each in runs[at:end])
        nodes.append(_Node(feature, tuple(_nest(inner))))
        at = end
    return nodes


def _reach(runs, at, feature):
    end = at
    while end < len(runs) and feature in runs[end].features:
        end += 1
    return end - at


def _html_text(text):
    return escape(text, quote=False).replace("\xa0", "&nbsp;").replace("\n", "<br>")


def _html_inline(nodes, page_of):
    return "".join(_html_node(node, page_of) for node in nodes)


def _html_node(node, page_of):
    if isinstance(node, str):
        return _html_text(node)
    kind, value = node.feature
    inside = _html_inline(node.children, page_of)
    if kind == "a":
        number = page_of(value) if page_of and INTERNAL_LINK.fullmatch(value) else None
        attributes = f'linktype="page" id="{number}"' if number else f'href="{escape(value)}"'
        return f"<a {attributes}>{inside}</a>"
    if kind == "lang":
        return f'<span lang="{value}">{inside}</span>'
    return f"<{kind}>{inside}</{kind}>"


def _html(blocks, page_of=None):
    return "".join(
        f"<p>{_html_inline(_nest(block.runs), page_of)}</p>"
        if isinstance(block, Paragraph)
        else _html_list(block, page_of)
        for block in blocks
    )


def _html_list(node, page_of):
    tag = "ol" if node.ordered else "ul"
    items = "".join(
        f"<li>{_html_inline(_nest(item.runs), page_of)}"
        f"{''.join(_html_list(below, page_of) for below in item.lists)}</li>"
        for item in node.items
    )
    return f"<{tag}>{items}</{tag}>"


def canonical(html):
    """HTML of rich text in its one canonical form."""
    return _html(_read_html(html))


def from_database(html, name_of):
    """Canonical HTML of what Wagtail holds. `name_of(page id)` gives `unit:…`, or None to drop the link."""
    return _html(_read_html(html, name_of))


def to_database(html, page_of):
    """Canonical HTML as Wagtail holds it. `page_of(name)` gives the page's id, or None while it has none."""
    return _html(_read_html(html), page_of)


def links(html):
    """The addresses that a rich text links to, in order."""
    return [
        value
        for runs in _all_runs(_read_html(html))
        for node in _nest(runs)
        if not isinstance(node, str)
        for kind, value in [node.feature]
        if kind == "a"
    ]


def _all_runs(blocks):
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.runs
        else:
            for item in block.items:
                yield item.runs
                yield from _all_runs(item.lists)


def is_one_paragraph(html):
    """Whether canonical HTML is a single paragraph."""
    blocks = _read_html(html)
    return len(blocks) == 1 and isinstance(blocks[0], Paragraph)


# --- from Markdown --------------------------------------------------------------------------------

# Every construct is parsed, so that one which is not allowed is named instead of standing there as text.
_markdown = MarkdownIt("commonmark", {"maxNesting": 30}).disable("html_block").enable("table")
_markdown.normalizeLink = lambda address: address
_markdown.validateLink = lambda address: True

_NAMES = {
    "heading": "A heading cannot stand here.",
    "fence": "A fenced block cannot stand here.",
    "code_block": "Code is not allowed; take the four spaces at the beginning of the line away.",
    "hr": "A rule (---) is not allowed.",
    "blockquote": "A quotation block (>) is not allowed.",
    "table": "Tables are not allowed; use a comparison block.",
    "code_inline": "Code spans (`) are not allowed.",
    "image": "Images stand in figure blocks only.",
}
_HTML_TAG = re.compile(r'<(/?)(b|i|sub|sup|span)(?: lang="([A-Za-z-]*)")?>')


def parse_markdown(text):
    """The syntax tree of a Markdown text, and the lines (from 0) where a link's address is defined apart."""
    env = {}
    tree = SyntaxTreeNode(_markdown.parse(text, env))
    return tree, sorted(reference["map"][0] for reference in env.get("references", {}).values())


def read_markdown(text, *, one_paragraph=False):
    """(canonical HTML, faults) of a Markdown text; a fault is its line, counted from 0, and a sentence."""
    tree, references = parse_markdown(text)
    faults = [(line, "Write the address of a link in place: [text](address).") for line in references]
    blocks = _canonical_blocks(_markdown_blocks(tree.children, faults))
    if one_paragraph and blocks and not (len(blocks) == 1 and isinstance(blocks[0], Paragraph)):
        faults.append((0, "One paragraph is allowed here."))
    return _html(blocks), faults


def read_nodes(nodes):
    """(canonical HTML, faults) of some blocks of a syntax tree; lines count from the tree's beginning."""
    faults = []
    return _html(_canonical_blocks(_markdown_blocks(nodes, faults))), faults


def read_heading(node):
    """(words, faults) of a heading in a syntax tree. A heading is plain text."""
    faults = []
    runs = _canonical_runs(_markdown_runs(node, faults))
    if any(run.features for run in runs):
        faults.append((node.map[0], "A heading is plain text, without emphasis or links."))
    return "".join(run.text for run in runs).replace("\n", " "), faults


def _markdown_blocks(nodes, faults):
    blocks = []
    for node in nodes:
        if node.type == "paragraph":
            blocks.append(Paragraph(tuple(_markdown_runs(node, faults))))
        elif node.type in ("bullet_list", "ordered_list"):
            blocks.append(_markdown_list(node, faults))
        else:
            faults.append(
                (node.map[0] if node.map else 0, _NAMES.get(node.type, f"{node.type} is not allowed."))
            )
    return blocks


def _markdown_list(node, faults):
    if node.attrs.get("start", 1) != 1:
        faults.append((node.map[0], "A numbered list starts at 1."))
    items = []
    for child in node.children:
        runs, lists = (), []
        for part in child.children:
            if part.type == "paragraph" and not runs and not lists:
                runs = tuple(_markdown_runs(part, faults))
            elif part.type in ("bullet_list", "ordered_list"):
                lists.append(_markdown_list(part, faults))
            else:
                say = "An item of a list holds one paragraph, then lists below it."
                faults.append((part.map[0], _NAMES.get(part.type, say)))
        items.append(Item(runs, tuple(lists)))
    return List(node.type == "ordered_list", tuple(items))


class _Inline:
    """Reads the parts of one paragraph."""

    def __init__(self, line, faults):
        self.line, self.faults = line, faults
        self.runs, self.markdown, self.tags = [], [], []

    def read(self, nodes):
        for node in nodes:
            if node.type in ("text", "text_special"):
                self._say(node.content)
            elif node.type in ("softbreak", "hardbreak"):
                self._say(" " if node.type == "softbreak" else "\n")
                self.line += 1
            elif node.type in ("strong", "em"):
                self._inside((_TAG_OF[node.type], ""), node)
            elif node.type == "link":
                self._link(node)
            elif node.type == "html_inline":
                self._tag(node.content)
            else:
                self._fault(_NAMES.get(node.type, f"{node.type} is not allowed."))

    def _say(self, text):
        self.runs.append(Run(text, frozenset(dict([*self.markdown, *self.tags]).items())))

    def _inside(self, feature, node):
        self.markdown.append(feature)
        self.read(node.children)
        self.markdown.pop()

    def _link(self, node):
        address = _tidy_address(str(node.attrs.get("href", "")))
        if node.attrs.get("title"):
            self._fault("A link has no title; leave the words in quotation marks out.")
        fault = link_fault(address)
        if fault:
            self._fault(fault)
        self._inside(("a", address), node)

    def _tag(self, content):
        found = _HTML_TAG.fullmatch(content)
        if not found or (found[2] == "span") != (
            found[3] is not None or (found[1] == "/" and found[2] == "span")
        ):
            self._fault(
                f"{content.split()[0].rstrip('>')}> is not allowed; "
                "of HTML only b, i, sub, sup and span lang are."
            )
            return
        closing, name, language = found.groups()
        kind = "lang" if name == "span" else name
        if not closing:
            if kind == "lang" and language not in SPAN_LANGUAGES:
                self._fault(f"“{language}” is not a language that a span may name.")
            self.tags.append((kind, language or ""))
        elif self.tags and self.tags[-1][0] == kind:
            self.tags.pop()
        else:
            self._fault(f"</{name}> closes nothing.")

    def _fault(self, message):
        self.faults.append((self.line, message))

    def finish(self):
        for kind, _value in self.tags:
            self._fault(f"<{'span' if kind == 'lang' else kind}> is not closed in its paragraph.")
        return self.runs


def _markdown_runs(node, faults):
    inline = _Inline(node.map[0] if node.map else 0, faults)
    for child in node.children:
        inline.read(child.children)
    return inline.finish()


def link_fault(address):
    """What is wrong with the address of a link in a pack, or ""."""
    if address.startswith(("unit:", "module:")):
        return "" if INTERNAL_LINK.fullmatch(address) else "Write a link to a lesson as unit:module/lesson."
    try:
        parts = urlsplit(address)
        good = parts.scheme == "https" and bool(parts.hostname)
    except ValueError:
        good = False
    if good:
        tried = nh3.clean(
            f'<a href="{escape(address)}">x</a>', tags={"a"}, url_schemes={"https"}, link_rel=None
        )
        good = "href" in tried
    return (
        ""
        if good
        else f"“{address}” is not an address that a link may have; use https: or unit:module/lesson."
    )


# --- to Markdown ----------------------------------------------------------------------------------

_ALWAYS = re.compile(r"[\\`*_\[\]<]")
_ENTITY = re.compile(r"&(?=#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]*;)")
_LINE_START = re.compile(r"^(?:(?=[-+=#>|:~])|(\d{1,9})(?=[.)](?:\s|$)))", re.MULTILINE)


def write_markdown(html, left_out=None):
    """Canonical HTML as Markdown that read_markdown reads back the same.

    A link that a pack cannot carry becomes plain text; its address is added to the list `left_out`.
    """
    blocks = [_without_bad_links(block, [] if left_out is None else left_out) for block in _read_html(html)]
    return "\n\n".join(
        _write_line(block.runs) if isinstance(block, Paragraph) else "\n".join(_write_list(block))
        for block in blocks
    )


def write_heading(text):
    """Plain text as the words of a Markdown heading."""
    return re.sub(r"#", r"\\#", _escaped(text))


def _without_bad_links(block, left_out):
    if isinstance(block, Paragraph):
        return Paragraph(_drop(block.runs, left_out))
    items = tuple(
        Item(_drop(item.runs, left_out), tuple(_without_bad_links(below, left_out) for below in item.lists))
        for item in block.items
    )
    return List(block.ordered, items)


def _drop(runs, left_out):
    bad = {
        feature for run in runs for feature in run.features if feature[0] == "a" and link_fault(feature[1])
    }
    left_out.extend(sorted(address for _kind, address in bad))
    return _canonical_runs([Run(run.text, run.features - bad) for run in runs])


def _write_list(node):
    lines = []
    for number, item in enumerate(node.items, start=1):
        marker = f"{number}. " if node.ordered else "- "
        text = _write_line(item.runs).split("\n")
        for below in item.lists:
            text += _write_list(below)
        lines.append(marker + text[0])
        lines += [" " * len(marker) + line for line in text[1:]]
    return lines


def _write_line(runs):
    """One paragraph: with ** and * where CommonMark reads them so, with tags where it does not."""
    nodes = _nest(runs)
    wanted = (Paragraph(runs),)
    for stars in (True, False):
        line = _line_starts(_write_nodes(nodes, stars, "", ""))
        tree, _references = parse_markdown(line)
        if _canonical_blocks(_markdown_blocks(tree.children, [])) == wanted:
            break
    return line


def _line_starts(text):
    return _LINE_START.sub(lambda found: (found[1] or "") + "\\", text)


def _escaped(text):
    text = _ALWAYS.sub(lambda found: "\\" + found[0], text)
    text = _ENTITY.sub(r"\\&", text)
    if text.endswith("!"):
        text = text[:-1] + "\\!"
    return text.replace("\n", "\\\n")


def _write_nodes(nodes, stars, before, after):
    """`before` and `after` are the characters around, which decide whether a star is a star."""
    parts = []
    for index, node in enumerate(nodes):
        if isinstance(node, str):
            parts.append(_escaped_within(node, last=index == len(nodes) - 1))
            before = node[-1]
            continue
        following = _first(nodes[index + 1 :]) or after
        parts.append(_write_node(node, stars, before, following))
        before = _last([node])
    return "".join(parts)


def _escaped_within(text, last):
    """An exclamation mark needs its backslash only where a link follows."""
    written = _escaped(text)
    return written[:-2] + "!" if last and written.endswith("\\!") else written


def _write_node(node, stars, before, after):
    kind, value = node.feature
    text_before, text_after = _first([node]), _last([node])
    sign = _MARKDOWN_OF.get(kind)
    if sign and stars and _opens(before, text_before) and _opens(after, text_after):
        return sign + _write_nodes(node.children, stars, "*", "*") + sign
    inside = _write_nodes(node.children, stars, before, after)
    if kind == "a":
        return f"[{inside}]({f'<{value}>' if set('()') & set(value) else value})"
    if kind == "lang":
        return f'<span lang="{value}">{inside}</span>'
    return f"<{kind}>{inside}</{kind}>"


def _opens(outside, inside):
    """Whether a star between these two characters belongs to the inner one (CommonMark's flanking)."""
    return not inside.isspace() and (inside.isalnum() or not outside or not outside.isalnum())


def _first(nodes):
    for node in nodes:
        text = node if isinstance(node, str) else _first(node.children)
        if text:
            return text[0]
    return ""


def _last(nodes):
    for node in reversed(nodes):
        text = node if isinstance(node, str) else _last(node.children)
        if text:
            return text[-1]
    return ""
