import type { Visitor } from './visitors.ts'

/** What somebody has to do with a file: their own, as what they are in its company, to see, or nothing. */
export type Right = 'own' | 'member' | 'viewer' | 'see' | 'none'

export const faces = [
  ...['get', 'head', 'rendition', 'files.get', 'files.list', 'files.link'],
  ...['files.edit', 'files.delete'],
] as const
export type Face = (typeof faces)[number]

/** Whose file it is and who may read it; whoever is not named here has no right to it. */
export const files = {
  private: { right: { owner: 'own' } },
  public: { isPublic: true, right: { owner: 'own' } },
  'picture of the owner': { isPicture: true, right: { owner: 'own', fellow: 'see' } },
  'of the company': {
    right: { 'company owner': 'own', 'company member': 'member', 'company viewer': 'viewer' },
  },
  'public, of the company': {
    isPublic: true,
    right: { 'company owner': 'own', 'company member': 'member', 'company viewer': 'viewer' },
  },
  'of a disabled account': { right: {} },
  'public, of a disabled account': { right: {} },
} satisfies Record<string, Kind>

export type FileName = keyof typeof files

interface Kind {
  isPublic?: boolean
  /** It is in use as one. */
  isPicture?: boolean
  right: Record<string, Right>
}

/** What comes of it, by the rules as they are written down in the guide. */
export function expected(
  name: FileName,
  { name: who, refusedAs, scopes }: Visitor,
  face: Face,
): string {
  const { isPublic = false, isPicture = false, right: rights }: Kind = files[name]
  const isBytes = face === 'get' || face === 'head' || face === 'rendition'
  if (isBytes && isPublic) return 'done'
  if (refusedAs) return refusedAs
  const needed = face === 'files.edit' || face === 'files.delete' ? 'files:write' : 'files:read'
  if (scopes && !scopes.includes(needed)) return 'SCOPE_MISSING'
  const right = rights[who.split(',')[0] ?? ''] ?? (isPublic ? 'see' : 'none')
  if (face === 'files.list') return right === 'none' || right === 'see' ? 'not in it' : 'done'
  if (right === 'none') return 'NOT_FOUND'
  if (isBytes || face === 'files.get') return 'done'
  if (right === 'see') return 'NOT_FOUND'
  if (right === 'viewer') return 'NOT_ALLOWED'
  if (right === 'member') return face === 'files.link' ? 'done' : 'NOT_ALLOWED'
  return isPicture && face === 'files.delete' ? 'FILE_IN_USE' : 'done'
}
