// A drawing wider than its frame opens at its first box, where runs begin, and not at an empty corner.
for (const canvas of document.querySelectorAll('.gc-canvas')) {
  const show = () => {
    const first = canvas.querySelector('.gc-start rect').getBoundingClientRect();
    const frame = canvas.getBoundingClientRect();
    canvas.scrollLeft += first.left + first.width / 2 - (frame.left + frame.width / 2);
  };
  show();
  canvas.closest('.gc-graph').addEventListener('change', show);
}
