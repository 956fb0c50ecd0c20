"""The body of a lesson: Markdown with fenced blocks, as a row of blocks, and back."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from reference.formats.fields import Form, Inline, NeededWords, Rich, Slug, Words, data_of
from reference.formats.marked_yaml import check, read_yaml, write_yaml
from reference.formats.problems import Problem
from reference.formats.rich_text import (
    canonical,
    parse_markdown,
    read_heading,
    read_nodes,
    write_heading,
    write_markdown,
)

PROSE_NODES = ("paragraph", "bullet_list", "ordered_list")


def _one_line(text):
    if not text.isprintable():
        raise ValueError("This text holds characters that cannot be shown.")
    return text


Title = Annotated[NeededWords, AfterValidator(_one_line), Field(max_length=160)]


class Prose(Form):
    """Paragraphs and lists."""

    text: Rich


class Heading(Form):
    level: Literal[2, 3]
    text: Annotated[NeededWords, AfterValidator(_one_line), Field(max_length=120)]


class Callout(Form):
    kind: Literal["law", "safety", "practice", "note"]
    source: Words = ""
    text: Rich

    @model_validator(mode="after")
    def _law_names_its_article(self):
        if self.kind == "law" and not self.source:
            raise ValueError("A callout of the kind law names its article: the field source is missing.")
        return self


class Figure(Form):
    image: Slug
    caption: Annotated[NeededWords, Field(max_length=400)]
    key: list[Annotated[NeededWords, Field(max_length=300)]] = []


class ComparisonRow(Form):
    label: Annotated[NeededWords, Field(max_length=120)]
    cells: Annotated[list[Inline], Field(min_length=2, max_length=4)]


class Comparison(Form):
    title: Title
    columns: Annotated[list[Annotated[NeededWords, Field(max_length=80)]], Field(min_length=2, max_length=4)]
    rows: Annotated[list[ComparisonRow], Field(min_length=1)]

    @model_validator(mode="after")
    def _a_cell_for_every_column(self):
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError(f"Every row needs one cell for each of the {len(self.columns)} columns.")
        return self


class Steps(Form):
    title: Title
    steps: Annotated[list[Inline], Field(min_length=2)]


class CheckOption(Form):
    text: Inline
    right: bool = False
    feedback: Inline


class Check(Form):
    id: Slug
    question: Rich
    multiple: bool = False
    options: Annotated[list[CheckOption], Field(min_length=2, max_length=6)]

    @model_validator(mode="after")
    def _something_is_right(self):
        right = sum(option.right for option in self.options)
        if right == 0 or (right > 1 and not self.multiple):
            raise ValueError(
                "Mark exactly one option with right: true, or say multiple: true and mark at least one."
            )
        return self


class HSRow(Form):
    code: Annotated[str, Field(pattern=r"^\d{4}(\.\d{2}){0,2}$")]
    description: Annotated[NeededWords, Field(max_length=300)]
    control: Annotated[NeededWords, Field(max_length=300)]
    document: Annotated[NeededWords, Field(max_length=300)]


class HSTable(Form):
    title: Title
    edition: Annotated[NeededWords, Field(max_length=20)]
    rows: Annotated[list[HSRow], Field(min_length=1)]


class Case(Form):
    """What happened somewhere, and what to take from it. `source` is the id of a source, or words."""

    title: Title
    where: Annotated[Words, AfterValidator(_one_line), Field(max_length=160)] = ""
    text: Rich
    lesson: Rich
    source: Annotated[Words, Field(max_length=300)] = ""


class Summary(Form):
    """What fits on a card in the pocket."""

    points: Annotated[list[Inline], Field(min_length=2, max_length=12)]


Block = Prose | Heading | Callout | Figure | Comparison | Steps | Check | HSTable | Case | Summary

ClassNoteBlock = Prose | Heading | Callout | Figure | Comparison | Steps

FENCED: dict[str, type[Block]] = {
    "callout": Callout,
    "figure": Figure,
    "comparison": Comparison,
    "steps": Steps,
    "check": Check,
    "hs-table": HSTable,
    "case": Case,
    "summary": Summary,
}
_WORD_OF = {form: word for word, form in FENCED.items()}


def read_body(text, file, first_line=1):
    """(blocks with their line as pairs, problems) of the body of a lesson."""
    tree, references = parse_markdown(text)
    lines = text.split("\n")
    problems = [
        Problem(file, line + first_line, "Write the address of a link in place: [text](address).")
        for line in references
    ]
    blocks, prose = [], []

    def end_prose():
        if prose:
            html, faults = read_nodes(prose)
            problems.extend(Problem(file, line + first_line, message) for line, message in faults)
            if html and not faults:
                blocks.append((Prose.model_construct(text=html), prose[0].map[0] + first_line))
            prose.clear()

    for node in tree.children:
        if node.type not in ("fence", "heading"):
            prose.append(node)
            continue
        end_prose()
        line = node.map[0] + first_line
        block, found = (_fenced if node.type == "fence" else _heading)(node, lines, file, first_line)
        problems += found
        if block is not None:
            blocks.append((block, line))
    end_prose()
    return blocks, problems + _repeated_checks(blocks, file)


def _heading(node, lines, file, first_line):
    line = node.map[0] + first_line
    if node.tag not in ("h2", "h3") or set(node.markup) != {"#"}:
        return None, [
            Problem(
                file, line, "Headings are written ## or ###; a line of hyphens needs an empty line above."
            )
        ]
    text, faults = read_heading(node)
    problems = [Problem(file, fault + first_line, message) for fault, message in faults]
    if not text or len(text) > 120 or not text.isprintable():
        problems.append(Problem(file, line, "A heading has 1 to 120 characters."))
    return (None if problems else Heading(level=int(node.tag[1]), text=text)), problems


def _fenced(node, lines, file, first_line):
    start, end = node.map
    word = node.info.strip()
    if word not in FENCED:
        said = f"There is no block “{word}”; there are" if word else "A fenced block begins with its name:"
        return None, [Problem(file, start + first_line, f"{said} {', '.join(FENCED)}.")]
    if end - start < 2 or not re.fullmatch(r" {0,3}(`{3,}|~{3,})\s*", lines[end - 1]):
        return None, [Problem(file, start + first_line, f"The block {word} is not closed by a line ```.")]
    marked, problems = read_yaml(node.content, file, start + 1 + first_line)
    if marked is None:
        return None, problems
    if not isinstance(marked.data, dict):
        return None, [
            Problem(file, start + first_line, f"The block {word} must be made of fields and values.")
        ]
    return check(FENCED[word], marked.data, marked, file)


def _repeated_checks(blocks, file):
    seen, problems = {}, []
    for block, line in blocks:
        if isinstance(block, Check):
            if block.id in seen:
                message = f"The id {block.id} is taken by the check in line {seen[block.id]}."
                problems.append(Problem(file, line, message))
            seen.setdefault(block.id, line)
    return problems


def joined(blocks):
    """Blocks with prose that touches made one, as Markdown reads it."""
    kept = []
    for block in blocks:
        if isinstance(block, Prose) and kept and isinstance(kept[-1], Prose):
            block = Prose.model_construct(text=canonical(kept.pop().text + block.text))
        kept.append(block)
    return tuple(kept)


def write_body(blocks, left_out=None):
    """The body of a lesson as text that read_body reads back as the same blocks."""
    return "\n\n".join(_write(block, left_out) for block in joined(blocks)) + "\n"


def _write(block, left_out):
    if isinstance(block, Prose):
        return write_markdown(block.text, left_out)
    if isinstance(block, Heading):
        return f"{'#' * block.level} {write_heading(block.text)}"
    # No line of the YAML is a row of backticks: plain texts follow their field's name, rich ones are escaped.
    return f"```{_WORD_OF[type(block)]}\n{write_yaml(data_of(block, left_out))}```"
