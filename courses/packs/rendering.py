"""A pack as files: the same pack gives the same bytes."""

from courses.packs.blocks import write_body
from exercises.inspections.pack_yaml import write_settings
from exercises.scenarios.pack_yaml import write_scenario
from quizzes.formats.pack_yaml import write_questions
from reference.formats.fields import data_of
from reference.formats.marked_yaml import write_yaml


def render_pack(pack, left_out=None):
    """{path within the folder: bytes} of a pack. Addresses of links that it cannot carry go to `left_out`."""
    left_out = [] if left_out is None else left_out
    module, lessons, scenarios, inspections, guide, quizzes, questions, pictures, terms, note = pack.content()
    files = {"module.yaml": write_yaml(data_of(module, left_out))}
    for lesson in lessons:
        files[f"lessons/{lesson.order:02}-{lesson.slug}.md"] = _written(lesson, left_out)
    if note:
        files["trainer.md"] = _written(note, left_out)
    for packed in scenarios:
        files[f"scenarios/{packed.order:02}-{packed.slug}.yaml"] = write_scenario(packed.scenario)
    for packed in inspections:
        files[f"inspections/{packed.order:02}-{packed.slug}.yaml"] = write_settings(packed.form)
    if guide:
        files["guide.yaml"] = write_yaml(data_of(guide))
    if quizzes:
        files["quizzes.yaml"] = "\n".join(write_yaml([data_of(quiz, left_out)]) for quiz in quizzes)
    if questions:
        files["questions.yaml"] = write_questions(questions, left_out)
    if terms:
        files["glossary.yaml"] = "\n".join(write_yaml([data_of(term)]) for term in terms)
    if pictures:
        files["images/images.yaml"] = write_yaml([data_of(picture.form) for picture in pictures])
    written = {path: text.encode() for path, text in files.items()}
    return written | {f"images/{picture.form.file}": picture.data for picture in pictures}


def _written(text, left_out):
    """A lesson or a note for a class: its fields, then its body."""
    return f"---\n{write_yaml(data_of(text.front, left_out))}---\n{write_body(text.body, left_out)}"


class NotAPack(Exception):
    """A folder that holds something else. The message says what to do."""


def write_folder(files, folder, *, force=False):
    """Write the files of a pack (see render_pack) into a folder, which holds that pack afterwards.

    Into an existing pack: files of its own that are no longer part of it go. A folder with something
    else in it is refused (NotAPack), unless `force`: then files are added and nothing is taken away.
    """
    is_pack = (folder / "module.yaml").is_file()
    if folder.exists() and not folder.is_dir():
        raise NotAPack(f"{folder} is a file; name a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not is_pack and not force:
        raise NotAPack(f"{folder} holds other files and is not a pack. Name another folder, or add --force.")
    if is_pack:
        lists = ("guide.yaml", "quizzes.yaml", "questions.yaml", "glossary.yaml", "trainer.md")
        for pattern in ("lessons/*.md", "scenarios/*.yaml", "inspections/*.yaml", "images/*", *lists):
            for path in folder.glob(pattern):
                if (
                    path.relative_to(folder).as_posix() not in files
                    and path.is_file()
                    and not path.name.startswith(".")
                ):
                    path.unlink()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
