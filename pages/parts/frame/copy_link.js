// A button that copies this page's address. Where the clipboard is denied it shows the address, so
// that it can be copied by hand.

// The news of a copied link goes after so many ms; the box with an address stays.
const NEWS = 2000;

export default function ({ parentElement }) {
  const button = parentElement.querySelector('button');
  const said = parentElement.querySelector('[role=status]');
  const field = parentElement.querySelector('input');
  let fading;
  button.onclick = async () => {
    const address = window.location.href;
    clearTimeout(fading);
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = 'Link copied';
      field.hidden = true;
      fading = setTimeout(() => (said.textContent = ''), NEWS);
    } catch {
      field.hidden = false;
      field.value = address;
      field.select();
      said.textContent = 'Copy the address in the box';
    }
  };
}
