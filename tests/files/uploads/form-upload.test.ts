import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { startLarder } from '#harness'
import { incomingOf, rowsOf } from './kept.ts'
import type { UploadAnswer } from './put-file.ts'
import { answerOf, sha256 } from './put-file.ts'

const larder = await startLarder()
const ada = await larder.person('ada')

test('Given a form with a file of 3 MB, when ada posts it, then it is stored under its name', async () => {
  const bytes = randomBytes(3_000_000)
  const form = new FormData()
  form.append('as', 'file')
  form.append('file', new Blob([bytes]), 'Äpfel 🍎.bin')
  const answer = await post(form)
  expect(answer.status).toBe(201)
  expect(answer.file()).toMatchObject({ name: 'Äpfel 🍎.bin', kind: 'file', sha256: sha256(bytes) })
  expect(incomingOf(larder)).toEqual([])
})

test('Given a name in a field or in the address, when ada posts, then it is called that', async () => {
  const form = new FormData()
  form.append('name', 'peas')
  form.append('file', new Blob(['peas']), 'else.bin')
  expect((await post(form)).file().name).toBe('peas')
  const plain = new FormData()
  plain.append('file', new Blob(['peas']), 'else.bin')
  expect((await post(plain, '?name=beans&as=file')).file().name).toBe('beans')
})

test('Given a form with two files, a late field, a strange field, or no file, then nothing is kept', async () => {
  const before = await rowsOf(larder)
  for (const parts of [
    [file(), file()],
    [file(), ['name', 'late']],
    [['colour', 'green'], file()],
    [['name', 'peas']],
    [['as', 'poster'], file()],
    [['name', '\n'], file()],
    [['name', 'x'.repeat(10_000)], file()],
    [],
  ] as [string, string | Blob][][]) {
    const form = new FormData()
    for (const [name, value] of parts) form.append(name, value as string)
    const answer = await post(form)
    expect([answer.status, answer.reason(), answer.message()]).toEqual([
      400,
      'INVALID_INPUT',
      expect.any(String),
    ])
  }
  expect(await rowsOf(larder)).toEqual(before)
  expect(incomingOf(larder)).toEqual([])
})

test('Given a form that ends in the middle of its file, when it comes, then nothing is kept', async () => {
  const head = '--peas\r\ncontent-disposition: form-data; name="file"; filename="x"\r\n\r\n'
  for (const body of [`${head}1234567`, `${head}1234567\r\n--peas`, head, '--peas', 'peas', '']) {
    const answer = await postText(body, 'multipart/form-data; boundary=peas')
    expect(answer.status).toBe(400)
  }
  const whole = `${head}1234567\r\n--peas--\r\n`
  expect((await postText(whole, 'multipart/form-data')).reason()).toBe('INVALID_INPUT')
  expect((await postText(whole, 'text/plain')).reason()).toBe('INVALID_INPUT')
  expect((await postText(whole, 'multipart/form-data; boundary=peas')).status).toBe(201)
  expect(incomingOf(larder)).toEqual([])
  expect((await rowsOf(larder)).uploads).toEqual([])
})

function file(): [string, Blob] {
  return ['file', new Blob(['peas'])]
}

async function post(form: FormData, query = ''): Promise<UploadAnswer> {
  const headers = { authorization: `Bearer ${ada.session}` }
  return answerOf(
    await fetch(`${larder.url}/files${query}`, { method: 'POST', headers, body: form }),
  )
}

async function postText(body: string, type: string): Promise<UploadAnswer> {
  const headers = { authorization: `Bearer ${ada.session}`, 'content-type': type }
  return answerOf(await fetch(`${larder.url}/files`, { method: 'POST', headers, body }))
}
