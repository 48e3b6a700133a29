import { resolve } from 'node:path'

export type DatabaseTarget = { engine: 'sqlite'; path: string } | { engine: 'mysql'; url: string }

/** Reads `DATABASE_URL`. Throws a sentence that says what is wrong and what is expected. */
export function parseDatabaseUrl(url: string): DatabaseTarget {
  if (url.startsWith('mysql://')) {
    if (!URL.canParse(url) || new URL(url).pathname.length < 2) {
      throw new Error(
        'The database URL names no database: write mysql://user:password@host:3306/name.',
      )
    }
    const known = ['ssl', 'socketPath']
    const unknown = [...new URL(url).searchParams.keys()].filter((name) => !known.includes(name))
    if (unknown.length > 0) {
      throw new Error(
        `The database URL may have ssl and socketPath after the name, and nothing else: leave out ${unknown.join(', ')}.`,
      )
    }
    return { engine: 'mysql', url }
  }
  const path = url.startsWith('file:') ? url.slice('file:'.length).replace(/^\/\/(?=\/)/, '') : ''
  if (path === '' || path.includes(':memory:')) {
    throw new Error(
      'The database URL must start with "file:" and name a file, or with "mysql://": ' +
        'for example file:./data/larder.db or mysql://user:password@host:3306/larder.',
    )
  }
  if (/\?\w+=/.test(path)) {
    throw new Error(
      'The database URL names a file and nothing more: leave out what follows the "?".',
    )
  }
  return { engine: 'sqlite', path: resolve(path) }
}
