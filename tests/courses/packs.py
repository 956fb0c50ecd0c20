"""A small pack with every kind of block and question, to be changed and broken by tests."""

from tests.courses.guides.guide_for_tests import GUIDE

MODULE = """\
slug: sample
convention: cites
title: A sample
summary: A sample of a module.
status: open
order: 2
minutes: 40
facts_as_of: 2026-11-21
plate: ladder
objectives:
  - id: sample-lo1
    code: LO1
    text: Name the document
  - id: sample-lo2
    code: LO2
    text: Read a permit
sources:
  - id: S-CONV
    title: Text of the Convention
    publisher: CITES
    year: 1973
    location: cites.org/eng/disc/text.php
reading:
  - title: A manual for samples
    publisher: Sampland Customs
    year: 2026
    language: English
    location: sampland.example/manual
    good_for: Pictures of every sample.
  - title: A leaflet
    good_for: Telephone numbers.
"""

CLASS_NOTE = """\
---
title: A class on samples
minutes: 180
---
For *twelve* trainees.

## Plan

```comparison
title: Half a day
columns: [Minutes, What you need]
rows:
  - label: Opening
    cells: ["20", "**Nothing**"]
```

```figure
image: ladder
caption: To be drawn on the board.
```

```steps
title: With the permit
steps:
  - Read it.
  - Ask what is missing.
```
"""

LESSON = """\
---
title: First steps
objectives: [sample-lo1, sample-lo2]
minutes: 20
tools: [Permit specimen, Lens]
facts_as_of: 2026-11-21
sources: [S-CONV]
summary: How it begins.
---
An **import permit** comes before *CO<sub>2</sub>* and <span lang="la">Panthera leo</span>.

- one
- two
  1. deeper

## Documents & papers

```callout
kind: law
source: Article III(3), 1973
text: |
  Two permits are needed.

  - one here
  - one there
```

```figure
image: ladder
caption: Three appendices.
key:
  - The first step
```

```comparison
title: Two regimes
columns: [Appendix I, Appendix II]
rows:
  - label: Import permit
    cells: [Always, Only **sometimes**]
```

```steps
title: At the counter
steps:
  - Ask for the original.
  - Count the goods.
```

```check
id: two-permits
question: Which papers?
options:
  - text: One
    feedback: Not enough.
  - text: Two
    right: true
    feedback: Both.
```

```hs-table
title: Ivory
edition: HS 2022
rows:
  - code: "0507.10"
    description: Ivory, unworked
    control: CITES
    document: CITES permit
```

```case
title: Ivory behind timber
where: A sea port, 2019
text: |
  A load of *timber* came in.

  - tusks behind it
lesson: |
  Look **behind** the first rows.
source: S-CONV
```

```summary
points:
  - Ask for the **original**.
  - Count the goods.
```

See [the next lesson](unit:sample/second-steps) and [CITES](https://cites.org/eng).
"""

SECOND_LESSON = """\
---
title: Second steps
minutes: 20
---
It ends here.
"""

SCENARIO = """\
id: sample-counter
title: At the counter
summary: A permit without a stamp.
minutes: 5
objectives:
  - sample-lo2
state:
  asked: 0
start: papers
situations:
  - id: papers
    title: The papers
    text: A permit, and **no** stamp on it.
    evidence:
      - kind: figure
        title: The permit
        figure: ladder
    decisions:
      - id: hold
        text: Hold the goods
        quality: best
        effects:
          asked: 1
        consequence: They stay.
        why: Nobody has confirmed what left.
        basis: Article VI, 1973
        to: held
      - id: release
        text: Release the goods
        quality: dangerous
        consequence: They leave.
        basis: Article VIII, 1973
        to: gone
ends:
  - id: held
    title: Held
    outcome: success
    text: The goods are safe.
  - id: gone
    title: Gone
    outcome: harm
    text: The goods are in trade.
debrief: Ask before you release.
"""

INSPECTION = """\
id: sample-papers
title: Papers of the day
introduction: A permit with the papers of the trade.
minutes: 12
template: cites-permit
kinds:
  - cites-expired
  - cites-not-endorsed
clean_percent: 20
most: 2
"""

QUIZZES = """\
- slug: sample-final
  title: Final quiz
  final: true
  minutes: 20
  pass_mark: 80
  pause_minutes: 30
  attempts: null
  blueprint:
    - {objective: sample-lo1, number: 2}
    - {objective: sample-lo2, number: 1, difficulty: basic}
"""

QUESTIONS = """\
- id: q-first
  kind: single_choice
  objective: sample-lo1
  difficulty: basic
  source: S-CONV
  where: Article III(3)
  verified: true
  stem: Which comes first?
  explanation: The import permit.
  options:
    - {id: a, text: The import permit, right: true, feedback: Right.}
    - {id: b, text: The export permit, feedback: It follows.}
- id: q-boxes
  kind: multiple_choice
  objective: sample-lo1
  difficulty: applied
  source: S-CONV
  verified: true
  stem: Tick what applies.
  explanation: See the permit.
  options:
    - {id: a, text: Box 14, weight: 1/2, feedback: Yes.}
    - {id: b, text: Box 5, weight: -1/2, feedback: No.}
    - {id: c, text: Box 15, weight: 1/2, feedback: Yes.}
- id: q-true
  kind: true_false
  objective: sample-lo2
  difficulty: basic
  source: null
  verified: true
  stem: A permit covers one consignment.
  explanation: One only.
  answer: true
  feedback: {true: Right., false: One only.}
- id: q-extra
  kind: matching
  objective: sample-lo2
  difficulty: advanced
  source: S-CONV
  verified: false
  stem: Match the codes.
  explanation: See the list.
  shuffle: false
  prompts:
    - {id: p1, text: Code W, match: Wild, feedback: Taken from the wild.}
    - {id: p2, text: Code C, match: Captive, feedback: Bred.}
  extra: [Confiscated]
"""

IMAGES = """\
- slug: ladder
  file: ladder.svg
  title: Ladder of appendices
  neutral: Three steps.
  revealing: Step one is Appendix I.
  licence: CC BY 4.0
  source: Drawn for this module.
"""

GLOSSARY = """\
- slug: import-permit
  term: Import permit
  also: [import permits]
  meaning: A document of the country that receives the goods.
- slug: range-state
  term: Range State
  meaning: A State in which a species lives.
"""

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M0 0h10" stroke="#000"/></svg>\n'
)


def make_pack(folder, slug="sample"):
    """Write the sample pack into a folder, under another slug if wanted."""
    files = {
        "module.yaml": MODULE,
        "lessons/10-first-steps.md": LESSON,
        "lessons/20-second-steps.md": SECOND_LESSON,
        "scenarios/50-sample-counter.yaml": SCENARIO,
        "inspections/60-sample-papers.yaml": INSPECTION,
        "guide.yaml": GUIDE,
        "quizzes.yaml": QUIZZES,
        "questions.yaml": QUESTIONS,
        "glossary.yaml": GLOSSARY,
        "trainer.md": CLASS_NOTE,
        "images/images.yaml": IMAGES,
        "images/ladder.svg": DRAWING,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    if slug != "sample":
        rename(folder, slug)
    return folder


def rename(folder, slug):
    """Give every permanent name of the sample another beginning."""
    for path in folder.rglob("*.*"):
        text = (
            path.read_text().replace("slug: sample", f"slug: {slug}").replace("unit:sample/", f"unit:{slug}/")
        )
        text = (
            text.replace("sample-lo", f"{slug}-lo")
            .replace("sample-counter", f"{slug}-counter")
            .replace("sample-papers", f"{slug}-papers")
            .replace("ladder", f"{slug}-ladder")
        )
        path.write_text(text)
    for file in ("scenarios/50-sample-counter.yaml", "inspections/60-sample-papers.yaml"):
        (folder / file).rename(folder / file.replace("sample", slug))
    (folder / "images/ladder.svg").rename(folder / f"images/{slug}-ladder.svg")


def change(folder, name, old, new):
    """Replace a text that stands exactly once in a file of a pack."""
    path = folder / name
    text = path.read_text()
    assert text.count(old) == 1, (name, old, text.count(old))
    path.write_text(text.replace(old, new))
