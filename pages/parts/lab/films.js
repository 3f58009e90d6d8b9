// The films that the server has sent ahead, one for each picture: what one slider would show at the
// values around it. Both scripts of the lab have this file in front of them.

const films = (globalThis.netlogicFilms ??= new Map());
