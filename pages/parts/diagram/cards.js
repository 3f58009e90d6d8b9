// The cards of the options: for, against and evidence on the face, the rest behind "Why, harms,
// sources". Cards are made once and kept by id, so focus and what is open survive a slider's move.
// dom.js, shapes.js, lines.js and early.js stand in front of this file in one module.

// Arguments of each side, and trials, that stand on a card's face.
const FACE = 2;

// Safari has no idle time of its own.
const whenIdle = window.requestIdleCallback ?? ((task) => setTimeout(task, 100));

const numbered = (items) => items.map((item, id) => ({ ...item, id }));
const joined = (...parts) => parts.filter(Boolean).join(' · ');

// ------------------------------------------------------------ from a card's data to lines of words

// A line is { id, name, words, sources, small, rules, notes }: everything on a card is written as
// lines.

function argumentLine({ rule, text, sources, unsourced }) {
  return { id: rule, words: text, sources, small: unsourced, rules: [rule] };
}

function trialLine({ name, result, population, source }) {
  const notes = population ? [`in ${population}`] : [];
  return { id: name, name, words: result, sources: [source], notes };
}

const cautionLine = ({ caution: { text, sources } }) => ({
  id: 'caution',
  name: 'Caution:',
  words: text,
  sources,
});

const fallback = (lines, ...others) =>
  lines.length ? lines : others.filter((line) => line.words).slice(0, 1);

// The three rows of the face. A side without an argument says what there is to say instead.
function faceOf(card) {
  return [
    {
      id: 'For',
      lines: fallback(
        card.for.map(argumentLine),
        { id: 'waits', words: card.waits, open: true },
        { id: 'none', words: 'no argument for it applies here' },
      ),
    },
    {
      id: 'Against',
      lines: fallback(card.against.map(argumentLine), cautionLine(card), {
        id: 'none',
        words: 'no argument against it applies here',
      }),
    },
    {
      id: 'Evidence',
      lines: fallback(card.evidence.map(trialLine), {
        id: 'none',
        words: 'no randomised trial named here',
      }),
    },
  ];
}

function inFull(side) {
  return (argument) => {
    const { strength, to, differs, checked } = argument;
    const line = argumentLine(argument);
    return {
      ...line,
      small: joined(`${side}, ${strength}${to ? ` to ${to}` : ''}`, line.small),
      notes: [...differs.map((words) => `Otherwise: ${words}`), checked].filter(Boolean),
    };
  };
}

function trialInFull(trial) {
  const line = trialLine(trial);
  const missing = trial.not_shown && `Does not show: ${trial.not_shown}`;
  const design = trial.design && `Design: ${trial.design}`;
  const fit = trial.fit && `This patient: ${trial.fit}`;
  return { ...line, notes: [...line.notes, fit, design, missing].filter(Boolean) };
}

function differing({ topic, positions, point }, at) {
  const lines = positions.map(({ who, says, source }) => ({
    name: `${who}:`,
    words: says,
    sources: source ? [source] : [],
  }));
  return {
    id: `differ-${at}`,
    title: `Where sources differ: ${topic}`,
    lines: numbered([...lines, { name: 'Here:', words: point }]).filter((line) => line.words),
  };
}

// What the details hold, as sections of lines; a section without lines is left out.
function sectionsOf(card) {
  const about = [
    { words: card.description },
    { name: 'Harms:', words: card.harms },
    cautionLine(card),
    { name: 'Sources:', words: card.sources.length ? '' : 'none named', sources: card.sources },
  ];
  const sections = [
    {
      id: 'about',
      title: 'What it is',
      lines: numbered(about.filter((line) => line.words || line.name === 'Sources:')),
    },
    { id: 'for', title: 'Every argument for it', lines: card.for.map(inFull('for')) },
    {
      id: 'against',
      title: 'Every argument against it',
      lines: card.against.map(inFull('against')),
    },
    { id: 'trials', title: 'Trials', lines: card.evidence.map(trialInFull) },
    ...card.disagreements.map(differing),
    { id: 'notices', title: 'To mind', lines: numbered(card.notices.map((words) => ({ words }))) },
  ];
  return sections.filter((section) => section.lines.length);
}

// ------------------------------------------------------------ cards

function makeCard({ id }) {
  const title = html('h3', '');
  title.id = `card-${id}`;
  const apart = html('span', 'unseen');
  const inside = html('div', 'inside');
  const summary = html('summary', '', html('span', 'open', 'Why, harms, sources'), apart);
  const details = html('details', '', summary, inside);
  const parts = {
    title,
    standing: makeStanding(),
    weighing: html('p', 'small weighing'),
    waits: html('p', 'waits'),
    face: html('dl', 'face'),
    apart,
    details,
    inside,
  };
  const card = html(
    'article',
    'card',
    html('div', 'top', title, parts.standing, parts.weighing, parts.waits),
    parts.face,
    details,
  );
  details.addEventListener('toggle', () => fillInside(card));
  set(card, { 'aria-labelledby': title.id });
  card.parts = parts;
  return card;
}

function fillCard(node, card) {
  // Most cards stay as they are at most moves: those cost one comparison.
  const now = JSON.stringify(card);
  if (node.last === now) return;
  node.last = now;
  node.shown = card;
  const { title, standing, weighing, waits, face, apart, details } = node.parts;
  say(title, card.title);
  say(apart, `: ${card.title}`);
  fillStanding(standing, card.standing);
  say(weighing, card.weighing && `balance of weaker arguments: ${card.weighing}`);
  // Without an argument for it, what it waits for stands under "For".
  say(waits, card.for.length ? card.waits : '');
  sync(face, faceOf(card), makeRow, fillRow);
  // A slider's move does not wait for what nobody sees; the browser's own search finds it later.
  if (details.open) fillInside(node);
  else whenIdle(() => fillInside(node));
}

function fillInside({ parts, shown }) {
  sync(parts.inside, sectionsOf(shown), makeSection, fillSection);
}

function makeRow({ id }) {
  return html(
    'div',
    'row',
    html('dt', '', id),
    html('dd', '', html('ul', ''), html('p', 'small')),
  );
}

function fillRow(node, { lines }) {
  const [list, more] = node.children[1].children;
  sync(list, lines.slice(0, FACE), makeLine, fillLine);
  say(more, lines.length > FACE ? `and ${lines.length - FACE} more` : '');
}

const makeSection = () => html('section', '', html('h4', ''), html('ul', ''));

function fillSection(node, { title, lines }) {
  say(node.children[0], title);
  sync(node.children[1], lines, makeLine, fillLine);
}

// ------------------------------------------------------------ below the cards

const makeOther = () =>
  html(
    'li',
    '',
    html('strong', ''),
    ' ',
    makeStanding(),
    ' ',
    html('span', '', html('span', ''), html('span', '')),
  );

function fillOther(node, { title, standing, why, rule }) {
  const [name, shape, told] = node.children;
  const [reason, link] = told.children;
  say(name, title);
  fillStanding(shape, standing);
  say(reason, why);
  fillRuleLinks(link, rule ? [rule] : []);
}

const makeNotice = () => html('li', '', html('span', ''), html('span', 'small'), html('span', ''));

function fillNotice(node, { text, team, rules }) {
  say(node.children[0], text);
  say(node.children[1], team ? ' for the tumour board' : '');
  fillRuleLinks(node.children[2], rules);
}

function drawList(section, heading, items, make, fill) {
  const [title, list] = section.children;
  section.hidden = !items.length;
  say(title, heading);
  sync(list, items, make, fill);
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector('.cards');
  root.hidden = false; // until now its headings were empty
  const [cards, others, notices] = root.children;
  // A card that is moved to another place loses the focus inside it: it is given back.
  const held = root.getRootNode().activeElement;
  set(root, { 'data-scheme': isDark(root) ? 'dark' : 'light' });
  drawList(cards, data.heading, data.cards, makeCard, fillCard);
  drawList(others, data.others_heading, data.others, makeOther, fillOther);
  drawList(notices, data.notices_heading, data.notices, makeNotice, fillNotice);
  if (held && root.contains(held) && root.getRootNode().activeElement !== held) {
    held.focus({ preventScroll: true });
  }
  return dimEarly(root);
}
