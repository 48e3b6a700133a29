import fc from 'fast-check'
import { junk } from './junk.ts'
import type { JsonSchema } from './nearly-valid.ts'
import { valuesOf } from './nearly-valid.ts'

/** Inputs for a procedure: valid ones with something wrong somewhere, valid ones, and plain junk. */
export function inputsFor(schema: JsonSchema): fc.Arbitrary<unknown> {
  const valid = valuesOf(schema)
  const spoilt = fc
    .tuple(valid, junk, fc.nat(), fc.constantFrom('replace', 'remove', 'add', 'mangle'))
    .map(([value, wrong, where, how]) => spoil(structuredClone(value), wrong, where, how))
  return fc.oneof(
    { weight: 6, arbitrary: spoilt },
    { weight: 3, arbitrary: valid },
    { weight: 1, arbitrary: junk },
  )
}

type Holder = Record<string, unknown>

/** Does something wrong at one of the places in a value. */
function spoil(value: unknown, wrong: unknown, where: number, how: string): unknown {
  const places = placesIn(value)
  const place = places[where % places.length]
  if (!place) return wrong
  const [holder, key] = place
  if (how === 'remove') delete holder[key]
  else if (how === 'add') holder[typeof wrong === 'string' ? wrong : 'isAdmin'] = wrong
  else if (how === 'mangle' && typeof holder[key] === 'string') holder[key] += JSON.stringify(wrong)
  else holder[key] = wrong
  return value
}

function placesIn(value: unknown): [holder: Holder, key: string][] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Holder
  return Object.keys(holder).flatMap((key) => [[holder, key], ...placesIn(holder[key])])
}
