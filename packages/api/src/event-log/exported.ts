import type { ExportFile, ExportScope } from '../leaving/export/define.ts'
import { READ_AT_ONCE } from '../leaving/export/define.ts'
import { jsonLines } from '../leaving/export/text.ts'
import { exactColumn, integerColumn } from '../listing/columns.ts'
import { listOf } from '../listing/list.ts'
import type { Language } from '../text/language.ts'
import { readEvents } from './feed/read-events.ts'
import type { RecordedEvent } from './recorded-event.ts'
import { recordedEvent } from './recorded-event.ts'
import { eventInWords } from './words/event-in-words.ts'

/** What somebody did, and what happened to their account without them. */
export function filesOfEvents(scope: ExportScope): ExportFile[] {
  return [
    {
      name: 'events/by-you.jsonl',
      explains: {
        en: 'Everything that you did, wherever, an event a line: when, what, in which request and from which address.',
        fr: 'Tout ce que vous avez fait, où que ce soit, un événement par ligne : quand, quoi, dans quelle requête et de quelle adresse.',
      },
      read: () => jsonLines(doneBy(scope)),
    },
    {
      name: 'events/about-you.jsonl',
      explains: {
        en: 'What else happened to your account, such as what an administrator did to it.',
        fr: 'Ce qui est arrivé d’autre à votre compte, par exemple ce qu’un administrateur y a fait.',
      },
      read: () => jsonLines(doneTo(scope)),
    },
  ]
}

const ownEvents = listOf({
  columns: {
    id: integerColumn('event.id'),
    at: exactColumn('event.recorded_at'),
    accountId: integerColumn('event.account_id'),
  },
  unique: 'id',
  select: (db) => db.selectFrom('events as event').selectAll('event'),
})

/**
 * What is for administrators only stays with them: it would tell a thing that is somebody else's
 * from one that does not exist.
 */
async function* doneBy({
  db,
  accountId,
  language,
  readmit,
}: ExportScope): AsyncGenerator<object[]> {
  const last = await db
    .selectFrom('events')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  const where = { accountId: { eq: accountId }, id: { lte: last?.id ?? 0 } }
  const sort = [{ by: 'at', direction: 'asc' as const }]
  let cursor: string | undefined
  do {
    await readmit()
    const page = await ownEvents.page(db, { where, sort, cursor, limit: READ_AT_ONCE, extra: {} })
    const seen = page.items.filter(({ audience }) => audience !== 'administrators')
    yield seen.map((row) => {
      const event = recordedEvent(row)
      const { tokenId, requestId, address } = event
      return { ...told(event, language), tokenId, requestId, address }
    })
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

/** Without from where: that is the address of whoever did it. */
async function* doneTo({
  db,
  accountId,
  language,
  readmit,
}: ExportScope): AsyncGenerator<object[]> {
  const head = await db
    .selectFrom('events')
    .select((eb) => eb.fn.max('position').as('position'))
    .executeTakeFirst()
  const upTo = head?.position ?? 0
  let after = 0
  while (after < upTo) {
    await readmit()
    const audiences = [`account-${accountId}` as const]
    const part = await readEvents(db, { audiences, after, upTo, limit: READ_AT_ONCE })
    yield part.rows
      .filter(({ account_id }) => account_id !== accountId)
      .map((row) => told(recordedEvent(row), language))
    after = part.position
  }
}

function told(event: RecordedEvent, language: Language): object {
  const { id, position, at, type, stream, subject, payload } = event
  const text = eventInWords(language, { type, payload })
  return { id, position: position || null, at, type, stream, subject, text, payload }
}
