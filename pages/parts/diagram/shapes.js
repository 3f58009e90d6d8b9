// The shapes of standings and verdicts, for the picture, the cards and the tables alike.

const NOT_LISTED = 'not listed here';

// Standing shapes in a 16 x 16 box: the outline, then what is filled.
const RING = 'M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z';
const SHAPES = {
  'discuss first': [RING, RING],
  reasonable: [RING, 'M8 2a6 6 0 0 0 0 12Z'],
  emerging: [RING, ''],
  'usually avoid': ['M2.5 3.5H13.5L8 13Z', ''],
  'closed here': ['M3.5 3.5L12.5 12.5M12.5 3.5L3.5 12.5', ''],
  [NOT_LISTED]: ['', 'M6 8a2 2 0 1 0 4 0a2 2 0 1 0 -4 0Z'],
  // Verdicts on one condition.
  meets: ['M2.5 8.5L6.5 12.5L13.5 4', ''],
  'does not meet': ['M3.5 3.5L12.5 12.5M12.5 3.5L3.5 12.5', ''],
  'not known': ['M5 5.5a3 3 0 1 1 4.2 2.7Q8 8.8 8 10', 'M7 13a1 1 0 1 0 2 0a1 1 0 1 0 -2 0Z'],
  'not asked here': ['M4 8H12', ''],
};
