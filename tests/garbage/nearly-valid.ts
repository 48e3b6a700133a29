import fc from 'fast-check'

/** As much of JSON Schema as the schemas of inputs use. */
export interface JsonSchema {
  type?: string
  enum?: unknown[]
  format?: string
  pattern?: string
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  $ref?: string
  $defs?: Record<string, JsonSchema>
}

const DEEPEST = 4

/** Values that a schema describes, most of them valid; what is optional is often left out. */
export function valuesOf(
  schema: JsonSchema,
  definitions: JsonSchema['$defs'] = schema.$defs,
  depth = 0,
): fc.Arbitrary<unknown> {
  const inside = (part: JsonSchema) => valuesOf(part, definitions, depth + 1)
  if (schema.$ref) {
    const target = definitions?.[schema.$ref.replace('#/$defs/', '')]
    return target && depth < DEEPEST ? inside(target) : fc.constant({})
  }
  const variants = schema.anyOf ?? schema.oneOf
  if (variants) return fc.oneof(...variants.map(inside))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  switch (schema.type) {
    case 'object':
      return objects(schema, inside)
    case 'array':
      return fc.array(inside(schema.items ?? {}), { maxLength: 3 })
    case 'integer':
    case 'number':
      return numbers(schema)
    case 'string':
      return strings(schema)
    case 'boolean':
      return fc.boolean()
    default:
      return fc.constant(null)
  }
}

function objects(
  { properties, required = [], additionalProperties }: JsonSchema,
  inside: (part: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  if (!properties) {
    const values = typeof additionalProperties === 'object' ? inside(additionalProperties) : words
    return fc.dictionary(fc.constantFrom('en', 'fr', 'de', 'pt-BR'), values, { minKeys: 2 })
  }
  const fields = Object.entries(properties).map(([name, part]) => [
    name,
    special[name] ?? inside(part),
  ])
  return fc.record(Object.fromEntries(fields), { requiredKeys: required as never[] })
}

// Small ones above all: those are ids and boxes that exist.
function numbers({ minimum, exclusiveMinimum = 0, maximum = 1_000 }: JsonSchema) {
  const min = minimum ?? exclusiveMinimum + 1
  const max = Math.min(maximum, Number.MAX_SAFE_INTEGER)
  const few = fc.integer({ min, max: Math.min(max, min + 5) })
  return fc.oneof({ weight: 5, arbitrary: few }, { weight: 1, arbitrary: fc.integer({ min, max }) })
}

function strings({ format, pattern }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date') return fc.constantFrom(...days)
  return pattern === '^[\\w-]{11}$' ? fc.constantFrom(...PUBLIC_IDS) : words
}

/** What videos and playlists are named by: of each there is one with each of these ids, but for the last. */
export const PUBLIC_IDS = ['peas-soup-1', 'peas-soup-2', 'peas-soup-3', 'not-there-0'] as const

const days = ['2024-01-31', '2024-02-29', '1900-01-01', '2999-12-31']

const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('soup', 'peas', '%ea%', 'de', 'UTC') },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }) },
)

const cells = fc.constantFrom(
  '',
  '1',
  '4',
  'soup',
  'peas',
  '=1+1',
  '"',
  '2024-01-31',
  'never',
  '-1',
)
const header =
  'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity'
const goodRow = ['cellar', '4', '1', '', 'peas', '', 'soup', '2024-01-31', '', '6', '1']

/** Fields whose strings have a form that no schema tells. */
const special: Record<string, fc.Arbitrary<unknown>> = {
  csv: fc
    .array(fc.tuple(...goodRow.map((good) => fc.oneof(fc.constant(good), cells))), { maxLength: 4 })
    .map((rows) => [header, ...rows.map((row) => row.join(','))].join('\n')),
  cursor: fc
    .tuple(
      fc.constantFrom(
        'place',
        '-version',
        'id',
        'created,id',
        'bestBefore,id',
        'freezerId,box,number,id',
      ),
      fc.array(fc.oneof(fc.integer(), words, fc.constant(null), fc.constant(1e308)), {
        maxLength: 4,
      }),
    )
    .map(([sort, position]) =>
      Buffer.from(JSON.stringify([sort, ...position])).toString('base64url'),
    ),
  email: fc.emailAddress(),
  password: fc.constantFrom('porridge at seven', 'password', ''),
}
