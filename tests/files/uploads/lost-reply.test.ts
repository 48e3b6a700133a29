import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import type { LossyLine } from '../../sdk/lossy-line.ts'
import { lossyLine } from '../../sdk/lossy-line.ts'
import { incomingOf, rowsOf } from './kept.ts'
import type { UploadAnswer } from './put-file.ts'
import { answerOf, putFile } from './put-file.ts'

const larder = await startLarder()
let ada: Person
let line: LossyLine

beforeAll(async () => {
  ada = await larder.person('ada')
  line = await lossyLine(larder.url)
})

interface Sent {
  bytes: Uint8Array
  name: string
  key: string | undefined
}

function put({ bytes, name, key }: Sent): Promise<UploadAnswer> {
  const headers = key === undefined ? {} : { 'idempotency-key': key }
  return putFile(line, bytes, { secret: ada.session, name, as: 'file', headers })
}

async function post({ bytes, name, key }: Sent): Promise<UploadAnswer> {
  const form = new FormData()
  form.append('as', 'file')
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  const headers = {
    authorization: `Bearer ${ada.session}`,
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  }
  return answerOf(await fetch(`${line.url}/files`, { method: 'POST', headers, body: form }))
}

async function idsOf(name: string): Promise<number[]> {
  const { items } = await ada.larder.files.list({})
  return items.filter((file) => file.name === name).map(({ id }) => id)
}

function some(): Sent {
  return { bytes: randomBytes(1_500_000), name: randomUUID(), key: randomUUID() }
}

describe.each([
  ['PUT', put],
  ['a form', post],
])('Given bytes that are sent by %s with an idempotency key', (_how, send) => {
  test('when the reply is lost and it is sent again, then that answers the one file', async () => {
    const sent = some()
    line.repliesToLose = 1
    await expect(send(sent)).rejects.toThrow()
    expect(await idsOf(sent.name)).toHaveLength(1)
    const again = await send(sent)
    const later = await send(sent)
    expect([again.status, later.status]).toEqual([201, 201])
    expect(await idsOf(sent.name)).toEqual([again.file().id])
    expect(later.file()).toEqual(again.file())
    expect(again.file()).toEqual(await ada.larder.files.get({ id: again.file().id }))
    expect((await rowsOf(larder)).uploads).toEqual([])
    expect(incomingOf(larder)).toEqual([])
  })

  test('when it is sent several times at once, then all are answered the one file', async () => {
    const sent = some()
    const answers = await Promise.all([send(sent), send(sent), send(sent)])
    const ids = await idsOf(sent.name)
    expect(ids).toHaveLength(1)
    expect(answers.map((answer) => answer.file().id)).toEqual([ids[0], ids[0], ids[0]])
    const { uploads } = await rowsOf(larder)
    expect(uploads).toEqual([])
    expect(incomingOf(larder)).toEqual([])
  })

  test('when something else is sent with the key, then it is refused and not kept', async () => {
    const sent = some()
    await send(sent)
    const other = await send({ ...sent, name: `${sent.name}-2` })
    expect([other.status, other.reason()]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
    expect(await idsOf(`${sent.name}-2`)).toEqual([])
    const bad = await send({ ...sent, key: 'short' })
    expect([bad.status, bad.reason()]).toEqual([400, 'IDEMPOTENCY_KEY_INVALID'])
  })

  test('when what was sent first was refused, then the key is still free', async () => {
    const { name, key } = some()
    const empty = await send({ name, key, bytes: new Uint8Array() })
    expect(empty.reason()).toBe('FILE_EMPTY')
    expect((await send({ name, key, bytes: randomBytes(10) })).status).toBe(201)
  })

  test('control: without a key it is kept twice', async () => {
    const sent = { ...some(), key: undefined }
    line.repliesToLose = 1
    await expect(send(sent)).rejects.toThrow()
    await send(sent)
    expect(await idsOf(sent.name)).toHaveLength(2)
  })
})

test('Given a key of ada, when bob sends with it, then he has a file of his own', async () => {
  const sent = some()
  await put(sent)
  const bob = await larder.person('bob')
  const headers = { 'idempotency-key': sent.key ?? '' }
  const options = { secret: bob.session, name: sent.name, as: 'file', headers }
  expect((await putFile(larder, randomBytes(9), options)).file().size).toBe(9)
})
