// A question's editor stands by itself in its form, and Wagtail asks a block that does so for its element,
// which its own struct block does not name. It also labels the hidden field of a rich text and not the place
// where one types: that gets the same name here.
(() => {
  const nameRichTexts = (element, whole) => {
    for (const place of element.querySelectorAll('[role="textbox"]:not([aria-label])')) {
      const label = place.closest('[data-contentpath]')?.querySelector('label');
      // A rich text that is itself the item of a list has no label: it goes by the heading of its panel.
      const heading = place.closest('.w-panel')?.querySelector('[data-panel-heading-text]');
      const name = label?.firstChild.textContent.trim() || heading?.textContent.trim() || whole;
      place.setAttribute('aria-label', name);
    }
  };

  class QuestionEditorDefinition extends window.wagtailStreamField.blocks.StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const block = super.render(placeholder, prefix, initialState, initialError);
      block.element = block.container.get ? block.container.get(0) : block.container;
      nameRichTexts(block.element, this.meta.label);
      // Options come and go, and each brings its rich texts a moment later.
      new MutationObserver(() => nameRichTexts(block.element, this.meta.label)).observe(block.element, {
        childList: true,
        subtree: true,
      });
      return block;
    }
  }
  window.telepath.register('quizzes.QuestionEditor', QuestionEditorDefinition);
})();
