// A button that copies this page's address. Where the clipboard is denied it shows the address, so
// that it can be copied by hand.
export default function ({ parentElement }) {
  const button = parentElement.querySelector('button');
  const said = parentElement.querySelector('[role=status]');
  const field = parentElement.querySelector('input');
  button.onclick = async () => {
    const address = window.location.href;
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = 'Link copied';
      field.hidden = true;
    } catch {
      field.hidden = false;
      field.value = address;
      field.select();
      said.textContent = 'Copy the address in the box';
    }
  };
}
