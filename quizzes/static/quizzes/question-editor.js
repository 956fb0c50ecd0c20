// A question's editor stands by itself in its form, and Wagtail asks a block that does so for its element,
// which its own struct block does not name.
(() => {
  class QuestionEditorDefinition extends window.wagtailStreamField.blocks.StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const block = super.render(placeholder, prefix, initialState, initialError);
      block.element = block.container.get ? block.container.get(0) : block.container;
      return block;
    }
  }
  window.telepath.register('quizzes.QuestionEditor', QuestionEditorDefinition);
})();
