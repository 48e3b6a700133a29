import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { storeFile } from '../store-file.ts'
import type { Face, FileName } from './rights.ts'
import { expected, faces, files } from './rights.ts'
import type { Visitor } from './visitors.ts'
import { makeCast } from './visitors.ts'

const MISSING_ID = 2_000_000_000

const larder = await startLarder()
const cast = await makeCast(larder)
const { ada, dan, companyId } = cast
const everyone = { audience: 'everyone' } as const
const inUse = { kind: 'avatar', picture_of_account_id: ada.accountId } as const

const owners = {
  private: { account_id: ada.accountId },
  public: { account_id: ada.accountId, ...everyone },
  'picture of the owner': { account_id: ada.accountId, ...inUse },
  'of the company': { organisation_id: companyId },
  'public, of the company': { organisation_id: companyId, ...everyone },
  'of a disabled account': { account_id: dan.accountId },
  'public, of a disabled account': { account_id: dan.accountId, ...everyone },
} satisfies Record<FileName, object>

await larder.database.writer
  .updateTable('accounts')
  .set({ disabled_at: '2026-01-01T00:00:00.000Z' })
  .where('id', '=', dan.accountId)
  .execute()
const picture = await make('picture of the owner')

function make(name: FileName): Promise<number> {
  const [bytes, thumbnail] = [randomBytes(100), randomBytes(50)]
  return storeFile(larder, { ...owners[name], bytes, renditions: { thumbnail } })
}

interface Outcome {
  /** `done`, or the reason of a refusal. */
  came: string
  body: string
}

async function meet(face: Face, { secret }: Visitor, id: number): Promise<Outcome> {
  const headers: Record<string, string> =
    secret === null ? {} : { authorization: `Bearer ${secret}` }
  if (face === 'get' || face === 'head' || face === 'rendition') {
    const path = face === 'rendition' ? `/files/${id}/thumbnail` : `/files/${id}`
    const method = face === 'head' ? 'HEAD' : 'GET'
    const answer = await fetch(larder.url + path, { method, headers })
    const body = await answer.text()
    if (answer.ok) return { came: 'done', body }
    // A refusal of HEAD has its status and nothing else.
    const told = method === 'HEAD' ? (await meet('get', { secret } as Visitor, id)).body : body
    return { came: reasonIn(answer.status, told), body }
  }
  const input = { 'files.list': {}, 'files.edit': { id, name: 'changed' } }[face as string] ?? {
    id,
  }
  const calls = face === 'files.list' ? [{}, { organisationId: companyId }] : [input]
  const outcomes: Outcome[] = []
  for (const each of calls) {
    const { body, status, error } = await larder.call(face, each, secret === null ? {} : { secret })
    const came = error() === undefined ? 'done' : reasonIn(status, body)
    const isIn = face !== 'files.list' || body.includes(`"id":${id},`)
    outcomes.push({ came: came === 'done' && !isIn ? 'not in it' : came, body })
  }
  // In one of the two lists; to who is not in the company, there is none of it.
  return outcomes.find(({ came }) => came === 'done') ?? (outcomes[0] as Outcome)
}

function reasonIn(status: number, body: string): string {
  const { reason, httpStatus } = JSON.parse(body).error.data
  return status === httpStatus ? reason : `${reason} as ${status}`
}

/** A refusal in which the id that was asked for stands for any id. */
function withoutId(body: string, id: number): string {
  return body.replaceAll(new RegExp(`\\b${id}\\b`, 'g'), 'id')
}

/** Lets everybody meet every face of every file. Answers a sentence for each that went otherwise. */
async function wrong(names: FileName[], visitors = cast.visitors) {
  const sentences: string[] = []
  let cells = 0
  for (const name of names) {
    for (const visitor of visitors) {
      const id = 'isPicture' in files[name] ? picture : await make(name)
      for (const face of faces) {
        cells++
        const what = `${face} of a file ${name} by ${visitor.name}`
        const { came, body } = await meet(face, visitor, id)
        const should = expected(name, visitor, face)
        if (came !== should) sentences.push(`${what}: ${came} and not ${should}`)
        if (came !== 'NOT_FOUND') continue
        const missing = await meet(face, visitor, MISSING_ID)
        const same = withoutId(body, id) === withoutId(missing.body, MISSING_ID)
        if (!same) sentences.push(`${what}: foreign ${body} but missing ${missing.body}`)
      }
    }
  }
  return { sentences, cells }
}

describe('Given files of an account, a company and a disabled account', () => {
  test('when everybody meets every face of them, then each sees and does what is theirs', {
    timeout: 240_000,
  }, async () => {
    const { sentences, cells } = await wrong(Object.keys(files) as FileName[])
    expect(sentences).toEqual([])
    expect(cells).toBe(7 * 14 * faces.length)
    figure(12, `7 files x 14 visitors x ${faces.length} faces over HTTP: ${cells} cells, 0 leaks`)
  })

  test('control: somebody who was removed and is in all the same is noticed at every face', async () => {
    await cast.takeIn(cast.removed, 'member')
    const visitors = cast.visitors.filter(({ name }) => name === 'removed member')
    const { sentences } = await wrong(['of the company'], visitors)
    expect(sentences.filter((each) => each.includes('and not NOT_FOUND'))).toHaveLength(7)
    expect(sentences.filter((each) => each.includes('done and not not in it'))).toHaveLength(1)
    const { organisations } = cast.companyOwner.larder
    await organisations.members.remove({ id: companyId, accountId: cast.removed.accountId })
  })

  test('when the address names no file at all, then there is none', async () => {
    for (const id of ['0', '-1', '1.5', 'abc', '1e3', '9'.repeat(30), '%00', '01']) {
      const answer = await fetch(`${larder.url}/files/${id}`, {
        headers: { authorization: `Bearer ${ada.session}` },
      })
      expect([id, answer.status]).toEqual([id, 404])
      expect((await answer.json()).error.data.reason).toBe('NOT_FOUND')
    }
  })

  test('when it names a size that there is not, then there is none', async () => {
    const id = await make('private')
    for (const label of ['huge', 'x'.repeat(300), '..%2f..', '%00', "'"]) {
      const answer = await fetch(`${larder.url}/files/${id}/${label}`, {
        headers: { authorization: `Bearer ${ada.session}` },
      })
      expect([label, answer.status]).toEqual([label, 404])
    }
  })
})
