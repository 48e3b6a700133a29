import { expect, inject, test } from 'vitest'
import { runServerProgram } from './run-to-end.ts'

// Nothing of this reaches a database, so that one half of the suite is enough.
const isFirstHalf = inject('mysqlUrl') === undefined

const good = {
  LARDER_OIDC_CORNER_ISSUER: 'https://id.example.org',
  LARDER_OIDC_CORNER_CLIENT_ID: 'larder',
  LARDER_OIDC_CORNER_CLIENT_SECRET: 'olives under the stairs',
}

test.runIf(isFirstHalf).each<[what: string, settings: Record<string, string>, sentence: string]>([
  [
    'has no issuer',
    { LARDER_OIDC_CORNER_ISSUER: '' },
    'LARDER_OIDC_CORNER_ISSUER is missing: the provider "corner" needs it.',
  ],
  [
    'has no client id',
    { LARDER_OIDC_CORNER_CLIENT_ID: '' },
    'LARDER_OIDC_CORNER_CLIENT_ID is missing: the provider "corner" needs it.',
  ],
  [
    'is no URL',
    { LARDER_OIDC_CORNER_ISSUER: 'id.example.org' },
    'LARDER_OIDC_CORNER_ISSUER cannot be used: it must be the address of a provider',
  ],
  [
    'is plain http on another machine',
    { LARDER_OIDC_CORNER_ISSUER: 'http://id.example.org' },
    'LARDER_OIDC_CORNER_ISSUER cannot be used: it must begin with https://',
  ],
  [
    'has a password in its issuer',
    { LARDER_OIDC_CORNER_ISSUER: 'https://ada:capers@id.example.org' },
    'LARDER_OIDC_CORNER_ISSUER cannot be used: it must not have',
  ],
  [
    'says neither true nor false',
    { LARDER_OIDC_CORNER_ALLOW_HTTP: 'yes' },
    'LARDER_OIDC_CORNER_ALLOW_HTTP is "yes", but it must be true or false.',
  ],
  [
    'has a setting that there is not',
    { LARDER_OIDC_CORNER_SECRET: 'olives' },
    'LARDER_OIDC_CORNER_SECRET is not a setting of Larder. A provider has LARDER_OIDC_<NAME>_ISSUER, _CLIENT_ID, _CLIENT_SECRET,',
  ],
  [
    'has no name',
    { LARDER_OIDC_ISSUER: 'https://id.example.org' },
    'LARDER_OIDC_ISSUER is not a setting of Larder.',
  ],
  [
    'has a label of two lines',
    { LARDER_OIDC_CORNER_LABEL: 'The\nCorner' },
    'LARDER_OIDC_CORNER_LABEL must be one line of at most 60 characters.',
  ],
])(
  'Given a provider that %s, when the server starts, then it says so and no secret',
  async (_, wrong, sentence) => {
    const { code, stderr } = await runServerProgram('bin/larder-server.mjs', [], {
      settings: { ...good, ...wrong },
      cwd: import.meta.dirname,
    })
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)])
    expect(stderr).not.toMatch(/olives|capers/)
  },
)
