// A button that copies a text, or this page's address. Where the clipboard is denied it shows what
// was to be copied, so that it can be copied by hand.

// The news of a copy goes after so many ms; the box stays.
const NEWS = 2000;

function shown(box, name, text) {
  const field = box.querySelector('textarea') ?? box.appendChild(document.createElement('textarea'));
  field.readOnly = true;
  field.rows = Math.min(text.split('\n').length, 12);
  field.setAttribute('aria-label', name);
  field.value = text;
  field.select();
}

export default function ({ parentElement, data: { words, name, text } }) {
  const box = parentElement.querySelector('.copy');
  const button = box.querySelector('button');
  const said = box.querySelector('[role=status]');
  let fading;
  button.textContent = words.button;
  button.hidden = false; // until now it had no name
  box.toggleAttribute('data-long', text !== null);
  button.onclick = async () => {
    const copied = text ?? window.location.href;
    clearTimeout(fading);
    try {
      await navigator.clipboard.writeText(copied);
      said.textContent = words.done;
      box.querySelector('textarea')?.remove();
      fading = setTimeout(() => (said.textContent = ''), NEWS);
    } catch {
      shown(box, name, copied);
      said.textContent = words.denied;
    }
  };
}
