// A picture of the lab. dom.js stands in front of this file. The server sends panels of marks over
// fixed axes; they are drawn anew in one go, so that nothing flickers, and what stood before the
// hand moved stays behind as a ghost.

const REST_MS = 1500; // moves that follow each other sooner are one move, with one ghost
const LETTER = 0.54; // of a letter's height: about how wide it is
const END = 6; // px, half of a mark at the end of a lane
const SAME = 1e-9; // of a slider's value
const NARROW = 360; // px; below it a label stands above its line

const scale = ({ low, high, log }, from, to) => {
  const of = (value) => (log ? Math.log(value) : value);
  const [a, b] = [of(low), of(high)];
  return (value) => from + ((of(clamp(low, value, high)) - a) / (b - a)) * (to - from);
};
const round = (value) => Math.round(value * 10) / 10;
const wide = (text, size) => text.length * size * LETTER;

function label(text, x, y, look = {}) {
  const node = svg('text', { x: round(x), y: round(y), ...look });
  node.textContent = text;
  return node;
}

// Each kind of mark as nodes, in the place that it has on the axes.
const DRAW = {
  band({ role, x, low, high, smooth }, at) {
    const edge = (line) =>
      x.flatMap((value, n) => {
        const here = `${round(at.x(value))} ${round(at.y(line[n]))}`;
        return smooth || n === 0 ? [here] : [`${round(at.x(value))} ${round(at.y(line[n - 1]))}`, here];
      });
    const d = `M${[...edge(high), ...edge(low).reverse()].join('L')}Z`;
    return [svg('path', { d, class: `band ${role}` })];
  },
  steps(mark, at) {
    return stroke(mark, at, (x, y, n) => (n ? `H${x}V${y}` : `M${x} ${y}`));
  },
  line(mark, at) {
    return stroke(mark, at, (x, y, n) => `${n ? 'L' : 'M'}${x} ${y}`);
  },
  ticks({ role, x, y }, at) {
    const d = x.map((value, n) => `M${round(at.x(value))} ${round(at.y(y[n]) - 5)}v10`).join('');
    return [svg('path', { d, class: `tick ${role}` })];
  },
  rule({ of, at: value, label: said, role, foot }, at) {
    const here = round(of === 'x' ? at.x(value) : at.y(value));
    const d = of === 'x' ? `M${here} ${at.top}V${at.foot}` : `M${at.left} ${here}H${at.right}`;
    const nodes = [svg('path', { d, class: `rule ${role}` })];
    if (!said) return nodes;
    if (of === 'y') {
      const y = here - 4;
      return [...nodes, label(said, at.right, y, { class: `said ${role}`, 'text-anchor': 'end' })];
    }
    const right = here + wide(said, at.size) + 6 < at.right;
    nodes.push(
      label(said, here + (right ? 5 : -5), foot ? at.foot - 6 : at.head, {
        class: `said ${role}`,
        'text-anchor': right ? 'start' : 'end',
      }),
    );
    return nodes;
  },
  lane({ role, y, x, end, faded }, at) {
    const [from, to] = x.map((value) => round(at.x(value)));
    const here = round(at.y(y));
    const look = `${role}${faded ? ' faded' : ''}`;
    const nodes = [svg('path', { d: `M${from} ${here}H${to}`, class: `lane ${look}` })];
    if (end) nodes.push(svg('path', { d: ending(end, to, here), class: `end ${end} ${look}` }));
    return nodes;
  },
  dots({ role, x, y, shape, filled, small }, at) {
    const r = (small ? 0.22 : 0.36) * at.size;
    const look = `dot ${role}${filled ? '' : ' hollow'}`;
    return x.map((value, n) => {
      const [cx, cy] = [round(at.x(value)), round(at.y(y[n]))];
      if (shape === 'circle') return svg('circle', { cx, cy, r, class: look });
      const side = shape === 'square' ? 0.9 * r : 1.25 * r;
      const d =
        shape === 'square'
          ? `M${cx - side} ${cy - side}h${2 * side}v${2 * side}h${-2 * side}Z`
          : `M${cx} ${cy - side}l${side} ${side}l${-side} ${side}l${-side} ${-side}Z`;
      return svg('path', { d, class: look });
    });
  },
  bars({ role, x, y }, at) {
    return y.flatMap((height, n) => {
      if (!height) return [];
      const [from, to, top] = [at.x(x[n]), at.x(x[n + 1]), at.y(height)];
      const size = { x: round(from), y: round(top), width: round(Math.max(1, to - from - 1)) };
      return [svg('rect', { ...size, height: round(at.foot - top), class: `bar ${role}` })];
    });
  },
  words({ role, x, y, text, anchor }, at) {
    const look = { class: `said ${role}`, 'text-anchor': anchor };
    return [label(text, at.x(x), at.y(y) + 0.35 * at.size, look)];
  },
};

function stroke({ role, x, y, dashed, thin }, at, move) {
  const d = x.map((value, n) => move(round(at.x(value)), round(at.y(y[n])), n)).join('');
  const look = `stroke ${role}${dashed ? ' dashed' : ''}${thin ? ' thin' : ''}`;
  return [svg('path', { d, class: look })];
}

// What ended the observation: a filled disc, a cross, or a short upright line.
function ending(end, x, y) {
  if (end === 'censored') return `M${x} ${y - END}v${2 * END}`;
  if (end === 'death') return `M${x - 5} ${y - 5}l10 10m0 -10l-10 10`;
  return `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z`;
}

// The words at the ends of lines, a line of text apart from each other.
function ends(marks, at) {
  const found = marks
    .filter((mark) => mark.label && mark.kind !== 'rule')
    .map(({ label: said, role, x, y }) => ({ said, role, x: at.x(x.at(-1)), y: at.y(y.at(-1)) }))
    .sort((one, other) => one.y - other.y);
  found.forEach((one, n) => {
    one.y = clamp(at.top + at.size * 0.4, one.y, at.foot - at.size * 0.4);
    if (n) one.y = Math.max(one.y, found[n - 1].y + at.size * 1.15);
  });
  const over = Math.max(0, (found.at(-1)?.y ?? 0) - (at.foot - at.size * 0.4));
  return found.map(({ said, role, x, y }) => {
    const place = { class: `said name ${role}` };
    const here = y - over;
    if (at.narrow) {
      return label(said, Math.min(x, at.right) - 2, here - 7, { ...place, 'text-anchor': 'end' });
    }
    return label(said, Math.min(x, at.right) + 7, here + at.size * 0.35, place);
  });
}

function axes(panel, at) {
  const { across, up } = panel;
  const nodes = [];
  let last = Infinity;
  up.ticks.forEach((tick, n) => {
    const y = round(at.y(tick));
    nodes.push(svg('path', { d: `M${at.left} ${y}H${at.right}`, class: 'grid' }));
    if (Math.abs(last - y) < at.size) return;
    last = y;
    const said = up.labels[n] ?? String(tick);
    nodes.push(label(said, at.left - 7, y + at.size * 0.35, { class: 'tick', 'text-anchor': 'end' }));
  });
  if (across.title || across.ticks.length) {
    nodes.push(svg('path', { d: `M${at.left} ${at.foot}H${at.right}`, class: 'axis' }));
  }
  const gap = 1.5 * at.size * LETTER;
  let free = -Infinity;
  across.ticks.forEach((tick, n) => {
    const said = across.labels[n] ?? String(tick);
    const [x, half] = [at.x(tick), wide(said, at.size) / 2];
    nodes.push(svg('path', { d: `M${round(x)} ${at.foot}v4`, class: 'axis' }));
    if (x - half < free) return;
    free = x + half + gap;
    nodes.push(label(said, x, at.foot + 4 + at.size, { class: 'tick', 'text-anchor': 'middle' }));
  });
  const under = at.foot + 6 + 2.15 * at.size;
  const middle = (at.left + at.right) / 2;
  nodes.push(label(across.title, middle, under, { class: 'title', 'text-anchor': 'middle' }));
  if (up.title) nodes.push(label(up.title, 0, at.size, { class: 'title' }));
  return nodes;
}

// Numbers under the ticks, in the places of the ticks that have room.
function rows(panel, at) {
  const widest = Math.max(...panel.rows.flatMap((row) => row.values.map((v) => wide(v, at.size))));
  const first = at.foot + 6 + 3.6 * at.size;
  return panel.rows.flatMap((row, line) => {
    const y = first + line * 1.3 * at.size;
    const nodes = [label(row.label, 0, y, { class: `row ${row.role}` })];
    let free = -Infinity;
    panel.across.ticks.forEach((tick, n) => {
      const x = at.x(tick);
      if (x - widest / 2 < free) return;
      free = x + widest / 2 + at.size * LETTER;
      nodes.push(
        label(row.values[n] ?? '', x, y, { class: `row ${row.role}`, 'text-anchor': 'middle' }),
      );
    });
    return nodes;
  });
}

function place(panel, width, height, size) {
  const narrow = width < NARROW;
  const names = panel.marks.filter((mark) => mark.label && mark.kind !== 'rule');
  const longest = Math.max(0, ...names.map((mark) => wide(mark.label, size)));
  const numbers = panel.up.ticks.map((tick, n) => wide(panel.up.labels[n] ?? String(tick), size));
  const heads = panel.rows.map((row) => wide(row.label, size) + 1.6 * size);
  const left = Math.max(8, ...numbers.map((w) => w + 12), ...heads);
  const under = panel.across.title ? 2.9 : panel.across.ticks.length ? 1.6 : 0.3;
  const foot = height - under * size - panel.rows.length * 1.3 * size - (panel.rows.length ? 8 : 2);
  const right = width - (narrow || !longest ? size * 0.9 : longest + 9);
  const top = panel.up.title || !panel.title ? size * 1.7 : 6;
  // Where nothing else stands above the panel the words of a line have their place there.
  const head = panel.up.title || panel.title ? top + size : top - 5;
  const at = { left, right, top, foot, size, narrow, head };
  at.x = scale(panel.across, left, right);
  at.y = scale(panel.up, foot, top);
  return at;
}

const sameAxes = (one, other) =>
  JSON.stringify([one?.across, one?.up]) === JSON.stringify([other?.across, other?.up]);

function drawPanel(node, panel, before, { width, height, size }) {
  const at = place(panel, width, height, size);
  const picture = node.querySelector('svg');
  set(picture, { width, height, viewBox: `0 0 ${width} ${height}` });
  const ghost = sameAxes(panel, before) ? before.marks.filter((mark) => mark.ghost) : [];
  picture.replaceChildren(
    ...axes(panel, at),
    svg('g', { class: 'ghost' }, ...ghost.flatMap((mark) => DRAW[mark.kind](mark, at))),
    ...panel.marks.flatMap((mark) => DRAW[mark.kind](mark, at)),
    ...ends(panel.marks, at),
    ...rows(panel, at),
  );
}

// In a room the picture takes the height that one screen leaves it.
function tall(app) {
  const { root, data } = app;
  if (!data.present) return data.height;
  const panels = root.querySelector('.panels');
  const other = root.getBoundingClientRect().height - panels.getBoundingClientRect().height;
  const free = window.innerHeight - root.getBoundingClientRect().top - other - 3.4 * remOf();
  return Math.max(9 * remOf(), Math.floor(free));
}

const remOf = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

function drawPanels(app) {
  const { root, data } = app;
  const home = root.querySelector('.panels');
  const size = parseFloat(getComputedStyle(home).fontSize);
  sync(
    home,
    data.panels.map((panel, id) => ({ ...panel, id })),
    () => html('div', 'panel', html('p', 'over'), svg('svg', { 'aria-hidden': true })),
    (node, panel) => {
      node.style.setProperty('--share', panel.share);
      say(node.querySelector('.over'), panel.title);
      node.querySelector('.over').hidden = !panel.title;
    },
  );
  const height = tall(app);
  [...home.children].forEach((node, n) => {
    const panel = data.panels[n];
    const over = panel.title ? 1.5 * size : 0;
    const room = data.present && app.stacked(home) ? height / data.panels.length : height;
    drawPanel(node, panel, app.ghost?.[n], {
      width: Math.max(120, Math.floor(node.clientWidth)),
      height: Math.round(room * (data.present ? Math.min(1, panel.tall) : panel.tall) - over),
      size,
    });
  });
}

function drawReadouts(app) {
  const { root, data } = app;
  const home = root.querySelector('.readouts');
  home.hidden = !data.readouts.length;
  sync(
    home,
    data.readouts.map((one, id) => ({ ...one, id })),
    () => html('div', 'readout', html('dt', ''), html('dd', 'value'), html('dd', 'note')),
    (node, one) => {
      say(node.querySelector('dt'), one.label);
      say(node.querySelector('.value'), one.value);
      say(node.querySelector('.note'), one.note);
    },
  );
}

// What stood before the hand moved: a run of quick moves keeps the ghost of its beginning.
function remember(app, panels) {
  const now = JSON.stringify(panels);
  if (app.drawn === undefined || app.drawn === now) {
    app.drawn = now;
    return;
  }
  const time = Date.now();
  if (time - (app.moved ?? 0) > REST_MS) app.ghost = JSON.parse(app.drawn);
  app.moved = time;
  app.drawn = now;
}

function show(app) {
  const { root, data } = app;
  set(root, { 'data-scheme': isDark(root) ? 'dark' : 'light', 'data-present': data.present });
  set(root.querySelector('.picture'), { 'aria-label': data.alternative });
  say(root.querySelector('.badge'), data.badge);
  set(root.querySelector('.picture'), { 'data-over': data.panels.some(({ title }) => title) });
  root.hidden = false;
  say(root.querySelector('.sentence'), data.sentence);
  drawReadouts(app);
  drawPanels(app);
}

// What the sliders show before the server has heard of it: a frame of the film of the one in hand.
// Without such a frame, or with two sliders moved at once, what the server said last.
function ahead(sent) {
  const moved = Object.entries(sent.stands)
    .map(([knob, stands]) => {
      const slider = document.querySelector(`.st-key-${knob} input[type=range]`);
      return { knob, stands, at: slider?.valueAsNumber ?? stands };
    })
    .filter(({ stands, at }) => Math.abs(at - stands) > SAME);
  const film = films.get(sent.key);
  const [{ knob, at } = {}] = moved;
  if (moved.length !== 1 || film?.knob !== knob || film.others !== sent.others[knob]) return sent;
  return { ...sent, ...film.frames[String(Number(at.toFixed(6)))] };
}

function draw(app) {
  app.data = ahead(app.sent);
  remember(app, app.data.panels);
  show(app);
}

// The slider in hand asks for its film once: when it is taken, and when what it has does not reach.
function ask(app) {
  const { sent } = app;
  const hand = document.activeElement?.closest?.('[class*=st-key-answering-]');
  const knob = Object.keys(sent.stands).find((one) => hand?.classList.contains(`st-key-${one}`));
  if (!knob) return;
  const [at, others] = [sent.stands[knob], sent.others[knob]];
  const film = films.get(sent.key);
  if (film?.knob === knob && film.others === others && film.from <= at && at <= film.to) return;
  const asked = `${knob} ${at} ${others}`;
  if (asked === app.asked) return;
  app.asked = asked;
  app.send('hand', knob);
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector('.lab');
  const app = (root.app ??= { root });
  app.stacked = (home) => getComputedStyle(home).flexDirection === 'column';
  app.sent = data;
  app.send = setTriggerValue;
  draw(app);
  ask(app);
  if (!app.watch) {
    // Streamlit may replace the nodes of its sliders, so the whole page is watched for this one word.
    app.values = new MutationObserver(() => draw(app));
    app.values.observe(document.body, { subtree: true, attributeFilter: ['aria-valuetext'] });
    app.taken = () => ask(app);
    document.addEventListener('focusin', app.taken);
    app.watch = new ResizeObserver(() => {
      const width = root.clientWidth;
      const seen = `${width} ${window.innerHeight}`;
      if (seen === app.seen) return;
      app.seen = seen;
      show(app);
    });
    app.watch.observe(root);
    app.resized = () => show(app);
    window.addEventListener('resize', app.resized);
    app.scheme = window.matchMedia('(prefers-color-scheme: dark)');
    app.scheme.addEventListener('change', app.resized);
  }
  return () => {
    app.watch?.disconnect();
    app.values?.disconnect();
    document.removeEventListener('focusin', app.taken);
    window.removeEventListener('resize', app.resized);
    app.scheme?.removeEventListener('change', app.resized);
    app.watch = undefined;
  };
}
