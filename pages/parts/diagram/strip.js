// The map of one slider: what leads along its range, published limits, and the patient's mark.
// dom.js and preview.js stand in front of this file in one module.

// A slider of numbers, or one of words: then places are counted among its options.
function scaleOf({ kind, min, max, options }) {
  const [low, high] = kind === 'choice' ? [0, options.length - 1] : [min, max];
  return {
    low,
    high,
    share: (at) => (at - low) / (high - low || 1),
    name: (at) => (kind === 'choice' ? options[at] : at),
  };
}

// Where the patient stands: where the thumb is, which moves before the server knows. Null where
// the slider does not say. No answer is the word "unknown".
function standOf({ fact, kind, value, options }) {
  const thumb = shownBy(fact)?.at;
  if (thumb !== undefined) return thumb;
  if (kind !== 'choice') return value ?? null;
  const at = options.indexOf(String(value ?? 'unknown'));
  return at < 0 ? null : at;
}

// From where to where each segment reaches. Readings exist at whole steps only: the ground between
// two steps belongs half to either side, so that no gap is seen.
function reachesOf({ kind, segments }, { share }) {
  return segments.map(({ from, to }, at) => {
    if (kind === 'choice') return [share(from - 0.5), share(to + 0.5)];
    const before = segments[at - 1];
    const after = segments[at + 1];
    return [
      share(before ? (before.to + from) / 2 : from),
      share(after ? (to + after.from) / 2 : to),
    ];
  });
}

// Streamlit's thumb is 0.75 rem wide and stays inside its box, so its centre runs between 0.375 rem
// from either edge (measured). Segments at an end still reach the edge.
const across = (share, inset) =>
  `calc(0.375rem + ${inset}px + (100% - 0.75rem - ${2 * inset}px) * ${clamp(0, share, 1)})`;
const edge = (share, inset) => (share <= 0 ? '0px' : share >= 1 ? '100%' : across(share, inset));

// The whole strip in one breath, for a screen reader.
function spoken({ label, segments, ticks = [] }, { low, high, name }, stand) {
  const range = ({ from, to }) => (from === to ? name(from) : `${name(from)} to ${name(to)}`);
  const parts = segments.map((one) => `${range(one)}: ${one.title || one.words}`);
  const limits = ticks.filter((one) => one.title).map((one) => `${one.words} ${one.title}`);
  if (limits.length) parts.push(`published limits: ${limits.join(', ')}`);
  const here = stand === null ? 'not known' : name(stand);
  return [`${label}, ${name(low)} to ${name(high)}`, ...parts, `now ${here}`].join('; ');
}

// The strip as it will be after a move of another input; dimmed where that was not sent.
function stripOf({ data, watch }) {
  const move = moveInHand(data, watch);
  return { ...data, segments: move?.segments ?? data.segments, early: move && !move.segments };
}

function draw(strip) {
  const { root } = strip;
  const data = stripOf(strip);
  const [ticks, bars, mark] = root.children;
  const scale = scaleOf(data);
  const stand = standOf(data);
  const reaches = reachesOf(data, scale);
  const inset = data.inset ?? 0;
  const here =
    stand === null ? -1 : data.segments.findIndex((one) => stand >= one.from && stand <= one.to);
  const numbered = (items) => items.map((item, id) => ({ ...item, id }));
  const span = () => html('span', '');

  // A picture from the moment that it has a name.
  set(root, {
    role: 'img',
    'aria-label': spoken(data, scale, stand),
    'data-scheme': isDark(root) ? 'dark' : 'light',
    'data-present': Boolean(data.present),
    'data-ticks': Boolean(data.ticks?.length),
    'data-early': Boolean(data.early),
  });
  sync(ticks, numbered(data.ticks ?? []), span, (node, tick) => {
    say(node, tick.words);
    set(node, { title: tick.title || null, style: `left:${across(scale.share(tick.at), inset)}` });
  });
  // Words stand in a span of their own, which the style hides where the segment is too narrow.
  const segment = () => html('span', '', html('span', 'words'));
  sync(bars, numbered(data.segments), segment, (node, one) => {
    const [from, to] = reaches[one.id];
    say(node.firstChild, one.words);
    set(node, {
      title: one.title || one.words,
      'data-tone': one.tone ?? 0,
      'data-here': one.id === here,
      style: `left:${edge(from, inset)};right:calc(100% - ${edge(to, inset)})`,
    });
  });
  mark.hidden = stand === null;
  if (stand !== null) set(mark, { style: `left:${across(scale.share(stand), inset)}` });
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector('.strip');
  const strip = (root.strip ??= { root });
  strip.data = data;
  strip.watch ??= watchWidgets(() => draw(strip));
  strip.watch.start();
  draw(strip);
  return () => strip.watch.stop();
}
