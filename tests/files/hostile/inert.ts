import type { HostileFile } from './hostile-file.ts'

/** What is wrong with the way bytes are handed out, in words: nothing of them may run or be taken for more. */
export async function complaintAboutAnswer(
  { what, bytes, payload }: HostileFile,
  kind: 'file' | 'picture' | 'avatar' | 'video',
  answer: Response,
): Promise<string[]> {
  const body = Buffer.from(await answer.arrayBuffer())
  const header = (name: string) => answer.headers.get(name) ?? 'nothing'
  const type = header('content-type')
  const isActive = /html|svg|xml|script|pdf|postscript|mpegurl/.test(type)
  const isShown = !header('content-disposition').startsWith('attachment')
  const holds = [
    [answer.status !== 200, `was answered ${answer.status}`],
    [header('x-content-type-options') !== 'nosniff', 'may be sniffed'],
    [!header('content-security-policy').includes('sandbox'), 'is in no sandbox'],
    [isActive, `is served as ${type}`],
    [isShown && (kind === 'file' || type !== 'image/webp'), `is shown as ${type}`],
    [kind === 'file' && !body.equals(Buffer.from(bytes)), 'was changed'],
    [kind !== 'file' && body.toString('latin1', 8, 12) !== 'WEBP', 'is no WebP'],
    [kind !== 'file' && payload !== undefined && body.includes(payload), 'kept its payload'],
  ] as const
  return holds.filter(([isSo]) => isSo).map(([, complaint]) => `${what} ${complaint}`)
}
