import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '#harness'
import type { Ended } from './run-to-end.ts'
import { runServerProgram } from './run-to-end.ts'

test.each([
  ['file:./larder.db?mode=ro', 'leave out what follows the "?"'],
  ['mysql://ada:olives@db/larder?multipleStatements=true&x=1', 'leave out multipleStatements, x.'],
])('Given %s as DATABASE_URL, when the server starts, then it says: %s', async (url, sentence) => {
  const { code, stderr } = await start({ DATABASE_URL: url })
  expect(code).toBe(2)
  expect(stderr).toContain(sentence)
  expect(stderr).not.toContain('olives')
})

test('Given .env.example, then it explains every setting of the list that the server reads', () => {
  const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8')
  const settings = [...read('apps/server/src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)]
  const example = read('.env.example')
  expect(settings.length).toBeGreaterThan(30)
  expect(settings.filter(([, name]) => !example.includes(`\n#${name}=`))).toEqual([])
})

describe('Given settings that make no sense', () => {
  const wrong: Record<string, [value: string, sentence: string]> = {
    DATABASE_URL: ['postgres://ada:olives@db/larder', 'The database URL must start with "file:"'],
    STORAGE_URL: ['ftp://ada:olives@files', 'Write it like file:/srv/larder/files, or like s3://'],
    LARDER_HOST: ['http://localhost', 'must be an address or a host name'],
    LARDER_PORT: ['70000', 'must be a whole number from 0 to 65535'],
    LARDER_LOG_LEVEL: ['loud', 'must be one of trace, debug, info, warn, error, fatal, silent'],
    LARDER_RATE_PER_MINUTE: ['-1', 'must be a whole number from 0 to'],
    LARDER_RATE_PER_DAY: ['1e3', 'must be a whole number from 0 to'],
    LARDER_BODY_LIMIT: ['12', 'must be a whole number from 1024 to'],
    LARDER_CORS_ORIGINS: ['https://a.example/path', 'must be a list of origins such as https://'],
    LARDER_TRUST_PROXY: ['10.0.0.0/64', 'must be a list of addresses or networks'],
    LARDER_SQLITE_SYNCHRONOUS: ['OFF', 'must be one of FULL, NORMAL'],
    LARDER_MYSQL_CONNECTIONS: ['0', 'must be a whole number from 1 to 1000'],
    LARDER_SECRET_KEY: ['b2xpdmVz', 'must be 32 random bytes or more in base64'],
    LARDER_WEBHOOK_NETWORKS: ['the cellar', 'must be a list of networks such as 192.168.1.0/24'],
    LARDER_WEBHOOKS_PER_ACCOUNT: ['-1', 'must be a whole number from 0 to'],
    LARDER_SENDFILE: ['x-accel', 'must be one of off, X-Accel-Redirect, X-Sendfile'],
    LARDER_FEEDS_PER_ACCOUNT: ['0', 'must be a whole number from 1 to'],
    LARDER_OIDC_REDIRECT_URIS: ['http://front.example.org/', 'must be a list of addresses such as'],
    LARDER_SMTP_URL: ['smtp://ada:capers@', 'Write it like smtp://user:password@'],
    LARDER_MAIL_FROM: ['Larder', 'must be an address, or a name with one'],
    LARDER_FRONT_URL: ['https://ada:olives@example.org', 'Write it like https://larder.'],
    REDIS_URL: ['mysql://ada:capers@redis', 'Write it like redis://127.0.0.1:6379.'],
    LARDER_PROT: ['3000', 'is not a setting of Larder. Did you mean LARDER_PORT?'],
  }
  let ended: Ended

  beforeAll(async () => {
    const settings = Object.entries(wrong).map(([name, [value]]) => [name, value])
    ended = await start(Object.fromEntries(settings))
  })

  test('when the server starts, then it ends with code 2 and says one line a setting', () => {
    expect(ended.code).toBe(2)
    expect(ended.stdout).toBe('')
    expect(ended.stderr.trim().split('\n')).toHaveLength(Object.keys(wrong).length + 1)
    expect(ended.stderr).toContain('.env.example in the project explains every setting.')
  })

  test.each(Object.entries(wrong))(
    'when it says %s=%s, then it says what would',
    (name, expected) => {
      const [value, sentence] = expected
      const line = ended.stderr.split('\n').find((text) => text.startsWith(`${name} `))
      expect(line).toContain(sentence)
      // A URL may hold a password, and the key is one.
      if (name.endsWith('_URL')) expect(ended.stderr).not.toMatch(/olives|capers/)
      else if (name === 'LARDER_SECRET_KEY') expect(ended.stderr).not.toContain(value)
      else if (name !== 'LARDER_PROT') expect(line).toContain(`"${value}"`)
    },
  )
})

describe('Given a .env file', () => {
  test('when the environment says otherwise, then the environment wins', async () => {
    const { directory: cwd } = await freshDatabase()
    writeFileSync(join(cwd, '.env'), 'LARDER_PORT=from the file\nLARDER_LOG_LEVEL=from the file\n')
    const { code, stderr } = await start({ LARDER_LOG_LEVEL: 'from the environment' }, cwd)
    expect(code).toBe(2)
    expect(stderr).toContain('LARDER_PORT is "from the file"')
    expect(stderr).toContain('LARDER_LOG_LEVEL is "from the environment"')
  })

  test('when a variable is empty, then it counts as not set', async () => {
    const { code, stderr } = await start({
      LARDER_PORT: '',
      LARDER_HOST: '',
      LARDER_BODY_LIMIT: 'x',
    })
    expect(code).toBe(2)
    expect(stderr).not.toMatch(/LARDER_PORT|LARDER_HOST/)
  })
})

function start(settings: Record<string, string>, cwd = import.meta.dirname): Promise<Ended> {
  return runServerProgram('bin/larder-server.mjs', [], { settings, cwd })
}
