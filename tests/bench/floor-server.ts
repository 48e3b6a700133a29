// The floor: a bare Fastify route that does the same SQL with prepared statements, and nothing else.
// Usage: node floor-server.ts <database file> <synchronous>

import { createHash } from 'node:crypto'
import BetterSqlite3 from 'better-sqlite3'
import { fastify } from 'fastify'

const [, , path = '', synchronous = 'FULL'] = process.argv
const db = new BetterSqlite3(path)
db.pragma('journal_mode = WAL')
db.pragma(`synchronous = ${synchronous}`)
db.pragma('foreign_keys = ON')

const findToken = db.prepare(`
  select token.id, token.name, token.scopes, token.expires_at, token.revoked_at,
    account.id as account_id, account.role as account_role, account.language,
    member.organisation_id, organisation.kind, member.role, organisation.time_zone
  from access_tokens as token
  inner join accounts as account on account.id = token.account_id
  left join organisation_members as member on member.account_id = account.id
  left join organisations as organisation on organisation.id = member.organisation_id
  where token.token_hash = +? order by member.organisation_id`)

const select = `
  select product.id, product.freezer_id, freezer.name as freezer_name, product.box, product.number,
    product.name, product.description, product.type_id,
    coalesce(local.name, english.name) as type_name, product.quantity, product.date_in,
    product.period_months, product.best_before, product.inside, product.date_out,
    product.out_reason
  from products as product
  inner join freezers as freezer on freezer.id = product.freezer_id
  inner join product_type_names as english
    on english.type_id = product.type_id and english.language = 'en'
  left join product_type_names as local
    on local.type_id = product.type_id and local.language = +?`

const findProduct = db.prepare(`${select} where product.id = +?`)
const listProducts = db.prepare(`${select}
  where product.household_id = +? and product.inside = +?
  order by product.freezer_id, product.box, product.number, product.id limit 51`)
const findFreezer = db.prepare(
  'select id, household_id, boxes, archived_at from freezers where id = +?',
)
const findMonths = db.prepare('select months_max from product_types where id = +?')
const findTaken = db.prepare(`
  select count(*) as count, min(slot) as lowest, max(slot) as highest from products
  where freezer_id = +? and box = +? and slot is not null`)
const insertProduct = db.prepare(`
  insert into products (household_id, freezer_id, type_id, name, name_key, description, quantity,
    date_in, period_months, best_before, box, number, slot, inside, date_out, out_reason, created_at)
  values (+?, +?, +?, +?, +?, '', 1, +?, +?, +?, +?, +?, +?, 1, null, null, +?)`)

interface Row {
  [column: string]: string | number | null
}

const server = fastify()

server.post('/read', (request) => {
  authenticate(request.headers.authorization)
  const { id } = request.body as { id: number }
  return result(productFrom(findProduct.get('en', id) as Row))
})

server.post('/list', (request) => {
  const token = authenticate(request.headers.authorization)
  const rows = listProducts.all('en', token['organisation_id'], 1) as Row[]
  return result({ items: rows.slice(0, 50).map(productFrom) })
})

server.post('/add', (request) => {
  authenticate(request.headers.authorization)
  const input = request.body as { freezerId: number; box: number; name: string; typeId: number }
  return result(add(input))
})

const add = db.transaction(
  (input: { freezerId: number; box: number; name: string; typeId: number }) => {
    const freezer = findFreezer.get(input.freezerId) as Row
    const months = findMonths.get(input.typeId) as Row
    const taken = findTaken.get(input.freezerId, input.box) as Row
    const number = Number(taken['highest'] ?? 0) + 1
    const now = new Date().toISOString()
    const today = now.slice(0, 10)
    const { lastInsertRowid } = insertProduct.run(
      freezer['household_id'],
      input.freezerId,
      input.typeId,
      input.name,
      input.name,
      today,
      months['months_max'],
      today,
      input.box,
      number,
      number,
      now,
    )
    return productFrom(findProduct.get('en', lastInsertRowid) as Row)
  },
).immediate

await server.listen({ host: '127.0.0.1', port: 0 })
const address = server.server.address()
if (typeof address === 'object') process.send?.({ port: address?.port })

function authenticate(header: string | undefined): Row {
  const hash = createHash('sha256')
    .update(header?.slice('Bearer '.length) ?? '')
    .digest('hex')
  const token = findToken.get(hash) as Row | undefined
  if (!token) throw new Error('unknown token')
  return token
}

function result(data: object): object {
  return { result: { data } }
}

function productFrom(row: Row): object {
  return {
    id: row['id'],
    freezerId: row['freezer_id'],
    freezerName: row['freezer_name'],
    box: row['box'],
    number: row['number'],
    name: row['name'],
    description: row['description'],
    typeId: row['type_id'],
    typeName: row['type_name'],
    quantity: row['quantity'],
    dateIn: row['date_in'],
    periodMonths: row['period_months'],
    bestBefore: row['best_before'],
    inside: row['inside'] === 1,
    dateOut: row['date_out'],
    outReason: row['out_reason'],
  }
}
