// Keeps the address in step with the patient, without a new entry in the browser's history.
export default function ({ data: { keys, pairs } }) {
  const url = new URL(window.location.href);
  keys.forEach((key) => url.searchParams.delete(key));
  pairs.forEach(([key, value]) => url.searchParams.append(key, value));
  if (url.href !== window.location.href) window.history.replaceState(window.history.state, '', url);
}
