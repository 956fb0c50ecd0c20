"""What a person does with the keys alone. Nothing here points, fills in or sets the focus."""

import json
import re

from playwright.sync_api import Locator, expect

# More keys than any page asks for on the way from one control to another.
MOST = 120
# Where a control is for who stands at the focus. A set of options is entered as one.
WHERE = """
control => {
    const focus = document.activeElement;
    const entered = control.type === "radio" && focus.type === "radio"
        && focus.name === control.name && focus.form === control.form;
    if (focus === control || entered) return "here";
    const behind = focus.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_PRECEDING;
    return behind && !control.contains(focus) ? "behind" : "ahead";
}
"""
FOCUSED = "control => control === document.activeElement"
CHOSEN = "list => list.selectedOptions[0].text.trim()"


class Keyboard:
    """The keys of one page, and the controls that they reach."""

    def __init__(self, page):
        self.page = page

    def key(self, name):
        self.page.keyboard.press(name)

    def reach(self, control):
        """Go by Tab, or by Shift+Tab to what lies behind, until a control has the focus."""
        for _step in range(MOST):
            where = control.evaluate(WHERE)
            if where == "here":
                return
            self.key("Shift+Tab" if where == "behind" else "Tab")
        raise AssertionError(f"The keys do not reach {control}.")

    def press(self, name):
        """Press the button of this name."""
        self.reach(self.page.get_by_role("button", name=name))
        self.key("Enter")

    def choose(self, name):
        """Choose one of a set of options: Tab enters the set, the arrows go through it."""
        option = self.page.get_by_role("radio", name=name)
        self.reach(option)
        for _step in range(MOST):
            if option.evaluate(FOCUSED):
                break
            self.key("ArrowDown")
        self.key("Space")
        expect(option).to_be_checked()

    def tick(self, box):
        """Tick a box, given or named."""
        box = box if isinstance(box, Locator) else self.page.get_by_role("checkbox", name=box)
        self.reach(box)
        self.key("Space")
        expect(box).to_be_checked()

    def select(self, label, text):
        """Choose from a list by the arrows."""
        box = self._labelled(label)
        self.reach(box)
        for _step in range(box.locator("option").count()):
            if box.evaluate(CHOSEN) == text:
                break
            self.key("ArrowDown")
        assert box.evaluate(CHOSEN) == text, f"The keys do not choose “{text}” in “{label}”."

    def write(self, label, text):
        field = self._labelled(label)
        self.reach(field)
        self.page.keyboard.type(text)
        expect(field).to_have_value(text)

    def write_rich(self, part, text):
        """Write into the rich text field of a part of a form, and wait until the form holds the text.

        Wagtail's editor comes a moment after the page, and hands over what is typed a moment later.
        """
        editor = part.locator("[contenteditable=true]")
        expect(editor).to_be_visible()
        self.reach(editor)
        self.page.keyboard.type(text)
        expect(part.locator("input[type=hidden]")).to_have_value(re.compile(re.escape(json.dumps(text))))

    def _labelled(self, label):
        """The field of this label, whether Wagtail marks it as required or not."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$"))
