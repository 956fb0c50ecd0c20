"""What a person does with the keys alone. Nothing here points, fills in or sets the focus."""

import re

from playwright.sync_api import expect

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

    def follow(self, name):
        """Follow the link of this name."""
        self.reach(self.page.get_by_role("link", name=name))
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

    def tick(self, name):
        box = self.page.get_by_role("checkbox", name=name)
        self.reach(box)
        self.key("Space")
        expect(box).to_be_checked()

    def select(self, label, text):
        """Choose from a list by the arrows."""
        box = self.page.get_by_label(label, exact=True)
        self.reach(box)
        for _step in range(box.locator("option").count()):
            if box.evaluate(CHOSEN) == text:
                break
            self.key("ArrowDown")
        assert box.evaluate(CHOSEN) == text, f"The keys do not choose “{text}” in “{label}”."

    def write(self, label, text):
        field = self.page.get_by_label(label, exact=True)
        self.reach(field)
        self.page.keyboard.type(text)
        expect(field).to_have_value(text)


def exactly(text):
    """A name that is this text, with the letter of an option or without."""
    return re.compile(rf"^\s*([A-Z]\s+)?{re.escape(text)}\s*$")
