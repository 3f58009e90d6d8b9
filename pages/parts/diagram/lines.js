// Lines of words with their sources, and a standing with its shape, for cards and tables alike.
// dom.js and shapes.js stand in front of this file in one module.

// The rulebook opens beside this page, with the patient who is in the address when it is followed.
function ruleAddress(id) {
  const url = new URL('rulebook', window.location.href);
  url.search = window.location.search;
  url.searchParams.set('rule', id);
  return url.href;
}

// Another page of ours in place of this one. `drops` are choices that only this page understands.
function pageAddress({ page, query = {} }, drops = []) {
  const url = new URL(page, window.location.href);
  url.search = window.location.search;
  drops.forEach((key) => url.searchParams.delete(key));
  Object.entries(query).forEach(([key, value]) => url.searchParams.set(key, value));
  return url.href;
}

function makePageLink({ place, drops }) {
  const link = html('a', '', place.words);
  const follow = () => set(link, { href: pageAddress(place, drops) });
  follow();
  for (const name of ['pointerdown', 'focus', 'click']) link.addEventListener(name, follow);
  return html('span', 'place', ' ', link);
}

function fillPageLinks(node, places, drops) {
  const id = ({ words, page, query }) => JSON.stringify([words, page, query]);
  sync(
    node,
    places.map((place) => ({ id: id(place), place, drops })),
    makePageLink,
    () => {},
  );
}

function makeRuleLink({ id }) {
  const link = html('a', '', `rule ${id}`);
  const follow = () => set(link, { href: ruleAddress(id) });
  set(link, { target: '_blank', rel: 'noopener' });
  follow();
  for (const name of ['pointerdown', 'focus', 'click']) link.addEventListener(name, follow);
  return html('span', 'small', ' ', link);
}

function fillRuleLinks(node, ids) {
  sync(
    node,
    ids.map((id) => ({ id })),
    makeRuleLink,
    () => {},
  );
}

// Spaces stand inside the pieces, so that words copied or read aloud do not run together.
function makeSource({ id, name, address }) {
  if (!address) return html('span', 'source', ` ${name ?? id} (no public address)`);
  const link = html('a', '', name ?? id);
  set(link, { href: address, target: '_blank', rel: 'noopener' });
  return html('span', 'source', ' ', link);
}

const makeLine = (kind) =>
  html(
    kind === 'part' ? 'span' : 'li',
    '',
    html('strong', ''),
    html('span', ''),
    html('span', 'sources'),
    html('span', 'small'),
    html('span', 'rules'),
    html('span', 'places'),
    html('span', 'notes'),
  );

function fillLine(node, line) {
  const { name = '', words = '', sources = [], small = '', rules = [], notes = [], open } = line;
  const [bold, plain, who, print, links, places, under] = node.children;
  set(node, { 'data-open': open });
  say(bold, name);
  say(plain, name && words ? ` ${words}` : words);
  sync(who, sources, makeSource, () => {});
  say(print, small && ` ${small}${rules.length ? ' ·' : ''}`);
  fillRuleLinks(links, rules);
  fillPageLinks(places, line.places ?? [], line.drops);
  sync(
    under,
    notes.map((note, id) => ({ id, note })),
    () => html('span', 'small'),
    (some, { note }) => say(some, note),
  );
}

const makeStanding = () =>
  html(
    'span',
    'standing',
    svg('svg', { viewBox: '0 0 16 16', 'aria-hidden': true }, svg('path'), svg('path')),
    html('span', ''),
  );

function fillStanding(node, standing, words = standing) {
  const [picture, word] = node.children;
  const [outline, full] = SHAPES[standing] ?? SHAPES[NOT_LISTED];
  set(node, { 'data-standing': standing });
  set(picture.children[0], { class: 'outline', d: outline || null });
  set(picture.children[1], { class: 'full', d: full || null });
  say(word, words);
}
