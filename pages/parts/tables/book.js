// A long list of entries that is read on screen in parts and printed whole, with room to mark up.
// Entries are made once and kept by id; what is not shown yet is filled when it is, or to print.
// dom.js, shapes.js and lines.js stand in front of this file in one module.

// Entries on the screen at first, and with every "show more".
const PART = 50;

const linesOf = (ids, { lines }) => ids.map((at, id) => ({ ...lines[at], id }));
const numbered = (items) => items.map((item, id) => ({ ...item, id }));
const press = (kind) => {
  const button = html('button', `press ${kind}`);
  button.type = 'button';
  return button;
};

function makeEntry({ id }) {
  const parts = {
    title: html('h3', ''),
    about: html('ul', ''),
    verdict: makeStanding(),
    face: html('ul', 'face'),
    toggle: press('toggle'),
    inside: html('ul', 'inside'),
    marks: html('p', 'marks'),
  };
  parts.title.id = `entry-${id}`;
  const { title, about, verdict, face, toggle, inside, marks } = parts;
  const side = html('div', 'side', title, about, verdict);
  const entry = html('article', 'entry', side, html('div', 'main', face, toggle, inside, marks));
  set(entry, { 'aria-labelledby': title.id });
  entry.parts = parts;
  toggle.addEventListener('click', () => open(entry, !entry.hasAttribute('data-full')));
  return entry;
}

function open(entry, isOpen) {
  const { toggle, title } = entry.parts;
  set(entry, { 'data-full': isOpen });
  set(toggle, { 'aria-expanded': String(isOpen), 'aria-label': `Details: ${title.textContent}` });
  say(toggle, isOpen ? 'Less' : 'Details');
  if (isOpen) fillInside(entry);
}

function fillTitle(node, { id, title, own }) {
  if (!own) return say(node, title);
  const link = (node.link ??= node.appendChild(html('a', '')));
  say(link, title);
  set(link, { href: pageAddress({ page: '', query: { [own]: id } }) });
}

function fillEntry(app, node, entry) {
  if (node.entry === entry) return;
  node.entry = entry;
  node.data = app.data;
  const { about, verdict, face, toggle, inside, marks } = node.parts;
  fillTitle(node.parts.title, entry);
  sync(about, linesOf(entry.about, app.data), makeLine, fillLine);
  verdict.hidden = !entry.verdict;
  if (entry.verdict) fillStanding(verdict, entry.verdict.shape, entry.verdict.said);
  sync(face, linesOf(entry.face, app.data), makeLine, withSources(app.data.sources));
  set(node, { 'data-lead': entry.lead });
  // In a room a rule's own page has the details: opened here they would not fit.
  toggle.hidden = entry.open || app.data.present || !(entry.inside.length + entry.cites.length);
  sync(
    marks,
    entry.marks.map((id) => ({ id })),
    ({ id }) => html('span', 'mark', html('span', ''), id),
    () => {},
  );
  inside.kids?.clear();
  inside.replaceChildren();
  open(node, entry.open || node.hasAttribute('data-full'));
}

// Sources stand once in the data, lines name them.
const withSources = (known) => (node, line) => {
  set(node, { 'data-screen': line.screen });
  fillLine(node, { ...line, sources: (line.sources ?? []).map((id) => known[id] ?? { id }) });
};

function fillInside({ entry, data, parts: { inside } }) {
  const { cites } = entry;
  const { sources } = data;
  const head = cites.length ? [{ name: 'Sources, and how much of each was read:' }] : [];
  const read = cites.map((id) => {
    const { citation, read } = sources[id];
    return { sources: [id], small: citation, notes: [read] };
  });
  const lines = [...linesOf(entry.inside, data), ...head, ...read];
  sync(inside, numbered(lines), makeLine, withSources(sources));
}

// ------------------------------------------------------------ parts on the screen

const everyNode = (app) => [...app.q('.entries').children];

function show(app, from, to) {
  everyNode(app).forEach((node, at) => {
    const shown = at >= from && at < to;
    set(node, { 'data-later': !shown });
    if (shown) fillEntry(app, node, app.data.entries[at]);
  });
}

// In a room nothing scrolls: as many entries as the screen holds, at least one.
function fit(app) {
  const { entries } = app.data;
  const from = app.starts.at(-1);
  const room = () => innerHeight - app.q('.paging').getBoundingClientRect().bottom - 8;
  let to = from + 1;
  show(app, from, to);
  drawPaging(app, from, to);
  while (to < entries.length) {
    show(app, from, to + 1);
    if (room() < 0) break;
    to += 1;
  }
  show(app, from, to);
  app.next = to;
  drawPaging(app, from, to);
}

function drawPaging(app, from, to) {
  const { entries, present } = app.data;
  const rest = entries.length - to;
  const [back, where, more, all] = app.q('.paging').children;
  app.q('.paging').hidden = from === 0 && rest === 0;
  back.hidden = !present || from === 0;
  more.hidden = rest === 0;
  all.hidden = present || rest <= PART;
  say(where, entries.length ? `${from + 1} to ${to} of ${entries.length}` : '');
  say(more, present ? 'Next' : `Show ${Math.min(PART, rest)} more`);
  say(all, `Show all ${entries.length}`);
}

function draw(app) {
  const { data, root, q } = app;
  set(root, {
    'data-scheme': isDark(root) ? 'dark' : 'light',
    'data-present': Boolean(data.present),
  });
  say(q('h2'), data.heading);
  say(q('.status'), data.status);
  say(q('.printed'), data.printed);
  const ids = data.entries.map(({ id }) => id).join();
  if (app.ids !== ids) Object.assign(app, { ids, shown: PART, starts: [0] });
  sync(q('.entries'), data.entries, makeEntry, () => {});
  if (data.present) fit(app);
  else {
    const to = Math.min(app.shown, data.entries.length);
    show(app, 0, to);
    drawPaging(app, 0, to);
  }
}

// Paper has all of it.
function fillAll(app) {
  everyNode(app).forEach((node, at) => {
    fillEntry(app, node, app.data.entries[at]);
    fillInside(node);
  });
}

// ------------------------------------------------------------ start

function begin(root) {
  const app = { root, q: (selector) => root.querySelector(selector) };
  const [back, , more, all] = app.q('.paging').children;
  back.onclick = () => {
    app.starts.pop();
    fit(app);
  };
  more.onclick = () => {
    const first = app.shown;
    if (app.data.present) app.starts.push(app.next);
    else app.shown += PART;
    draw(app);
    // The button may be far down now: reading goes on where the new entries begin.
    if (!app.data.present) everyNode(app)[first].querySelector('a, button')?.focus();
  };
  all.onclick = () => {
    const first = app.shown;
    app.shown = Infinity;
    draw(app);
    everyNode(app)[first].querySelector('a, button')?.focus();
  };
  app.onPrint = () => fillAll(app);
  app.onPaper = ({ matches }) => matches && fillAll(app);
  app.paper = matchMedia('print');
  // What stands above may still grow when this is drawn first.
  app.above = new ResizeObserver(() => app.data.present && fit(app));
  return app;
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector('.book');
  const app = (root.app ??= begin(root));
  app.data = data;
  root.hidden = false; // until now its heading was empty
  draw(app);
  const frame = root.getRootNode().host ?? root;
  app.above.observe(frame.closest('[data-testid="stMainBlockContainer"]') ?? root);
  window.addEventListener('beforeprint', app.onPrint);
  app.paper.addEventListener('change', app.onPaper);
  return () => {
    app.above.disconnect();
    window.removeEventListener('beforeprint', app.onPrint);
    app.paper.removeEventListener('change', app.onPaper);
  };
}
