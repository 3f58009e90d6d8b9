// Keeps a film for the picture that it belongs to; there is nothing to see. films.js stands in front.

export default function ({ data }) {
  films.set(data.of, data);
}
