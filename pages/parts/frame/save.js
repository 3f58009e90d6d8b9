// Saves a figure as the reader sees it. Plotly draws in several layers; they are joined into one
// picture that needs no style of this page, with title above and badge below. Nothing is fetched
// but the font of this page, from this host.

const SVG = 'http://www.w3.org/2000/svg';
const PAD = 16; // px around everything
const HEADS = [17, 13]; // px of title and subtitle
const FOOT = 11;
const LEAD = 1.35; // height of a line, in sizes of its font
const SPARE = 24; // px on the right: another font may be wider
const SHARP = 2; // pixels of a PNG for each px
const KEPT = [
  'fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'opacity',
  'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'white-space', 'visibility',
];
const DRAWN = 'path, rect, circle, line, polygon, text, tspan';
const DROPPED = '.hoverlayer, .draglayer, .zoomlayer, .g-gtitle:empty, .modebar-container';

class Missing extends Error {}

function make(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

// The look of an element and of all in it, as far as a style of the page gave it.
function dressed(from, to) {
  const look = getComputedStyle(from);
  if (look.display === 'none' && !from.closest('defs')) return to.remove();
  const names = from.matches(DRAWN) ? KEPT : ['opacity'];
  const said = names.map((name) => `${name}:${look.getPropertyValue(name).replaceAll('"', "'")}`);
  to.setAttribute('style', said.join(';'));
  const inner = [...to.children];
  [...from.children].forEach((child, n) => dressed(child, inner[n]));
}

function layer(from) {
  const to = from.cloneNode(true);
  dressed(from, to);
  return to;
}

// A text on as many lines as the width asks for.
function lines(text, width, font) {
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = font;
  return text.split(' ').reduce((found, word) => {
    const longer = found.length ? `${found.at(-1)} ${word}` : word;
    if (found.length && pen.measureText(longer).width <= width) found[found.length - 1] = longer;
    else found.push(word);
    return found;
  }, []);
}

function written(root, texts, { top, width, family, fill }) {
  let at = top;
  for (const [text, size, weight] of texts) {
    for (const line of lines(text, width, `${weight} ${size}px ${family}`)) {
      at += size * LEAD;
      const look = { 'font-family': family, 'font-size': size, 'font-weight': weight, fill };
      root.append(make('text', { x: PAD, y: at - size * 0.3, ...look }));
      root.lastChild.textContent = line;
    }
  }
  return at;
}

function picture({ chart, heads, foot }) {
  const plot = document.querySelector(`.st-key-${chart} .svg-container`);
  const layers = plot ? [...plot.querySelectorAll(':scope > .main-svg')] : [];
  if (!layers.length) throw new Missing();
  const { width, height } = plot.getBoundingClientRect();
  const look = getComputedStyle(document.querySelector('[data-testid=stApp]'));
  const family = look.fontFamily.replaceAll('"', "'");
  const place = { width, family, fill: look.color };
  const root = make('svg', { xmlns: SVG, width: width + 2 * PAD + SPARE });
  const ground = make('rect', { width: '100%', height: '100%', fill: look.backgroundColor });
  root.append(ground);
  const titles = heads.map((text, n) => [text, HEADS[n], n ? 400 : 600]).filter(([text]) => text);
  const from = written(root, titles, { ...place, top: PAD });
  for (const one of layers) {
    const copy = layer(one);
    copy.querySelectorAll(DROPPED).forEach((node) => node.remove());
    copy.querySelectorAll('[class]').forEach((node) => node.removeAttribute('class'));
    for (const [name, value] of Object.entries({ x: PAD, y: from + 4, width, height })) {
      copy.setAttribute(name, value);
    }
    root.append(copy);
  }
  const notes = foot.map((text) => [text, FOOT, 400]);
  const end = written(root, notes, { ...place, top: from + 4 + height }) + PAD;
  root.setAttribute('height', end);
  return root;
}

async function dataOf(address) {
  const blob = await (await fetch(address)).blob();
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = failed;
    reader.readAsDataURL(blob);
  });
}

// A picture in a file cannot use the font of the page, so it takes its own along. Without one it is
// drawn in the browser's own sans-serif.
async function withFont(root, family) {
  try {
    const first = family.split(',')[0].replaceAll(/["']/g, '').trim();
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const face = rules.find(
      (rule) =>
        rule instanceof CSSFontFaceRule &&
        rule.style.getPropertyValue('font-family').replaceAll(/["']/g, '') === first &&
        rule.style.getPropertyValue('font-style') !== 'italic',
    );
    const [, address] = face.cssText.match(/url\(["']?([^"')]+)/);
    const style = make('style', {});
    const source = await dataOf(new URL(address, face.parentStyleSheet.href ?? document.baseURI));
    style.textContent = `@font-face{font-family:'${first}';font-weight:100 900;src:url(${source})}`;
    root.prepend(style);
  } catch {
    // Drawn without it.
  }
  return root;
}

const serial = (root) => new XMLSerializer().serializeToString(root);

async function drawn(root) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(serial(root))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(root.getAttribute('width') * SHARP);
  canvas.height = Math.round(root.getAttribute('height') * SHARP);
  const pen = canvas.getContext('2d');
  pen.scale(SHARP, SHARP);
  pen.drawImage(image, 0, 0);
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('empty'))), 'image/png'),
  );
}

function kept(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function save(data, form) {
  const family = getComputedStyle(document.querySelector('[data-testid=stApp]')).fontFamily;
  const root = await withFont(picture(data), family);
  const blob =
    form === 'png' ? await drawn(root) : new Blob([serial(root)], { type: 'image/svg+xml' });
  kept(blob, `${data.file}.${form}`);
}

export default function ({ parentElement, data }) {
  const said = parentElement.querySelector('[role=status]');
  for (const button of parentElement.querySelectorAll('button')) {
    const { form } = button.dataset;
    button.textContent = data.words[form];
    button.hidden = false; // until now it had no name
    button.onclick = async () => {
      said.textContent = '';
      try {
        await save(data, form);
        said.textContent = data.words.saved;
      } catch (error) {
        said.textContent = error instanceof Missing ? data.words.missing : data.words.failed;
      }
    };
  }
}
