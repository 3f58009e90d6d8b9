// What both pictures are made with: nodes are made once, kept by id, and only changed afterwards.

const SVG = 'http://www.w3.org/2000/svg';

const svg = (name, attributes = {}, ...kids) => {
  const node = document.createElementNS(SVG, name);
  set(node, attributes);
  node.append(...kids);
  return node;
};

const html = (name, className, ...kids) => {
  const node = document.createElement(name);
  node.className = className;
  node.append(...kids);
  return node;
};

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) node.removeAttribute(name);
    else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
  }
}

// A live region speaks on every write, so text is written only when it differs.
const say = (node, words) => {
  if (node.textContent !== words) node.textContent = words;
};

// The children of `parent`, one per item and keyed by id: kept while the id stays, in item order.
function sync(parent, items, make, fill) {
  const kids = (parent.kids ??= new Map());
  const wanted = new Set(items.map((item) => item.id));
  for (const [id, node] of kids) {
    if (!wanted.has(id)) {
      node.remove();
      kids.delete(id);
    }
  }
  items.forEach((item, at) => {
    if (!kids.has(item.id)) kids.set(item.id, make(item));
    const node = kids.get(item.id);
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] ?? null);
    fill(node, item, at);
  });
}

// The theme's page colour may come in any notation: the browser has turned it into numbers.
function isDark(root) {
  const colour = getComputedStyle(root).getPropertyValue('background-color');
  const [r, g, b] = colour.match(/[\d.]+/g) ?? [255, 255, 255];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}

const clamp = (low, value, high) => Math.min(high, Math.max(low, value));
