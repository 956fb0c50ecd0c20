// Draws the regions of a hotspot question over its figure while their numbers are typed. Without it the
// numbers work as they are.
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const FIELD = /^content-regions-(\d+)-value-(kind|numbers|name)$/;

  function make(tag, attributes, ...inside) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  }

  function typed(form) {
    const regions = new Map();
    for (const field of form.elements) {
      const found = FIELD.exec(field.name || '');
      if (!found || form.elements[`content-regions-${found[1]}-deleted`]?.value) continue;
      const region = regions.get(found[1]) || {};
      region[found[2]] = field.value;
      region.order = Number(form.elements[`content-regions-${found[1]}-order`]?.value || found[1]);
      regions.set(found[1], region);
    }
    return [...regions.values()].sort((one, other) => one.order - other.order);
  }

  function outline({ kind, numbers }, ratio) {
    const values = (numbers || '').split(/[\s,]+/).filter(Boolean).map(Number);
    if (values.some((value) => !Number.isFinite(value))) return null;
    if (kind === 'rect' && values.length === 4) {
      const [x, y, width, height] = values;
      return [make('rect', { x, y, width, height }), x, y];
    }
    if (kind === 'circle' && values.length === 3) {
      const [cx, cy, rx] = values;
      return [make('ellipse', { cx, cy, rx, ry: rx * ratio }), cx - rx * 0.7, cy - rx * ratio * 0.7];
    }
    if (kind === 'polygon' && values.length >= 6 && values.length % 2 === 0) {
      return [make('polygon', { points: values.join(' ') }), values[0], values[1]];
    }
    return null;
  }

  function draw(form, box) {
    const source = document.querySelector('#id_figure-chooser img');
    box.hidden = !source?.getAttribute('src');
    if (box.hidden) return;
    const image = box.querySelector('img');
    if (image.getAttribute('src') !== source.getAttribute('src')) image.src = source.getAttribute('src');
    const ratio = image.naturalWidth && image.naturalHeight ? image.naturalWidth / image.naturalHeight : 1;
    const shapes = make('svg', { viewBox: '0 0 100 100', preserveAspectRatio: 'none', width: '100%', height: '100%' });
    const pins = [];
    typed(form).forEach((region, place) => {
      const drawn = outline(region, ratio);
      if (!drawn) return;
      const [shape, x, y] = drawn;
      shapes.append(shape);
      const number = make('text', {});
      number.textContent = place + 1;
      pins.push(make('svg', { x: `${x}%`, y: `${y}%`, overflow: 'visible' }, make('circle', { r: 11 }), number));
    });
    box.querySelector('svg').replaceChildren(shapes, ...pins);
  }

  document.addEventListener('DOMContentLoaded', () => {
    const chooser = document.getElementById('id_figure-chooser');
    const form = chooser?.closest('form');
    if (!form) return;
    const box = document.createElement('div');
    box.className = 'regions-preview';
    box.append(Object.assign(document.createElement('img'), { alt: '' }), make('svg', { 'aria-hidden': 'true' }));
    chooser.after(box);
    const again = () => draw(form, box);
    box.querySelector('img').addEventListener('load', again);
    form.addEventListener('input', again);
    form.addEventListener('change', again);
    new MutationObserver(again).observe(chooser, { subtree: true, childList: true, attributes: true });
    const regions = form.querySelector('section');
    new MutationObserver(again).observe(regions, { subtree: true, childList: true });
    again();
  });
})();
