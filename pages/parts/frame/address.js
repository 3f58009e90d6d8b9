// Keeps the address in step with the patient, without a new entry in the browser's history.

// When what stands in the address was said last, by whose it is: on a busy machine the browser may
// call with what was said first after what was said later, which would then be lost.
const latest = new Map();

export default function ({ data: { keys, pairs, of, since } }) {
  if (since < (latest.get(of) ?? 0)) return;
  latest.set(of, since);
  const url = new URL(window.location.href);
  keys.forEach((key) => url.searchParams.delete(key));
  pairs.forEach(([key, value]) => url.searchParams.append(key, value));
  if (url.href !== window.location.href) window.history.replaceState(window.history.state, '', url);
}
