// The picture is ahead of the server while a slider is in hand. Cards and tables below have nothing
// to show for that: they hear of it from the picture, and are dimmed as what belongs to the patient
// before.

const EARLY = 'netlogic-early';

const tellEarly = (early) => dispatchEvent(new CustomEvent(EARLY, { detail: early }));

// Dims a node while the picture is ahead; the function given back ends that. Doing it again at every
// move is harmless: the same listener is not added twice.
function dimEarly(node) {
  node.hearEarly ??= ({ detail }) => set(node, { 'data-early': detail });
  addEventListener(EARLY, node.hearEarly);
  return () => removeEventListener(EARLY, node.hearEarly);
}
