import { reason } from '../errors/reason.ts'

function list(values: (number | string)[]): string {
  return values.join(', ')
}

const MOST_NAMED = 5

function eventsIn(events: { eventId: number; text: string }[], areAll: boolean): string {
  const named = events.slice(0, MOST_NAMED).map(({ eventId, text }) => `${eventId} (${text})`)
  const more = events.length - named.length
  return `${named.join(', ')}${more > 0 ? ` and ${areAll ? '' : 'more than '}${more} others` : ''}`
}

/** The reasons of freezers, products and product types. */
export const freezerErrors = {
  FREEZER_NAME_TAKEN: reason<{ name: string }>(
    'CONFLICT',
    ({ name }) => `There is already a freezer named "${name}". Choose another name.`,
  ),
  FREEZER_HAS_HISTORY: reason<{ events: number; productsInside: number }>(
    'CONFLICT',
    ({ events, productsInside }) =>
      `This freezer has a history of ${events} product events and holds ${productsInside} products now, so it cannot be deleted. Archive it instead.`,
  ),
  FREEZER_ARCHIVED: reason<{ freezerId: number; name: string }>(
    'CONFLICT',
    ({ name }) =>
      `The freezer "${name}" is archived: nothing can be put into it. Restore it or choose another.`,
  ),
  FREEZER_HAS_OCCUPIED_BOXES: reason<{ boxes: number[]; wanted: number }>(
    'CONFLICT',
    ({ boxes, wanted }) =>
      `The freezer cannot shrink to ${wanted} boxes: products are in box ${list(boxes)}. Move or take them out first.`,
  ),
  TOO_MANY_BOXES: reason<{ boxes: number; limit: number }>(
    'UNPROCESSABLE_CONTENT',
    ({ boxes, limit }) =>
      `These freezers have ${boxes} boxes together, and one answer takes ${limit}. Ask for one freezer after the other.`,
  ),
  BOX_MISSING: reason<{ box: number; boxes: number }>(
    'UNPROCESSABLE_CONTENT',
    ({ box, boxes }) => `There is no box ${box}: this freezer has boxes 1 to ${boxes}.`,
  ),
  NUMBER_TAKEN: reason<{ box: number; number: number; productId: number; nextFree: number }>(
    'CONFLICT',
    ({ box, number, productId, nextFree }) =>
      `Number ${number} in box ${box} is on product ${productId}. The next free number is ${nextFree}; leave the number out to get it.`,
  ),
  DAY_IN_FUTURE: reason<{ field: 'dateIn' | 'dateOut'; day: string; today: string }>(
    'UNPROCESSABLE_CONTENT',
    ({ field, day, today }) =>
      `${field} ${day} is in the future: today is ${today} in the household's time zone.`,
  ),
  DATE_OUT_BEFORE_DATE_IN: reason<{ dateIn: string; dateOut: string }>(
    'UNPROCESSABLE_CONTENT',
    ({ dateIn, dateOut }) =>
      `The product cannot leave on ${dateOut}: it was put in on ${dateIn}. Correct one of the two days.`,
  ),
  PRODUCT_ALREADY_OUT: reason<{ productId: number; since: string }>(
    'CONFLICT',
    ({ productId, since }) => `Product ${productId} is out since ${since}. Put it back first.`,
  ),
  PRODUCT_STILL_INSIDE: reason<{ productId: number; box: number; number: number }>(
    'CONFLICT',
    ({ productId, box, number }) =>
      `Product ${productId} is inside already, in box ${box} with number ${number}.`,
  ),
  TYPE_NAME_TAKEN: reason<{ language: string; name: string; typeId: number }>(
    'CONFLICT',
    ({ language, name, typeId }) =>
      `Product type ${typeId} is already named "${name}" in ${language}. Choose another name.`,
  ),
  TYPE_IN_USE: reason<{ typeId: number; products: number }>(
    'CONFLICT',
    ({ typeId, products }) =>
      `Product type ${typeId} cannot be removed: ${products} products are of this type.`,
  ),
  NOT_UNDOABLE: reason<{ eventId: number; type: string }>(
    'UNPROCESSABLE_CONTENT',
    ({ eventId, type }) =>
      type.startsWith('FreezerMoved')
        ? `Event ${eventId} is not undone: move the freezer back to the other household instead.`
        : `Event ${eventId} is of the kind ${type}: only what was done to freezers and products can be undone.`,
  ),
  UNDO_ACROSS_HOUSEHOLDS: reason<{ eventId: number }>(
    'CONFLICT',
    ({ eventId }) =>
      `Event ${eventId} cannot be undone here: it concerns a freezer that belongs to another household now.`,
  ),
  UNDO_ERASED: reason<{ eventId: number }>(
    'UNPROCESSABLE_CONTENT',
    ({ eventId }) =>
      `Event ${eventId} cannot be undone: what it replaced was erased from the log with the account that wrote it.`,
  ),
  ALREADY_UNDONE: reason<{ eventId: number; undoneBy: number }>(
    'CONFLICT',
    ({ eventId, undoneBy }) =>
      `Event ${eventId} is undone already, by event ${undoneBy}. To do it again, undo event ${undoneBy}.`,
  ),
  UNDO_BLOCKED: reason<{
    eventId: number
    blockers: { eventId: number; type: string; text: string }[]
    areAll: boolean
  }>(
    'CONFLICT',
    ({ eventId, blockers, areAll }) =>
      `Nothing was changed: event ${eventId} cannot be undone as long as these later ones stand in the way: ${eventsIn(blockers, areAll)}. Undo them first, in this order.`,
  ),
  IMPORT_REFUSED: reason<{ rows: { row: number; problems: string[] }[] }>(
    'UNPROCESSABLE_CONTENT',
    ({ rows }) =>
      `Nothing was imported. Correct these rows (the header is row 1) and try again: ${rows
        .map(({ row, problems }) => `row ${row}: ${problems.join(', ')}`)
        .join('; ')}.`,
  ),
}
