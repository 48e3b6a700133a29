import type { LeavingPart } from '@larder/api/src/leaving/define.ts'
import { leavingParts } from '@larder/api/src/leaving.ts'
import { migrate, openDatabase } from '@larder/db'
import { describe, expect, test } from 'vitest'
import { afterwards, freshDatabase } from '#harness'
import { ownedTables, readSchema } from './owned-tables.ts'

const { databaseUrl } = await freshDatabase()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())
await migrate(database)
const schema = await readSchema(database)

const exported = (parts: readonly LeavingPart[]) =>
  parts.flatMap((part) => [...part.exports, ...Object.keys(part.notExported)])
const deleted = (parts: readonly LeavingPart[]) =>
  parts.flatMap((part) => [...part.deletes, ...Object.keys(part.notDeleted)])

/** Tables that belong to accounts and of which the registry says nothing. */
function forgotten(tables: typeof schema, named: string[]): string[] {
  return ownedTables(tables).filter((table) => !named.includes(table))
}

describe('Given every table that belongs to accounts, found from the schema', () => {
  test('then there are many, also some that say so only by what they refer to', () => {
    const owned = ownedTables(schema)
    expect(owned).toEqual(expect.arrayContaining(['products', 'sessions', 'webhook_secrets']))
    expect(owned).not.toContain('product_types')
  })

  test('when one is in no export and has no reason why, then this fails and says so', () => {
    expect(
      forgotten(schema, exported(leavingParts)),
      'say in the "leaving.ts" of its domain what of it is exported, or why nothing is',
    ).toEqual([])
  })

  test('when one is not deleted with its account and has no reason why, then this fails', () => {
    expect(
      forgotten(schema, deleted(leavingParts)),
      'say in the "leaving.ts" of its domain how it is deleted, or why it stays',
    ).toEqual([])
  })

  test('when a table is named twice, or is gone, then this fails', () => {
    for (const named of [exported(leavingParts), deleted(leavingParts)]) {
      expect(named.filter((table, index) => named.indexOf(table) !== index)).toEqual([])
      const names = schema.map(({ name }) => name)
      expect(named.filter((table) => !names.includes(table))).toEqual([])
    }
  })
})

describe('control: a domain that is added later and forgets to take part', () => {
  const notebooks = { name: 'notebooks', columns: ['id', 'account_id', 'title'], refersTo: [] }
  const pages = { name: 'pages', columns: ['id', 'notebook_id'], refersTo: ['notebooks'] }

  test('is found by its columns and by what its tables refer to', () => {
    const tables = [...schema, notebooks, pages]
    expect(forgotten(tables, exported(leavingParts))).toEqual(['notebooks', 'pages'])
    expect(forgotten(tables, deleted(leavingParts))).toEqual(['notebooks', 'pages'])
  })

  test('is found when only one of the two says something of a table', () => {
    const without = leavingParts.map((part) => ({ ...part, deletes: [], notDeleted: {} }))
    expect(forgotten(schema, deleted(without))).toContain('sessions')
    expect(forgotten(schema, exported(without))).toEqual([])
  })
})
