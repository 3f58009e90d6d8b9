// A body of lesions. dom.js stands in front of this file. The picture changes at once; the server is
// sent the whole body as it stands, and its word counts once it has heard the last of these.

const UNKNOWN = 'u';
const ORDER = [UNKNOWN, '0', '1', '2', '3', '4'];
const KEYS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };
const FDG_KEYS = ['f', 'F'];
const R = 19;

const spoken = (app, { score, fdg }) => {
  const marks = app.data.fdg && app.scanned ? [fdg ? 'takes up FDG' : 'no FDG uptake'] : [];
  return [app.data.scores[score], ...marks].join(', ');
};

function said(app) {
  const scores = app.now.map(({ score }) => score).join('');
  return app.scanned ? `${scores}-${app.now.map(({ fdg }) => (fdg ? 'y' : 'n')).join('')}` : scores;
}

function take(app, code) {
  const [scores, marks] = code.split('-');
  app.scanned = Boolean(marks);
  app.now = [...scores].map((score, at) => ({ score, fdg: marks?.[at] === 'y' }));
}

function tell(app) {
  app.sent = said(app);
  app.waits = true;
  show(app);
  app.send('changed', app.sent);
}

function score(app, at, wanted) {
  app.chosen = at;
  if (wanted === app.now[at].score) return show(app);
  app.now[at] = { ...app.now[at], score: wanted };
  tell(app);
}

function step(app, at, way) {
  const place = ORDER.indexOf(app.now[at].score) + way;
  score(app, at, ORDER[clamp(0, place, ORDER.length - 1)]);
}

// A button says nothing of its own when the score moves; a lesion does, being a slider.
function press(app, way) {
  set(app.root.querySelector('.name'), { 'aria-live': 'polite' });
  step(app, app.chosen, way);
}

// A tap goes round: what a finger has no key for is reached too.
function tap(app, at) {
  score(app, at, ORDER[(ORDER.indexOf(app.now[at].score) + 1) % ORDER.length]);
}

function mark(app, at) {
  if (!app.data.fdg || !app.scanned) return;
  app.chosen = at;
  app.now[at] = { ...app.now[at], fdg: !app.now[at].fdg };
  tell(app);
}

function scan(app) {
  app.scanned = !app.scanned;
  app.now = app.now.map((one) => ({ ...one, fdg: false }));
  tell(app);
}

function onKey(app, at, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const { key } = event;
  if (KEYS[key]) step(app, at, KEYS[key]);
  else if (ORDER.includes(key)) score(app, at, key);
  else if (key === 'Home') score(app, at, '0');
  else if (key === 'End') score(app, at, '4');
  else if (key === 'Enter' || key === ' ') tap(app, at);
  else if (FDG_KEYS.includes(key)) mark(app, at);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function makeLesion() {
  const half = R * 1.5;
  return svg(
    'g',
    { class: 'lesion', role: 'slider', tabindex: 0, 'aria-valuemin': -1, 'aria-valuemax': 4 },
    svg('circle', { class: 'touch', r: 24 }),
    svg('path', { class: 'mark', d: `M0 ${-half}L${half} 0L0 ${half}L${-half} 0Z` }),
    svg('circle', { class: 'disc', r: R }),
    svg('circle', { class: 'ring', r: R + 4.5 }),
    svg('text'),
  );
}

function fillLesion(app) {
  return (node, { name, x, y }, at) => {
    const one = app.now[at];
    set(node, {
      transform: `translate(${x} ${y})`,
      'aria-label': name,
      'aria-valuenow': ORDER.indexOf(one.score) - 1,
      'aria-valuetext': spoken(app, one),
      'data-score': one.score,
      'data-fdg': app.data.fdg && app.scanned && one.fdg,
      'data-lost': one.score !== UNKNOWN && Number(one.score) < app.data.liver,
      'data-chosen': at === app.chosen,
    });
    say(node.querySelector('text'), one.score === UNKNOWN ? '?' : one.score);
    node.onclick = () => tap(app, at);
    node.onkeydown = (event) => onKey(app, at, event);
    node.onfocus = () => {
      set(app.root.querySelector('.name'), { 'aria-live': null });
      if (app.chosen === at) return;
      app.chosen = at;
      show(app);
    };
  };
}

function drawBar(app) {
  const { root, data } = app;
  const [less, more, avid, pet] = root.querySelectorAll('button');
  const at = app.chosen;
  const one = app.now[at];
  const { name } = data.lesions[at];
  say(root.querySelector('.name'), `${name}: ${data.scores[one.score]}`);
  set(less, { 'aria-label': `${name}: less uptake`, disabled: one.score === ORDER[0] });
  set(more, { 'aria-label': `${name}: more uptake`, disabled: one.score === ORDER.at(-1) });
  set(avid, { 'aria-label': `${name} takes up FDG`, 'aria-pressed': String(one.fdg) });
  set(pet, { 'aria-pressed': String(app.scanned) });
  say(pet, `FDG-PET: ${app.scanned ? 'done' : 'not done'}`);
  avid.hidden = !data.fdg || !app.scanned;
  pet.hidden = !data.fdg;
  less.onclick = () => press(app, -1);
  more.onclick = () => press(app, 1);
  avid.onclick = () => mark(app, app.chosen);
  pet.onclick = () => scan(app);
}

function show(app) {
  const { root, data } = app;
  set(root, { 'data-scheme': isDark(root) ? 'dark' : 'light', 'data-present': data.present });
  set(root, { 'aria-label': data.label });
  set(root.querySelector('svg'), { 'aria-label': 'Lesions' });
  sync(root.querySelector('.lesions'), data.lesions, makeLesion, fillLesion(app));
  drawBar(app);
  root.hidden = false;
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector('.body');
  const app = (root.app ??= { root, chosen: 0 });
  app.data = data;
  app.send = setTriggerValue;
  if (data.turn !== app.turn || !app.waits || data.body === app.sent) {
    take(app, data.body);
    app.waits = false;
    app.turn = data.turn;
  }
  app.chosen = Math.min(app.chosen, data.lesions.length - 1);
  show(app);
}
