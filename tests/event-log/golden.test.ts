import { readdirSync } from 'node:fs'
import { defineEvent } from '@larder/api/src/event-log/define.ts'
import { eventTypes } from '@larder/api/src/events.ts'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { complaintsAbout, complaintsOf, directory, readGolden } from './golden-files.ts'

describe('Given what was recorded under every version of every event type', () => {
  test.each([...eventTypes])('then %s is read as it was decided', (_, type) => {
    expect(complaintsAbout(type)).toEqual([])
  })

  test('then no file is of a type or version that there never was', () => {
    const known = [...eventTypes.values()].flatMap(({ type, schemaVersion }) =>
      Array.from({ length: schemaVersion }, (_, index) => `${type}.v${index + 1}.json`),
    )
    expect(readdirSync(directory).filter((file) => !known.includes(file))).toEqual([])
  })
})

describe('Given an event type whose payload changed twice', () => {
  const Weighed = defineEvent(
    'Weighed',
    3,
    z.object({ grams: z.int(), by: z.string().nullable() }),
    {
      upcasts: {
        1: ({ kilos }: { kilos: number }) => ({ kilograms: kilos }),
        2: ({ kilograms }: { kilograms: number }) => ({ grams: kilograms * 1_000, by: null }),
      },
    },
  )
  const today = { grams: 2_500, by: null }

  test.each([
    { version: 1, recorded: { kilos: 2.5 } },
    { version: 2, recorded: { kilograms: 2.5 } },
    { version: 3, recorded: today },
  ])('when version $version is read, then it has the shape of today', ({ version, recorded }) => {
    const golden = {
      shape: version === 3 ? shapeOfToday() : {},
      examples: [{ recorded, read: today }],
    }
    expect(complaintsOf(Weighed, version, golden)).toEqual([])
  })

  function shapeOfToday(): unknown {
    return {
      type: 'object',
      properties: { grams: { type: 'integer' }, by: { type: ['string', 'null'] } },
      required: ['grams', 'by'],
      additionalProperties: false,
    }
  }
})

describe('control', () => {
  const known = readGolden('FreezerResized', 1) ?? { shape: {}, examples: [] }
  const sizes = { from: z.int(), to: z.int() }

  test('a payload that changed under the same version is found', () => {
    const changed = defineEvent('FreezerResized', 1, z.object({ ...sizes, why: z.string() }))
    expect(complaintsOf(changed, 1, known)).toContain(
      'The payload of FreezerResized changed: raise its schemaVersion and add an upcast',
    )
  })

  test('a version without a golden file is found', () => {
    const raised = defineEvent('FreezerResized', 2, z.object(sizes), {
      upcasts: { 1: (old) => old },
    })
    expect(complaintsAbout(raised)).toEqual([
      'FreezerResized has no golden file for version 2: npm run golden',
    ])
  })

  test('an upcast that gives something else than was decided is found', () => {
    const careless = defineEvent('FreezerResized', 2, z.object(sizes), {
      upcasts: { 1: () => ({ from: 1 }) },
    })
    expect(complaintsOf(careless, 1, known)).toHaveLength(2)
  })
})
