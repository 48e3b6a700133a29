import fc from 'fast-check'

/** What nobody asked for, of every kind that JSON can carry. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...oddValues()) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 2, arbitrary: fc.integer({ min: -3, max: 30 }) },
  { weight: 3, arbitrary: fc.jsonValue({ noUnicodeString: false }) },
)

function oddValues(): unknown[] {
  return [
    ...[null, true, false, '', [], {}],
    ...[0, -0, -1, 1.5, 2 ** 31, 2 ** 53, 2 ** 63, 1e21, 1e308, -1e308, 5e-324],
    ...['1', '01', '1e3', 'NaN', 'true', 'null', 'undefined', '[object Object]'],
    // Strings that engines cut, pad, refuse or compare in ways of their own.
    ...['\u0000', 'a\u0000b', '\ud800', 'a\udfff', '\ufeff', '\u202e', '\u00a0', 'e\u0301', '🧊'],
    ...['%', '_', '!', '%'.repeat(200), '\\', "'", '"', '`', "' or 1=1 --", '=1+1'],
    ...['x'.repeat(300), 'x'.repeat(70_000), 'é'.repeat(40_000)],
    // Days that are none, and some that are just about.
    ...['2026-02-29', '2026-02-30', '2026-13-01', '0000-00-00', '-001-01-01', '1899-12-31'],
    ...['2026-1-1', '2026-01-01T00:00:00Z', '+012026-01-01', '3000-01-01', '1900-01-01'],
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then'],
    ...['{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":1}}', '{"then":1}'].map(
      (text) => JSON.parse(text),
    ),
    ...[{ toString: 1, valueOf: 2 }, { length: 1e9 }, { toJSON: 1 }],
    ...[nested(1_000), Array(1_000).fill(1), Array(150_000).fill(1), [[[]]], [null]],
    Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`key${n}`, n])),
  ]
}

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let n = 0; n < depth; n++) value = n % 2 === 0 ? [value] : { and: value }
  return value
}
