"""A small guide of invented woods, and matrices of any size."""

from random import Random

from courses.guides.forms import GuideForm

GUIDE = """\
title: Guide to samples
introduction: Woods and what looks like them.
groups:
  - id: woods
    title: Woods
    introduction: Cut the end clean and wet it.
    characters:
      - id: grain
        title: End grain
        observe: Look at the clean end with a lens.
        picture: ladder
        states:
          - id: rings
            text: Distinct rings
            picture: ladder
          - id: even
            text: Even throughout
      - id: colour
        title: Colour of the heartwood
        states:
          - id: red
            text: Red
          - id: brown
            text: Brown
          - id: black
            text: Black
      - id: smell
        title: Smell
        states:
          - id: spicy
            text: Spicy
          - id: none
            text: None
  - id: resins
    title: Resins
    characters:
      - id: float
        title: In salt water
        states:
          - id: floats
            text: It floats
          - id: sinks
            text: It sinks
entries:
  - id: red-sample
    group: woods
    title: Red sample
    also: [Rotes Muster, érable rouge]
    latin: [Lignum rubrum]
    summary: A wood that smells.
    picture: ladder
    caption: The end grain, enlarged.
    states:
      grain: [rings]
      colour: [red]
      smell: [spicy]
    diagnostic:
      - text: Its dust turns water violet.
        picture: ladder
    identifiers:
      hs: ["4403.49"]
      cas: ["75-45-6"]
      appendix: [II, "I (not confirmed)"]
    controlled: yes
    control: Trade needs a permit.
    document: CITES permit
    action: Ask for the original.
    handling: Wear gloves.
    found_in: [Furniture]
    concealment: [Under other wood]
    look_alikes:
      - entry: brown-sample
        tell_apart: The brown one has no smell.
      - name: Stained pine
        tell_apart: Scratch it.
    unconfirmed: [Its dust turns water violet.]
    sources: [S-CONV]
    reference: ["hs:4403.49"]
  - id: brown-sample
    group: woods
    title: Brown sample
    latin: [Lignum fuscum]
    states:
      grain: [rings, even]
      colour: [brown]
      smell: [none]
    controlled: no
  - id: black-sample
    group: woods
    title: Black sample
    states:
      grain: [even]
      colour: [black, brown]
    controlled: depends
  - id: pale-sample
    group: woods
    title: Pale sample
    states:
      grain: [even]
      colour: [red]
      smell: [none]
  - id: amber-sample
    group: resins
    title: Amber sample
    states:
      float: [floats]
  - id: copal-sample
    group: resins
    title: Copal sample
    states:
      float: [floats]
"""


def large_guide(entries, characters, seed=1):
    """A guide of one group: characters of two to seven states, three cells in four filled."""
    chance = Random(seed)
    sizes = [2 + number % 6 for number in range(characters)]
    vocabulary = [
        {
            "id": f"c{number}",
            "title": f"Character {number}",
            "states": [{"id": f"s{state}", "text": f"State {state}"} for state in range(size)],
        }
        for number, size in enumerate(sizes)
    ]
    rows = [
        {
            "id": f"entry-{place}",
            "group": "all",
            "title": f"Entry {place}",
            "states": {
                f"c{number}": [
                    f"s{state}" for state in chance.sample(range(size), 1 + (chance.random() < 0.2))
                ]
                for number, size in enumerate(sizes)
                if chance.random() < 0.75
            },
        }
        for place in range(entries)
    ]
    groups = [{"id": "all", "title": "All", "characters": vocabulary}]
    return GuideForm.model_validate({"title": "Large", "groups": groups, "entries": rows})
