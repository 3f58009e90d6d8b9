// Arrow keys and buttons that move over two inputs. dom.js stands in front of this file.
// What is sent is where to stand, counted in steps, never how far to go: keys come faster than the
// server answers.

const KEYS = {
  ArrowLeft: ['x', -1],
  ArrowRight: ['x', 1],
  ArrowDown: ['y', -1],
  ArrowUp: ['y', 1],
};
const LATE = 2000; // ms after the last key press, when the server's word counts whatever it is
const CLICKED = 1000; // ms that a click has for its answer

function move(app, axis, way, toBorder) {
  // The answer to a click is on its way: a key would start from where the patient was before it.
  if (Date.now() - (app.clicked ?? 0) < CLICKED) return;
  const { at, count, up, down } = app.data.axes[axis];
  const beyond = way > 0 ? up : down;
  // Borders are known from where the server has last seen the patient.
  if (toBorder && (beyond === null || app.at[axis] !== at)) return;
  const next = toBorder ? beyond : clamp(0, app.at[axis] + way, count - 1);
  if (next === app.at[axis]) return;
  app.at = { ...app.at, [axis]: next };
  app.moved = Date.now();
  app.send('moved', app.at);
}

// The keys count on the picture and on the buttons, which need not stand in one container.
function listen(app) {
  const { root } = app;
  const area = document.querySelector(`.st-key-${app.data.area}`);
  if (app.area === area) return;
  app.stop?.();
  const onKey = (event) => {
    const [axis, way] = KEYS[event.key] ?? [];
    if (!axis || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(app, axis, way, event.shiftKey !== root.querySelector('input').checked);
  };
  // Plotly keeps the focus from moving to what is clicked, so the keys would go elsewhere.
  const onDown = () => {
    app.clicked = Date.now();
    area.focus({ preventScroll: true });
  };
  root.addEventListener('keydown', onKey);
  if (area) {
    set(area, { tabindex: -1 });
    area.addEventListener('keydown', onKey);
    area.addEventListener('pointerdown', onDown);
  }
  app.area = area;
  app.stop = () => {
    root.removeEventListener('keydown', onKey);
    area?.removeEventListener('keydown', onKey);
    area?.removeEventListener('pointerdown', onDown);
    app.area = undefined;
  };
}

function draw(app) {
  const { root, data } = app;
  const { x, y } = data.axes;
  set(root, { 'aria-label': 'Move the patient over the map', 'data-present': data.present });
  for (const button of root.querySelectorAll('button')) {
    const { axis, way } = button.dataset;
    const words = `${data.axes[axis].name}: ${Number(way) > 0 ? 'one step up' : 'one step down'}`;
    set(button, { 'aria-label': words, title: words });
    button.onclick = () => move(app, axis, Number(way), root.querySelector('input').checked);
  }
  say(root.querySelector('p'), data.said);
  const confirmed = app.at && app.at.x === x.at && app.at.y === y.at;
  if (!app.at || confirmed || Date.now() - (app.moved ?? 0) > LATE) app.at = { x: x.at, y: y.at };
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector('.pad');
  const app = (root.app ??= { root });
  app.data = data;
  app.clicked = 0;
  app.send = setTriggerValue;
  listen(app);
  draw(app);
  return () => app.stop?.();
}
