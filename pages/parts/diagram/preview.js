// What the widgets of the page show, before the server has heard of it. The server sends the states
// along each headline input and the moves that lead there; here one of them is only chosen.
// dom.js stands in front of this file in one module.

const MOVED = ['keydown', 'pointerdown', 'input'];

// What a widget shows: its place along the range, its words. Null where it is not on the page, or
// switched off because the fact is not known.
function shownBy(fact) {
  const widget = document.querySelector(`.st-key-${fact}`);
  const slider = widget?.querySelector('input[type=range]');
  if (slider?.disabled) return null;
  if (slider) return { at: slider.valueAsNumber, words: slider.getAttribute('aria-valuetext') };
  const chosen = widget?.querySelector('[aria-checked=true]');
  return chosen ? { words: chosen.textContent.trim() } : null;
}

// Calls `changed` whenever a widget shows another value, and knows which one is in hand: a value
// that the server set (a scenario, undo) is not a move. Streamlit may replace the widgets' nodes,
// so the whole page is watched, for the two attributes that say a value and nothing else.
function watchWidgets(changed) {
  const watch = { hand: null };
  const take = ({ target }) => {
    watch.hand = target.closest?.('[class*=st-key-]') ?? null;
  };
  const drop = () => {
    watch.hand = null;
  };
  const values = new MutationObserver(changed);
  watch.holds = (fact) => Boolean(watch.hand?.classList.contains(`st-key-${fact}`));
  // Starting again is harmless: the same listeners are not added twice.
  watch.start = () => {
    for (const name of MOVED) document.addEventListener(name, take, true);
    addEventListener('popstate', drop);
    values.observe(document.body, {
      subtree: true,
      attributeFilter: ['aria-valuetext', 'aria-checked'],
    });
  };
  watch.stop = () => {
    for (const name of MOVED) document.removeEventListener(name, take, true);
    removeEventListener('popstate', drop);
    values.disconnect();
  };
  return watch;
}

// The move from the server's patient to what the widget of a fact shows; null when there is none.
function moveOf({ along, now }, fact) {
  const shown = shownBy(fact);
  if (!shown) return null;
  // A segment begins with a capital where a slider does not.
  const alike = (words) => words.toLowerCase() === shown.words.toLowerCase();
  const move = along[fact].moves.find(({ low, high, shown: words }) =>
    words === undefined ? low <= shown.at && shown.at <= high : alike(words),
  );
  const to = move?.shown === undefined ? shown.at : move.value;
  return move && to !== now[fact] ? { ...move, at: shown.at } : null;
}

// The move in hand that the server has not answered: undefined for none, null for two at once, which
// have no state here, for its answer to the first is on its way.
function moveInHand(data, watch) {
  const moved = Object.keys(data.along ?? {}).filter((fact) => moveOf(data, fact));
  if (!moved.some(watch.holds)) return undefined;
  return moved.length > 1 ? null : { ...moveOf(data, moved[0]), fact: moved[0] };
}

// The view that the server will send for the move in hand; null for two moves at once.
function previewOf(data, watch) {
  const move = moveInHand(data, watch);
  if (!move) return move === null ? null : data;
  const next = Array.isArray(move.next) ? move.next[move.at - move.low] : move.next;
  const filled = (words) => words.replace('{value}', move.at);
  const words = data.kept && moveOf({ ...data, along: data.kept.along }, move.fact);
  return {
    ...data,
    kept: words ? { ...data.kept, words: { ...words, b: filled(words.b) } } : data.kept,
    state: data.along[move.fact].states[move.state],
    before: data.state,
    sentence: { ...move, main: filled(move.main), next: filled(next) },
  };
}
