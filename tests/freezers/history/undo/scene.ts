import type { Person, TestServer } from '#harness'

export type Undone = Awaited<ReturnType<Person['larder']['freezers']['history']['undo']>>

/** Somebody with a freezer "attic" of five boxes and peas in its first, and who looks behind it. */
export interface Scene {
  person: Person
  freezerId: number
  peas: number
  undo(eventId: number, dryRun?: boolean): Promise<Undone>
  /** The last event of a product or freezer, of a type if one is given. */
  eventOf(thing: string, type?: string): Promise<number>
  /** The rows of the household, without the times at which they were made. */
  rows(): Promise<{ freezers: object[]; products: object[] }>
}

/** Sets the scene for somebody new. */
export async function sceneOf(larder: TestServer, name = 'ada'): Promise<Scene> {
  const person = await larder.person(name)
  const { householdId } = person
  const freezer = await person.freezer({ name: 'attic', boxes: 5 })
  const { id: peas } = await person.product(freezer, { dateIn: '2024-01-10' })
  const { reader } = larder.database
  return {
    person,
    freezerId: freezer.id,
    peas,
    undo: (eventId, dryRun = false) => person.larder.freezers.history.undo({ eventId, dryRun }),
    async eventOf(thing, type) {
      const events = reader.selectFrom('events').select('id').where('subject', '=', thing)
      const wanted = type === undefined ? events : events.where('type', '=', type)
      return (await wanted.orderBy('id', 'desc').executeTakeFirstOrThrow()).id
    },
    async rows() {
      const freezers = reader.selectFrom('freezers').selectAll().orderBy('id')
      const products = reader.selectFrom('products').selectAll().orderBy('id')
      return {
        freezers: (await freezers.where('household_id', '=', householdId).execute()).map(
          ({ created_at, archived_at, ...row }) => ({ ...row, isArchived: archived_at !== null }),
        ),
        products: (await products.where('household_id', '=', householdId).execute()).map(
          ({ created_at, ...row }) => row,
        ),
      }
    },
  }
}
