import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { migrate, openDatabase } from '@larder/db'
import BetterSqlite3 from 'better-sqlite3'

/** The access token of the seeded account; its checksum is right, its randomness is not. */
export const TOKEN = 'larder_pat_000000000000000000000000000000003pvxzo'

export const FREEZERS = 100
export const BOXES = 50

/** Fills a new SQLite file with one household that keeps `products` products, all inside. */
export async function seed(path: string, products: number): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
  const database = openDatabase({ url: `file:${path}` })
  await migrate(database)
  await database.close()

  const db = new BetterSqlite3(path)
  db.pragma('synchronous = OFF')
  db.transaction(() => {
    const now = new Date().toISOString()
    const tokenHash = createHash('sha256').update(TOKEN).digest('hex')
    db.exec(`
      insert into accounts (id, email, email_key, password_hash, display_name, language, time_zone, created_at)
        values (1, 'ada@example.com', 'ada@example.com', 'none', 'Ada', 'en', 'UTC', '${now}');
      insert into organisations values (1, 'household', 'Ada', 'UTC', '${now}');
      insert into organisation_members values (1, 1, 'owner', '${now}');
      insert into access_tokens values (1, 1, 'bench', 'bench', '${tokenHash}', '["*"]', '${now}', null, null);
    `)
    const freezer = db.prepare('insert into freezers values (?, 1, ?, ?, ?, ?, ?, null)')
    for (let id = 1; id <= FREEZERS; id++) {
      const name = `freezer ${id}`
      freezer.run(id, name, name, name, BOXES, now)
    }
    const product = db.prepare(
      `insert into products values (?, 1, ?, ?, ?, ?, '', 2, ?, 6, ?, ?, ?, ?, 1, null, null, '${now}')`,
    )
    for (let id = 1; id <= products; id++) {
      const index = id - 1
      const freezerId = 1 + (index % FREEZERS)
      const box = 1 + (Math.floor(index / FREEZERS) % BOXES)
      const number = 1 + Math.floor(index / FREEZERS / BOXES)
      const dateIn = new Date(Date.UTC(2024, 0, 1 + (index % 700))).toISOString().slice(0, 10)
      const bestBefore = new Date(Date.UTC(2024, 6, 1 + (index % 700))).toISOString().slice(0, 10)
      const name = `product ${id}`
      product.run(
        id,
        freezerId,
        1 + (index % 27),
        name,
        name,
        dateIn,
        bestBefore,
        box,
        number,
        number,
      )
    }
  })()
  db.pragma('wal_checkpoint(truncate)')
  db.close()
}
