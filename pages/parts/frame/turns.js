// The steps of a walk in a row, and a clicker's keys. dom.js stands in front of this file.
// What is sent is the step to stand on, never how far to go: keys come faster than answers.

const KEYS = { PageDown: 1, PageUp: -1 };
const LATE = 2000; // ms after the last turn, when the server's word counts whatever it is

const main = () => document.querySelector('[data-testid="stMain"]');
const headingOf = ({ id }) => document.querySelector(`.st-key-step-${id} h2`);

function turn(app, next) {
  const { steps } = app.data;
  if (next === app.at || next < 0 || next >= steps.length) return;
  app.at = next;
  app.turned = Date.now();
  app.sent.push(next);
  app.send('turned', steps[next].id);
}

// Reading goes on at the heading: the next Tab comes to the first control of the step.
function goTo(heading) {
  set(heading, { tabindex: -1 });
  heading.focus({ preventScroll: true });
}

// A step begins at its top. Its heading comes a moment after this row, in place of the last one's.
function arrive(app) {
  const since = Date.now();
  const step = app.data.steps[app.data.at];
  main()?.scrollTo(0, 0);
  const look = () => {
    if (app.data.steps[app.data.at]?.id !== step.id) return;
    const heading = headingOf(step);
    if (heading?.textContent.trim() === step.title) {
      main()?.scrollTo(0, 0);
      goTo(heading);
    } else if (Date.now() - since < 2 * LATE) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function press(app, index) {
  if (app.data.at !== null) return turn(app, index);
  const heading = headingOf(app.data.steps[index]);
  if (!heading) return;
  goTo(heading);
  heading.scrollIntoView();
}

function draw(app) {
  const { root, data } = app;
  const { steps, at, said } = data;
  const now = at === null ? null : steps[at].of;
  sync(root.querySelector('ol'), steps, () => html('li', '', html('button', '')), (item, { id, of, title }, index) => {
    const state = of === now ? 'current' : at === null || index > at ? 'to come' : 'done';
    item.hidden = id !== of; // the clicker turns to every part, the row names the whole
    const button = item.firstChild;
    say(button, title);
    set(button, { type: 'button', 'data-state': state, 'aria-current': state === 'current' && 'step' });
    button.onclick = () => press(app, index);
  });
  tell(root.querySelector('[role=status]'), said);
}

// Whether the server's word counts: not while it answers a turn that a later one has overtaken. A
// step that was not turned to from here was reached in another way, as by a button.
function counts({ at, data, sent, turned }, before) {
  const answers = data.at === before || sent.includes(data.at);
  return data.at === at || !answers || Date.now() - (turned ?? 0) > LATE;
}

// One sentence; the title is for the ear and the phone, where the row is not seen.
function tell(status, [place, title, left]) {
  const parts = [place, title && `: ${title}`, ` · ${left}`];
  parts.forEach((text, index) => {
    const part = status.children[index] ?? status.appendChild(html('span', ''));
    say(part, text);
  });
}

function onKey(app, event) {
  const way = KEYS[event.key];
  const { present, at } = app.data;
  if (!way || !present || at === null || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector('[data-testid="stDialog"]')) return; // it scrolls under its title
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!event.repeat) turn(app, app.at + way);
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector('.turns');
  const app = (root.app ??= { root });
  const before = app.data;
  app.data = data;
  app.send = setTriggerValue;
  if (!before || counts(app, before.at)) Object.assign(app, { at: data.at, sent: [] });
  draw(app);
  if (before && data.at !== null && before.at !== data.at) arrive(app);
  // In front of whatever has the focus: a slider would take these keys for itself.
  const listener = (event) => onKey(app, event);
  window.addEventListener('keydown', listener, true);
  return () => window.removeEventListener('keydown', listener, true);
}
