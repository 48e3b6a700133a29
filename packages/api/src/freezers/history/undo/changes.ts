import type { Language } from '../../../text/language.ts'
import type { Thing } from './facts.ts'
import { isProduct } from './facts.ts'
import type { Names } from './names.ts'
import type { Registers, State } from './state.ts'

/** What may change, each with a name for programs. */
export const changing = [
  'product',
  'freezer',
  'name',
  'description',
  'type',
  'quantity',
  'dateIn',
  'periodMonths',
  'place',
  'leaving',
  'boxes',
  'archived',
] as const

export interface Change {
  what: (typeof changing)[number]
  /** In words; null: there is none. */
  before: string | null
  after: string | null
}

/** What changes between two states of a thing, in words: the thing itself, or each fact of it. */
export function changesBetween(
  thing: Thing,
  before: State,
  after: State,
  language: Language,
  names: Names,
): Change[] {
  const say = wordsOf(language === 'fr' ? french : english, names)
  const kind = isProduct(thing) ? 'product' : 'freezer'
  if (before.exists !== true || after.exists !== true) {
    const whole = (state: State) => (state.exists ? say[kind](state as Registers) : null)
    return [{ what: kind, before: whole(before), after: whole(after) }]
  }
  const facts = kind === 'product' ? productFacts : freezerFacts
  const told = (state: State) => facts.map((what) => [what, say[what](state as Registers)] as const)
  const then = new Map(told(after))
  return told(before).flatMap(([what, now]) => {
    const next = then.get(what) ?? null
    return next === now ? [] : [{ what, before: now, after: next }]
  })
}

const productFacts = [
  'name',
  'description',
  'type',
  'quantity',
  'dateIn',
  'periodMonths',
  'place',
  'leaving',
] as const

const freezerFacts = ['name', 'boxes', 'archived'] as const

interface Vocabulary {
  quoted: (text: string) => string
  place: (box: number, number: number, freezer: string) => string
  months: (count: number) => string
  forEver: string
  inside: string
  out: (day: string, reason: string | undefined) => string
  reasons: Record<string, string>
  withBoxes: (name: string, boxes: number) => string
  inUse: string
  archived: string
}

const english: Vocabulary = {
  quoted: (text) => `"${text}"`,
  place: (box, number, freezer) => `box ${box}, number ${number} of ${freezer}`,
  months: (count) => `${count} months`,
  forEver: 'for ever',
  inside: 'inside',
  out: (day, reason) => `out on ${day}${reason ? `: ${reason}` : ''}`,
  reasons: { eaten: 'eaten', 'given away': 'given away', discarded: 'discarded' },
  withBoxes: (name, boxes) => `${name} with ${boxes} boxes`,
  inUse: 'in use',
  archived: 'archived',
}

const french: Vocabulary = {
  quoted: (text) => `« ${text} »`,
  place: (box, number, freezer) => `boîte ${box}, numéro ${number} de ${freezer}`,
  months: (count) => `${count} mois`,
  forEver: 'sans limite',
  inside: 'dedans',
  out: (day, reason) => `sorti le ${day}${reason ? ` : ${reason}` : ''}`,
  reasons: { eaten: 'mangé', 'given away': 'donné', discarded: 'jeté' },
  withBoxes: (name, boxes) => `${name} avec ${boxes} boîtes`,
  inUse: 'en service',
  archived: 'archivé',
}

type Say = Record<Change['what'], (state: Registers) => string>

function wordsOf(words: Vocabulary, { freezers, types }: Names): Say {
  const freezerName = (id: number) => words.quoted(freezers.get(id) ?? String(id))
  const place = ({ place: { freezerId, box, number } }: Registers) =>
    words.place(box, number, freezerName(freezerId))
  const leaving = ({ leaving: left }: Registers) =>
    left ? words.out(left.dateOut, words.reasons[left.reason ?? '']) : words.inside
  const archived = ({ archivedAt }: Registers) =>
    archivedAt === null ? words.inUse : words.archived
  return {
    product: (state) => [words.quoted(state.name), place(state), leaving(state)].join(', '),
    freezer: (state) =>
      `${words.withBoxes(words.quoted(state.name), state.boxes)}, ${archived(state)}`,
    name: ({ name }) => words.quoted(name),
    description: ({ description }) => words.quoted(description),
    type: ({ typeId }) => types.get(typeId) ?? String(typeId),
    quantity: ({ quantity }) => String(quantity),
    dateIn: ({ dateIn }) => dateIn,
    periodMonths: ({ periodMonths }) =>
      periodMonths === null ? words.forEver : words.months(periodMonths),
    place,
    leaving,
    boxes: ({ boxes }) => String(boxes),
    archived,
  }
}
