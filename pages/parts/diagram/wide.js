// The wide picture: one column per step, the route through them, and the options at its end.

function makeShape() {
  return svg(
    'g',
    { class: 'shape' },
    svg('path', { class: 'line' }),
    svg('path', { class: 'full' }),
  );
}

function fillShape(shape, standing) {
  const [line, full] = SHAPES[standing] ?? SHAPES[NOT_LISTED];
  set(shape, { 'data-standing': standing });
  set(shape.children[0], { d: line || null });
  set(shape.children[1], { d: full || null });
}

// From line to line, in sizes of the text.
const LINE = 1.1;

const pen = document.createElement('canvas').getContext('2d');

// A drag draws the same words again and again: what was measured is remembered until another font
// has come.
const widths = new Map();
const forgetWidths = () => widths.clear();
document.fonts?.ready.then(forgetWidths);
document.fonts?.addEventListener('loadingdone', forgetWidths);

function widthOf(words, { text, font }, weight) {
  const type = `${weight} ${text}px ${font}`;
  const key = `${type} ${words}`;
  if (!widths.has(key)) {
    pen.font = type;
    widths.set(key, pen.measureText(words).width);
  }
  return widths.get(key);
}

// One line where it fits, else the two lines of which the longer is shortest.
function wrap(words, room, type, weight) {
  const parts = words.match(/[^\s-]+-?/g) ?? [words];
  if (parts.length < 2 || widthOf(words, type, weight) <= room) return [words];
  const join = (some) => some.join(' ').replaceAll('- ', '-');
  const splits = parts
    .slice(1)
    .map((_, at) => [join(parts.slice(0, at + 1)), join(parts.slice(at + 1))]);
  const longest = (lines) => Math.max(...lines.map((line) => widthOf(line, type, weight)));
  return splits.reduce((best, lines) => (longest(lines) < longest(best) ? lines : best));
}

// Lines of text about (x, y), those after the first in `small`. A word wider than its place is
// drawn a little narrower.
function write(node, lines, { x, y, room, type, weight = 400, middle = true, ...rest }) {
  const { small = type.text, line = LINE } = rest;
  const high = (count) => (count && type.text + (count - 1) * small) * line;
  const top = y - high(lines.length) / 2;
  sync(
    node,
    lines.map((words, id) => ({ words, id })),
    () => svg('tspan'),
    (span, { words }, at) => {
      say(span, words);
      const text = at ? small : type.text;
      const tight = widthOf(words, { ...type, text }, weight) > room;
      set(span, {
        x,
        y: top + high(at) + text * (line / 2 + 0.34),
        'font-size': text === type.text ? null : text,
        textLength: tight ? room : null,
        lengthAdjust: tight ? 'spacingAndGlyphs' : null,
      });
    },
  );
  set(node, { 'text-anchor': middle ? 'middle' : null, 'font-weight': weight });
}

// All sizes of the wide picture follow from its width and one text size.
function layoutOf({ view, width, root }, columns, options) {
  const text = view.present
    ? clamp(18, Math.min(width / 70, innerHeight / 41), 26)
    : clamp(12, width / 78, 13.5);
  const type = { text, font: getComputedStyle(root).fontFamily };
  const widest = (words, weight) => Math.max(...words.map((word) => widthOf(word, type, weight)));
  const shape = text * 1.25;
  const names = widest(
    options.map((option) => option.name),
    600,
  );
  const words = widest(view.standings, 400);
  // The standings of a second patient have a column of their own at the right.
  const aside = view.kept ? shape + text * 0.6 : 0;
  const side = Math.ceil(shape + text * 2.4 + names + words + aside);
  const fan = text * (width < 850 ? 1.6 : 2.4);
  const pitch = (width - side - fan - text * 1.1) / columns.length;
  const gap = clamp(8, pitch * 0.14, text);
  const box = pitch - gap;
  const head = pitch - (view.kept ? 3 : 6);
  const heads = columns.map((column) => wrap(column.short, head, type, 600));
  const top = Math.round(text * 1.1 * Math.max(...heads.map((lines) => lines.length)) + text * 0.6);
  const row = Math.max(24, Math.round(text * 1.58));
  const slots = Math.max(...columns.map((column) => column.places.length));
  const foot = Math.max(28, row + 4);
  // A fourteenth option (carcinoma) lengthens the list only: the columns stay where they are.
  const end = Math.max(top + row * Math.min(options.length, 13) - foot, top + slots * text * 2.7);
  return {
    type,
    text,
    shape,
    names,
    words,
    aside,
    side,
    fan,
    pitch,
    gap,
    box,
    head,
    heads,
    top,
    row,
    slots,
    end,
    width,
    slot: (end - top) / slots,
    tall: Math.max(end + foot, top + row * options.length) + 4,
    left: text * 0.6,
    right: width - side - text * 0.4,
  };
}

// A metro line between two stops: out, along the gutter, on; corners are rounded. A line that runs
// `off` below another one turns so that the two never cross where they go the same way.
function elbow(x1, y1, x2, y2, off = 0) {
  if (Math.abs(y2 - y1) < 1) return `H${x2}`;
  const turn = (x1 + x2) / 2 - Math.sign(y2 - y1) * off;
  const r = Math.min(8, Math.abs(y2 - y1) / 2, turn - x1, x2 - turn);
  const way = Math.sign(y2 - y1) * r;
  const first = `H${turn - r}Q${turn} ${y1} ${turn} ${y1 + way}`;
  return `${first}V${y2 - way}Q${turn} ${y2} ${turn + r} ${y2}H${x2}`;
}

function drawWide({ root, view, q, ...app }, columns, options) {
  const L = layoutOf({ root, view, ...app }, columns, options);
  // The left edge of a column, and the height of a place: a column stands in the middle of the
  // picture, its last place, not known, at the foot of all.
  const left = (column) => L.left + column * L.pitch;
  const level = (at, count) =>
    L.top + (at === count - 1 ? L.slots - 0.5 : (L.slots - count) / 2 + at + 0.5) * L.slot;
  const places = columns.flatMap((column, at) =>
    column.places.map((place, n) => ({
      ...place,
      x: left(at) + L.box / 2,
      y: level(n, column.places.length),
    })),
  );
  const rows = options.map((option, at) => ({ ...option, y: L.top + L.row * (at + 0.5) }));

  set(q('svg.wide'), { width: L.width, height: L.tall, style: `font-size:${L.text}px` });
  const sizes = { over: L.end + 2 - L.tall, under: L.right - L.text, tall: L.tall, text: L.text };
  sizes.big = view.present ? Math.max(24, L.text) : 13;
  for (const [name, value] of Object.entries(sizes)) {
    root.style.setProperty(`--${name}`, `${value}px`);
  }
  drawHeads(q('.heads'), columns, left, L);
  const stops = (taken) => columns.map((column) => places.find(({ id }) => id === taken(column).id));
  drawRoute(q, 'now', stops(({ taken }) => taken), rows, L);
  if (view.kept) {
    const theirs = rows.map((row) => ({ ...row, standing: row.theirs, rank: row.theirRank }));
    drawRoute(q, 'kept', stops(({ theirs: place }) => place), theirs, L, Math.min(L.gap / 3, 5));
  }
  sync(q('.places'), places, makePlace, (node, place) => fillPlace(node, place, L));
  sync(q('.options'), rows, makeOption, (node, option) => fillOption(node, option, L));
  say(q('#pathway-name'), view.title);
  const route = columns.map(
    ({ question, taken, beside }) =>
      `${question} ${taken.words}${beside ? `, A: ${beside}` : ''}.`,
  );
  say(q('#pathway-route'), route.join(' '));
}

function drawHeads(node, columns, left, L) {
  const heads = columns.map((column, at) => ({
    id: column.id,
    lines: L.heads[at],
    x: left(at) + L.box / 2,
    room: L.head,
    middle: true,
  }));
  const last = { id: NOT_KNOWN, lines: ['Options to discuss'], room: L.side, middle: false };
  heads.push({ ...last, x: L.right + L.text * 0.5 });
  const end = L.right + L.side - L.text * 0.5;
  if (L.aside) {
    const letter = { room: L.shape, middle: true };
    heads.push({ ...letter, id: 'kept', lines: ['A'], x: end - L.shape / 2 });
    heads.push({ ...letter, id: 'now', lines: ['B'], x: end - L.aside - L.shape / 2 });
  }
  sync(
    node,
    heads,
    () => svg('text'),
    (text, { id, lines, ...where }) => {
      set(text, { class: L.aside ? id : null });
      write(text, lines, { ...where, y: L.top / 2, type: L.type, weight: 600 });
    },
  );
}

// One patient's route, and from its end a line to every option at least emerging. The second
// patient's runs a little below the first one's, so that both are seen where they are the same.
function drawRoute(q, whose, stops, rows, L, off = 0) {
  const half = L.box / 2;
  const legs = stops.map(({ x, y }, at) => {
    const before = stops[at - 1];
    const reach = before
      ? elbow(before.x + half, before.y + off, x - half, y + off, off)
      : `M0 ${y + off}H${x - half}`;
    return `${reach}H${x + half}`;
  });
  set(q(`.route.${whose}`), { d: legs.join('') });

  const { x, y } = stops.at(-1);
  const from = x + half;
  // Dashed first, thick last: where lines share the trunk the stronger one is seen.
  const lit = rows.filter((option) => option.rank <= 2).sort((a, b) => b.rank - a.rank);
  sync(
    q(`.branches.${whose}`),
    lit,
    () => svg('path'),
    (path, option) =>
      set(path, {
        'data-standing': option.standing,
        d: `M${from} ${y + off}${elbow(from, y + off, L.right - 2, option.y + off, off)}`,
      }),
  );
}

const button = (...kids) => svg('g', { role: 'button' }, ...kids);

function makePlace() {
  return button(
    svg('rect', { class: 'halo' }),
    svg('rect', { class: 'box' }),
    svg('text'),
    svg('rect', { class: 'kept' }),
    svg('g', { class: 'tag' }, svg('rect'), svg('text')),
    svg('rect', { class: 'ring' }),
  );
}

function fillPlace(node, place, L) {
  const [halo, box, text, kept, tag, ring] = node.children;
  const { type, box: wide } = L;
  const room = wide - 4;
  const weight = place.taken ? 700 : 400;
  const facts = openFacts(place.open, room, L);
  const high = facts.high ?? Math.min(L.slot - 4, L.text * 2.6);
  const rect = (by, rx) => ({
    x: -wide / 2 - by,
    y: -high / 2 - by,
    width: wide + 2 * by,
    height: high + 2 * by,
    rx,
  });
  set(node, {
    class: 'place',
    transform: `translate(${place.x} ${place.y})`,
    'aria-label': place.label,
    tabindex: place.taken ? 0 : -1,
    'data-key': place.key,
    'data-column': place.column,
    'data-taken': place.taken,
    'data-was': place.was,
    'data-changed': place.changed,
    'data-unknown': place.unknown,
    'data-kept': place.kept,
    'data-tag': place.tag || null,
  });
  set(halo, rect(3.5, 11));
  set(box, rect(0, 8));
  set(kept, rect(0, 8));
  fillTag(tag, place.tag, { x: -wide / 2 - 2, y: -high / 2 - 2 }, L);
  set(ring, rect(3.5, 11));
  const lines = place.open.length
    ? [place.words, ...facts.lines]
    : wrap(place.words, room, type, weight);
  write(text, lines, { x: 0, y: 0, room, type, weight, ...facts });
  [...text.children].forEach((line, at) =>
    set(line, { 'font-weight': at && place.open.length ? 400 : null }),
  );
}

// Whose answer a place is, on its corner, where two patients differ.
function fillTag(tag, letter, { x, y }, { text, type }) {
  const [disc, word] = tag.children;
  const size = Math.max(text * 0.85, Math.min(text, 18));
  const side = size * 1.2;
  set(disc, { x: x - side / 2, y: y - side / 2, width: side, height: side, rx: side / 3 });
  set(tag, { 'font-size': size });
  write(word, letter ? [letter] : [], { x, y, room: side, type: { ...type, text: size }, weight: 700 });
}

// The unknown facts behind an answer, without what their names add in brackets: on one line, or on
// two small ones (a room could not read these), where they fit; else how many there are.
function openFacts(open, room, { type, text, slot }) {
  const names = open.map((fact) => fact.replace(/ \(.*\)$/, ''));
  const fit = (lines, by) => lines.every((words) => widthOf(words, by, 400) <= room);
  if (names.length === 1 && fit(names, type)) return { lines: names };
  const small = Math.max(11, text * 0.86);
  const by = { ...type, text: small };
  const lines = names.length === 1 ? wrap(names[0], room, by, 400) : names;
  const high = text + 2 * small + 3;
  if (text < 18 && lines.length === 2 && high <= slot - 2 && fit(lines, by)) {
    return { lines, small, line: 1, high };
  }
  return { lines: [`${open.length} not known`] };
}

function makeOption() {
  return button(
    svg('rect', { class: 'box' }),
    makeShape(),
    svg('text', { class: 'open' }),
    svg('text', { class: 'name' }),
    svg('text', { class: 'word' }),
    svg('text', { class: 'word kept' }),
    svg('g', { class: 'kept' }, makeShape()),
    svg('rect', { class: 'ring' }),
  );
}

function fillOption(node, option, L) {
  const [box, shape, open, name, word, also, kept, ring] = node.children;
  const size = L.shape;
  const rect = { x: L.right, y: -L.row / 2, width: L.side, height: L.row, rx: 6 };
  const put = { y: 0, type: L.type, middle: false };
  const start = L.right + L.text * 0.5;
  set(node, {
    class: 'option',
    transform: `translate(0 ${option.y})`,
    'aria-label': option.label,
    tabindex: 0,
    'data-key': option.key,
    'data-column': 'options',
    'data-rank': option.rank,
    'data-changed': option.changed,
    'data-beside': Boolean(option.beside),
  });
  const inset = option.beside ? 0 : 1;
  set(box, { ...rect, y: rect.y + inset, height: rect.height - 2 * inset });
  set(ring, rect);
  fillShape(shape, option.standing);
  set(shape, { transform: `translate(${start} ${-size / 2}) scale(${size / 16})` });
  write(open, [option.open ? '?' : ''], { ...put, x: start + size + 1, room: size, weight: 700 });
  write(name, [option.name], {
    ...put,
    x: start + size + L.text * 0.75,
    room: L.names + 1,
    weight: option.rank <= 2 ? 600 : 400,
  });
  // "Not listed here" is said by the dot alone, unless it has just become so or is what differs.
  const quiet = option.standing === NOT_LISTED && !option.changed && !option.beside;
  const end = L.right + L.side - L.text * 0.5 - L.aside;
  const at = { ...put, x: end, room: L.words + 1 };
  // On a desk the second patient's standing stands below in words; a room reads it in the sentence.
  const two = option.beside && L.text < 18;
  write(word, [quiet ? '' : option.standing], { ...at, y: two ? -L.text * 0.45 : 0 });
  const small = { ...L.type, text: L.text * 0.84 };
  write(also, two ? [`A: ${option.beside}`] : [], { ...at, y: L.text * 0.48, type: small });
  set(also, { 'font-size': small.text });
  for (const text of [word, also]) set(text, { 'text-anchor': 'end' });
  if (option.theirs) {
    fillShape(kept.firstChild, option.theirs);
    const scale = size / 16;
    set(kept, { transform: `translate(${end + L.text * 0.6} ${-size / 2}) scale(${scale})` });
  }
}
