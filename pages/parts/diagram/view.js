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

// A picture of two patients marks how they differ, not what has just changed.
function columnsOf({ columns, state, before, kept }) {
  return columns.map((column) => {
    const answerOf = (one) => one.answers[column.id] ?? NOT_KNOWN;
    const now = answerOf(state);
    const then = before && !kept ? answerOf(before) : now;
    const theirs = kept ? answerOf(kept.state) : null;
    const open = state.unknown?.[column.id] ?? [];
    const all = [...column.places, { id: NOT_KNOWN, words: 'not known' }];
    const wordsOf = (id) => all.find((place) => place.id === id)?.words;
    const beside = kept && theirs !== now ? wordsOf(theirs) : '';
    const places = all.map((place) => {
      const taken = place.id === now;
      const why = [
        ...reasonsOf(state.because?.[column.id], place.words),
        then !== now && `was ${wordsOf(then)}`,
        beside && `A: ${beside}`,
      ]
        .filter(Boolean)
        .join('; ');
      const not =
        (place.id === theirs ? 'A, not this patient' : 'not this patient') +
        (place.id === then ? ', was before' : '');
      return {
        ...place,
        taken,
        id: `${column.id}:${place.id}`,
        column: column.id,
        unknown: place.id === NOT_KNOWN,
        key: taken ? `step:${column.id}` : `step:${column.id}:${place.id}`,
        changed: taken && then !== now,
        was: !taken && place.id === then,
        kept: place.id === theirs,
        tag: beside && (taken ? 'B' : place.id === theirs ? 'A' : ''),
        open: taken ? open : [],
        label: `${column.question} ${place.words}` + (taken ? why && `: ${why}` : `: ${not}`),
      };
    });
    return {
      ...column,
      places,
      taken: places.find((place) => place.taken) ?? places.at(-1),
      theirs: places.find((place) => place.kept),
      beside,
      was: then === now ? '' : wordsOf(then),
    };
  });
}

function optionsOf({ state, before, standings, kept }, options) {
  return options.map((option) => {
    const standingOf = (one) => one.standings[option.id] ?? NOT_LISTED;
    const standing = standingOf(state);
    const then = before && !kept ? standingOf(before) : standing;
    const theirs = kept ? standingOf(kept.state) : null;
    const beside = kept && theirs !== standing ? theirs : '';
    const could = state.could_be?.[option.id];
    const waits = state.waits?.[option.id] ?? [];
    const name = option.short ?? option.label;
    const more = [
      beside && `A: ${beside}`,
      then !== standing && `was ${then}`,
      could && `could be ${could}`,
      waits.length && `depends on ${waits.join(', ')}`,
    ].filter(Boolean);
    return {
      ...option,
      name,
      standing,
      rank: standings.indexOf(standing),
      theirs,
      theirRank: standings.indexOf(theirs),
      beside,
      changed: then !== standing,
      open: Boolean(could || waits.length),
      key: `option:${option.id}`,
      said: [standing, ...more].join(', '),
      label: `${name}: ${[standing, ...more].join(', ')}`,
      long: option.label ?? name,
    };
  });
}
