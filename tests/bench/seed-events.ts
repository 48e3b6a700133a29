import BetterSqlite3 from 'better-sqlite3'

/** Puts an event for every product into a seeded file, so that indexes are as deep as in real life. */
export function seedEvents(path: string): void {
  const db = new BetterSqlite3(path)
  db.pragma('synchronous = OFF')
  db.exec(`
    insert into events (position, stream, version, subject, audience, type, schema_version, payload,
      recorded_at, account_id, token_id, request_id, address)
    select id, 'freezer-' || freezer_id, row_number() over (partition by freezer_id order by id),
      'product-' || id, 'organisation-1', 'ProductAdded', 1,
      json_object('productId', id, 'name', name,
        'facts', json_object('name', name, 'description', '', 'typeId', type_id, 'quantity', 2,
          'dateIn', date_in, 'periodMonths', 6),
        'place', json_object('freezerId', freezer_id, 'box', box, 'number', number),
        'leaving', null),
      strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + id, 'unixepoch'), 1, 1,
      lower(hex(randomblob(16))), '192.168.1.7'
    from products order by id`)
  db.pragma('wal_checkpoint(truncate)')
  db.close()
}
