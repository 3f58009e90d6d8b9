// From the view that Python sends to what is written on the picture, for the eye and for a screen
// reader. A column holds places (answers); one place of each column is taken.

const NOT_KNOWN = '?';

// What an answer rests on, in parts, the unknown facts among them; what only says the answer again
// is left out.
function reasonsOf(because, words) {
  const parts = because ? because.split('; ') : [];
  if (words === 'not known') return parts.map((part) => part.replace(/^not known: /, ''));
  return parts.filter((part) => part !== words && !part.endsWith(`: ${words}`));
}

function columnsOf({ columns, state, before }) {
  return columns.map((column) => {
    const now = state.answers[column.id] ?? NOT_KNOWN;
    const then = before ? (before.answers[column.id] ?? NOT_KNOWN) : now;
    const open = state.unknown?.[column.id] ?? [];
    const all = [...column.places, { id: NOT_KNOWN, words: 'not known' }];
    const wordsThen = all.find((place) => place.id === then)?.words;
    const places = all.map((place) => {
      const taken = place.id === now;
      const why = [
        ...reasonsOf(state.because?.[column.id], place.words),
        then !== now && `was ${wordsThen}`,
      ]
        .filter(Boolean)
        .join('; ');
      return {
        ...place,
        taken,
        id: `${column.id}:${place.id}`,
        column: column.id,
        unknown: place.id === NOT_KNOWN,
        key: taken ? `step:${column.id}` : `step:${column.id}:${place.id}`,
        changed: taken && then !== now,
        was: !taken && place.id === then,
        open: taken ? open : [],
        label:
          `${column.question} ${place.words}` +
          (taken
            ? why && `: ${why}`
            : `: not this patient${place.id === then ? ', was before' : ''}`),
      };
    });
    return {
      ...column,
      places,
      taken: places.find((place) => place.taken) ?? places.at(-1),
      was: then === now ? '' : wordsThen,
    };
  });
}

function optionsOf({ state, before, standings }, options) {
  return options.map((option) => {
    const standing = state.standings[option.id] ?? NOT_LISTED;
    const then = before?.standings[option.id] ?? (before ? NOT_LISTED : standing);
    const could = state.could_be?.[option.id];
    const waits = state.waits?.[option.id] ?? [];
    const name = option.short ?? option.label;
    const more = [
      then !== standing && `was ${then}`,
      could && `could be ${could}`,
      waits.length && `depends on ${waits.join(', ')}`,
    ].filter(Boolean);
    return {
      ...option,
      name,
      standing,
      rank: standings.indexOf(standing),
      changed: then !== standing,
      open: Boolean(could || waits.length),
      key: `option:${option.id}`,
      said: [standing, ...more].join(', '),
      label: `${name}: ${[standing, ...more].join(', ')}`,
      long: option.label ?? name,
    };
  });
}
