// A table of words. Rows are made once and kept by id, so that focus survives a move of the patient.
// dom.js, shapes.js, lines.js and early.js stand in front of this file in one module.

const numbered = (items) => items.map((item, id) => ({ ...item, id: item.id ?? id }));

function makeCell({ role }) {
  const cell = html('div', 'cell', html('span', 'title'), html('ul', ''));
  set(cell, { role });
  return cell;
}

function fillCell(app) {
  return (node, { lines, column, role, alone }) => {
    const [title, list] = node.children;
    // Only seen where the columns stand below each other: then the heads above are gone. One that
    // stands alone below the name of its row needs no title.
    say(title, alone ? '' : column.title);
    set(title, { 'aria-hidden': true });
    set(node, { style: `flex-grow:${column.share ?? 1}`, 'data-head': role === 'rowheader', 'data-flows': column.flows });
    sync(list, numbered(lines), makeTold, fillTold(app));
  };
}

function makeTold() {
  const press = html('button', 'press');
  press.type = 'button';
  return html('li', '', makeStanding(), makeLine('part'), press);
}

function fillTold(app) {
  return (node, line) => {
    const press = node.querySelector('.press');
    const [shape, words] = [...node.children].filter((child) => child !== press);
    shape.hidden = !line.standing;
    fillStanding(shape, line.standing ?? NOT_LISTED, line.said);
    fillLine(words, line);
    press.hidden = !line.button;
    say(press, line.button?.words ?? '');
    set(press, {
      'aria-label': line.button?.name,
      'data-lead': Boolean(line.button?.lead),
      'aria-current': Boolean(line.button?.current),
    });
    if (line.button?.lead && node.firstElementChild !== press) node.prepend(press);
    press.onclick = () => app.send('pressed', line.button.id);
  };
}

function drawStatus(node, status) {
  node.hidden = !status;
  if (!status) return;
  if (!node.firstChild) node.append(makeStanding(), html('span', ''));
  const [shape, words] = node.children;
  fillStanding(shape, status.standing, '');
  say(words, status.words);
}

function draw(app, { label, columns, rows, status }) {
  const { root } = app;
  const [heads, body] = root.querySelector('.table').children;
  set(root, { 'data-scheme': isDark(root) ? 'dark' : 'light' });
  drawStatus(root.querySelector('.status'), status);
  set(root.querySelector('.table'), { 'aria-label': label });
  sync(
    heads.firstElementChild,
    columns,
    () => {
      const head = html('div', 'cell');
      set(head, { role: 'columnheader' });
      return head;
    },
    (node, { title, share }) => {
      say(node, title);
      set(node, { style: `flex-grow:${share ?? 1}` });
    },
  );
  sync(
    body,
    rows,
    () => {
      const row = html('div', 'row');
      set(row, { role: 'row' });
      return row;
    },
    (node, { cells, tone }) => {
      set(node, { 'data-tone': tone || null });
      const filled = cells.map((lines, at) => ({
        id: columns[at].id,
        lines,
        column: columns[at],
        alone: columns.length < 3,
        role: at ? 'cell' : 'rowheader',
      }));
      sync(node, filled, makeCell, fillCell(app));
    },
  );
  root.querySelector('.table').hidden = false; // until now it had no row to read
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector('.tables');
  const app = (root.app ??= { root });
  app.send = setTriggerValue;
  draw(app, data);
  return dimEarly(root);
}
