// The pathway picture. Python sends one view; the picture is made once and then only changed, so
// that focus, a chosen node and a screen reader's place survive every move of a slider.
// dom.js, shapes.js, lines.js, view.js, wide.js, preview.js and early.js stand in front of this file in
// one module.

// Below this width in px the columns have no room and the route becomes a list.
const WIDE = 700;

// A screen reader hears a move that the server has not answered after so many ms of rest.
const REST = 250;

// ------------------------------------------------------------ the narrow list, rows of options

function drawNarrow({ q }, columns, options) {
  sync(q('.steps'), columns, makeStep, fillStep);
  sync(
    q('.rows'),
    options.map((option) => ({ ...option, name: option.long })),
    makeRow,
    fillRow,
  );
}

const answer = () => {
  const node = html('button', 'answer');
  node.type = 'button';
  return node;
};

function makeStep() {
  return html(
    'li',
    'step',
    html('p', 'question', html('span', ''), html('span', 'was')),
    answer(),
    html('div', 'untaken'),
  );
}

function fillStep(node, column) {
  const [question, now, untaken] = node.children;
  const { taken } = column;
  say(question.children[0], column.question);
  say(question.children[1], column.beside ? `A: ${column.beside}` : column.was && `was ${column.was}`);
  set(node, { 'data-beside': Boolean(column.beside) });
  const open = taken.open.length ? ` · ${taken.open.length} not known` : '';
  set(now, {
    'data-key': taken.key,
    'aria-label': taken.label,
    'data-taken': true,
    'data-changed': taken.changed,
    'data-kept': taken.kept,
  });
  say(now, taken.words + open);
  sync(
    untaken,
    column.places.filter((place) => !place.taken),
    answer,
    (other, place) => {
      say(other, place.words);
      set(other, {
        'data-key': place.key,
        'aria-label': place.label,
        'data-was': place.was,
        'data-kept': place.kept,
      });
    },
  );
}

const picture = () => svg('svg', { viewBox: '0 0 16 16', 'aria-hidden': true }, makeShape());

function makeRow() {
  const row = html(
    'button',
    'row',
    picture(),
    html('span', 'open'),
    html('span', 'name'),
    html('span', 'word'),
    html('span', 'beside kept', picture(), html('span', '')),
  );
  row.type = 'button';
  return html('li', '', row);
}

function fillRow(node, option) {
  const row = node.firstChild;
  const [shape, open, name, word, beside] = row.children;
  set(row, {
    'data-key': option.key,
    'data-rank': option.rank,
    'data-changed': option.changed,
    'data-beside': Boolean(option.beside),
    'aria-label': `${option.name}: ${option.said}`,
  });
  fillShape(shape.firstChild, option.standing);
  beside.hidden = !option.beside;
  fillShape(beside.firstChild.firstChild, option.beside);
  say(beside.lastChild, `A: ${option.beside}`);
  say(open, option.open ? '?' : '');
  say(name, option.name);
  say(word, option.standing);
}

// ------------------------------------------------------------ the sentence, or the reasons chosen

// What was chosen follows the patient: a place that has been taken gives the answer's reasons.
function chosenKey({ view, chosen }) {
  if (!chosen) return null;
  const [kind, id, place] = chosen.split(':');
  return kind === 'step' && place === (view.state.answers[id] ?? NOT_KNOWN) ? `step:${id}` : chosen;
}

// The node of a key that is drawn now: the wide picture and the list both keep theirs.
const inSight = ({ root }, key) =>
  [...root.querySelectorAll('[data-key]')].find(
    (node) => node.dataset.key === key && node.getClientRects().length,
  );

function drawWords(app) {
  const { q, view, reasons: box } = app;
  const key = chosenKey(app);
  const node = inSight(app, key);
  const reason =
    node && (view.reasons?.[key] ?? { title: node.getAttribute('aria-label'), lines: [] });
  for (const some of app.root.querySelectorAll('[data-key]')) {
    set(some, { 'aria-expanded': String(some.dataset.key === key) });
  }
  drawSentence(app);
  set(q('.say'), { 'data-kind': view.sentence.kind, 'data-open': Boolean(reason) });
  box.hidden = !reason;
  if (!reason) {
    app.chosen = null;
    return;
  }
  // On a phone the sentence is far above the row in hand: the reasons open under the row.
  const home = app.wide ? q('.say') : node.closest('li');
  if (box.parentElement !== home) home.append(box);
  say(box.querySelector('.title'), reason.title);
  const lines = (reason.lines ?? []).map((line, id, all) => ({
    ...line,
    id,
    again: all[id - 1]?.mark === line.mark,
  }));
  const list = box.querySelector('.arguments');
  set(list, { 'data-many': lines.length > 3 });
  sync(
    list,
    lines,
    () => {
      const because = html('span', 'because', html('span', ''), html('span', ''));
      return html('li', '', html('span', 'side'), because);
    },
    (item, line) => {
      set(item, { 'data-mark': line.mark, 'data-again': line.again });
      say(item.children[0], { for: 'For', against: 'Against' }[line.mark] ?? '');
      const [words, link] = item.children[1].children;
      say(words, line.text);
      fillRuleLinks(link, line.rule ? [line.rule] : []);
    },
  );
  say(box.querySelector('.more'), reason.more ?? '');
}

// The eye reads every value of a drag, a screen reader only the one at which it rests.
function drawSentence(app) {
  const { q, view } = app;
  const { main } = view.sentence;
  // Of two patients the second line says how they differ.
  const { next, also } = view.kept ? { next: view.kept.words.against, also: '' } : view.sentence;
  say(q('.main'), main);
  say(q('.own'), next);
  say(q('.also'), also);
  q('.next').hidden = !next && !also;
  const speak = () => say(q('.spoken'), [main, next].filter(Boolean).join(' '));
  clearTimeout(app.rest);
  if (view === app.data) speak();
  else app.rest = setTimeout(speak, REST);
}

// Who A and B are, and how the routes of the two are drawn.
function drawLegend({ q, view: { kept } }) {
  const [theirs, ours] = q('.legend').children;
  q('.legend').hidden = !kept;
  if (!kept) return;
  say(theirs.lastChild, kept.words.a && ` ${kept.words.a}`);
  say(ours.lastChild, ` ${kept.words.b}`);
}

function choose(app, node) {
  const { key } = node.dataset;
  app.chosen = chosenKey(app) === key ? null : key;
  drawWords(app);
}

// Closing hands focus back, unless the reader is at work elsewhere on the page.
function close(app) {
  const key = chosenKey(app),
    active = app.root.getRootNode().activeElement;
  const inside = active ? app.root.contains(active) : document.activeElement === document.body;
  app.chosen = null;
  drawWords(app);
  if (inside) inSight(app, key)?.focus();
}

// ------------------------------------------------------------ keys, sizes, start

// Up and down walk a column's places, left and right the answers taken.
function walk(app, node, key) {
  const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[key];
  const inColumn = (id) =>
    [...app.q('svg.wide').querySelectorAll('[data-column]')].filter(
      (some) => some.dataset.column === id,
    );
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const all = inColumn(node.dataset.column);
    return all[all.indexOf(node) + step];
  }
  const ids = [...app.view.columns.map((column) => column.id), 'options'];
  const next = inColumn(ids[ids.indexOf(node.dataset.column) + step]);
  return next.find((some) => some.tabIndex === 0);
}

function onKey(app, event) {
  const node = event.target.closest('g[role=button]');
  if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Enter' || event.key === ' ') choose(app, node);
  else if (event.key.startsWith('Arrow')) walk(app, node, event.key)?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function draw(app) {
  const { root, view, q } = app;
  if (!root.clientWidth) return;
  app.wide = root.clientWidth >= WIDE;
  app.width = root.clientWidth - 2; // inside the frame's hairlines
  set(root, {
    'data-scheme': isDark(root) ? 'dark' : 'light',
    'data-wide': app.wide,
    'data-present': Boolean(view.present),
    'data-early': view !== app.data,
  });
  tellEarly(view !== app.data);
  const columns = columnsOf(view);
  const options = optionsOf(view, view.options);
  const listed = new Set([...view.state.others, ...(view.kept?.state.others ?? [])]);
  const others = optionsOf(
    view,
    [...listed].map((id) => view.others.find((option) => option.id === id)),
  );
  (app.wide ? drawWide : drawNarrow)(app, columns, options);
  sync(
    q('.others'),
    others.map((other) => ({ ...other, name: app.wide ? other.name : other.long })),
    makeRow,
    fillRow,
  );
  set(root, { 'data-others': others.length > 0, 'data-two': Boolean(view.kept) });
  drawLegend(app);
  drawWords(app);
}

function begin(root) {
  const app = {
    root,
    chosen: null,
    q: (selector) => root.querySelector(selector),
    reasons: root.querySelector('.reasons'),
  };
  root.addEventListener('click', (event) => {
    const node = event.target.closest('[data-key]');
    if (node) choose(app, node);
    else if (event.target.closest('.close')) close(app);
  });
  root.addEventListener('keydown', (event) => onKey(app, event));
  app.q('.toggle').addEventListener('click', ({ currentTarget }) => {
    const all = currentTarget.getAttribute('aria-expanded') !== 'true';
    set(currentTarget, { 'aria-expanded': String(all) });
    set(root, { 'data-all': all });
  });
  // Escape closes from anywhere on the page: in a lecture the slider has the focus.
  app.onEscape = (event) => {
    if (event.key !== 'Escape' || !app.chosen || event.defaultPrevented) return;
    event.preventDefault();
    close(app);
  };
  app.watch = watchWidgets(() => {
    const view = previewOf(app.data, app.watch) ?? app.view;
    if (view === app.view) return;
    app.view = view;
    draw(app);
  });
  let seen = 0;
  app.sizes = new ResizeObserver(() => {
    // Only the width matters: the height is our own doing.
    if (root.clientWidth !== seen) {
      seen = root.clientWidth;
      draw(app);
    }
  });
  document.fonts?.ready.then(() => draw(app));
  return app;
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector('.pathway');
  const app = (root.app ??= begin(root));
  app.data = data;
  // The thumb may have moved on since the server was asked.
  app.view = previewOf(data, app.watch) ?? data;
  // All are harmless when done again: this runs at every move of the patient.
  app.watch.start();
  app.sizes.observe(root);
  document.addEventListener('keydown', app.onEscape);
  draw(app);
  // Called when the page lets go of the picture.
  return () => {
    app.watch.stop();
    tellEarly(false);
    clearTimeout(app.rest);
    app.sizes.disconnect();
    document.removeEventListener('keydown', app.onEscape);
  };
}
