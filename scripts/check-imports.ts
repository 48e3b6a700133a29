import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

// Which way imports point. Each rule says why, because the sentence is what its reader will see.

interface Rule {
  /** Files that the rule is about. */
  from: RegExp
  /** Imports that it forbids: package names, or paths from the root. */
  forbids: RegExp
  /** Exceptions among them. */
  except?: RegExp
  because: string
}

const domain =
  'packages/api/src/(?:accounts|organisations|files|freezers|channels|videos|playlists|notifications|webhooks)/'

const rules: Rule[] = [
  {
    from: /^packages\/db\//,
    forbids: /^(@larder\/|packages\/(?!db\/)|apps\/)/,
    because: 'the database is the bottom layer: it knows tables and engines, and no domain.',
  },
  {
    from: /^packages\/type-stripping\//,
    forbids: /^(?!node:|packages\/type-stripping\/)/,
    because: 'it runs before any other source can.',
  },
  {
    from: /^packages\/(?!db\/src\/dialect\/)/,
    forbids: /^(better-sqlite3|mysql2)$/,
    because: 'only packages/db/src/dialect knows which engine runs.',
  },
  {
    from: /^packages\/api\//,
    forbids: /^(fastify|@fastify\/.*|@larder\/(server|cli|sdk)|apps\/|packages\/(?!api\/))/,
    because: 'the API is the product; who serves it or calls it is none of its business.',
  },
  {
    from: /^packages\/api\/src\/(?!accounts\/sessions\.ts)/,
    forbids: /^lucia$/,
    because:
      'Lucia is in maintenance: only accounts/sessions.ts knows it, so that it can be replaced.',
  },
  {
    from: /^packages\/api\/src\/(?!mail\/)/,
    forbids: /^nodemailer/,
    because: 'what is written to people is planned with planMail: only mail/ knows how it is sent.',
  },
  {
    from: /^packages\/api\/src\/mail\//,
    forbids:
      /^packages\/api\/src\/(accounts|organisations|freezers|channels|videos|playlists|notifications|webhooks)\//,
    except: /\/accounts\/email-key\.ts$/,
    because: 'domains say what they write to people; how it is sent knows none of them.',
  },
  {
    from: new RegExp(`^${domain}.*(?:queries|events|schema|rules|policy)\\.ts$`),
    forbids: new RegExp(`^${domain}.*router\\.ts$`),
    because: 'imports point from router to procedure to policy, queries and events, never back.',
  },
  {
    from: /^packages\/api\/src\/(files|freezers|channels|videos|playlists|notifications|webhooks)\//,
    forbids: /^packages\/api\/src\/(accounts|organisations)\//,
    except: /\/(queries|events|schema|membership|password|check-secret|access-lost)\.ts$/,
    because:
      'a domain reaches another one through its queries, events, schema or membership only; passwords are hashed and guarded in one place.',
  },
  {
    from: /^packages\/api\/src\/(accounts|organisations)\//,
    forbids: /^packages\/api\/src\/(freezers|channels|videos|playlists|notifications|webhooks)\//,
    because: 'accounts and organisations are what every area stands on; they know none of them.',
  },
  {
    from: /^packages\/api\/src\/files\//,
    forbids: /^packages\/api\/src\/(freezers|channels|videos|playlists|notifications)\//,
    because: 'files keep bytes for every area; what an area does with them it tells itself.',
  },
  {
    from: /^packages\/api\/src\/channels\//,
    forbids: /^packages\/api\/src\/videos\//,
    except: /\/(queries|events|schema)\.ts$/,
    because:
      'videos stand on channels; a channel knows of its videos only what they tell everyone.',
  },
  {
    from: /^packages\/api\/src\/blobs\//,
    forbids:
      /^packages\/api\/src\/(accounts|organisations|files|freezers|channels|videos|playlists|notifications|webhooks)\//,
    because: 'the store keeps bytes; whose they are and what they show is told by files/.',
  },
  {
    from: /^packages\/sdk\/src\//,
    forbids: /^(@larder\/(db|server|cli)|@trpc\/server|kysely|zod|apps\/|packages\/(?!sdk\/))/,
    because:
      'the SDK is installed by front ends: it takes types from @larder/api/public, nothing else.',
  },
  {
    from: /^packages\/sdk\/src\/(?!node)/,
    forbids: /^node:/,
    because: 'the SDK runs in browsers too; what needs Node lives behind @larder/sdk/node.',
  },
  {
    from: /^apps\/cli\//,
    forbids: /^(@larder\/(api|db|server)|@trpc\/.*|packages\/)/,
    because: 'the command is a client of the SDK, as any other program would be.',
  },
  {
    from: /^(apps|packages)\//,
    forbids: /^@larder\/(api|db)\/src\//,
    because: 'a package is used by what its index gives; only tests look inside.',
  },
  {
    from: /^(apps|packages)\//,
    forbids: /^tests\//,
    because: 'what is shipped does not depend on its tests.',
  },
]

const root = resolve(import.meta.dirname, '..')

const complaints = ['apps', 'packages', 'tests'].flatMap(sourcesIn).flatMap((file) =>
  importsOf(file).flatMap((target) =>
    rules
      .filter((rule) => rule.from.test(file) && rule.forbids.test(target))
      .filter((rule) => !rule.except?.test(target))
      .map((rule) => `${file} imports ${target}, but ${rule.because}`),
  ),
)

for (const complaint of complaints) console.error(complaint)
if (complaints.length > 0) process.exit(1)

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.m?[tj]s$/.test(path) && !/(^|\/)(node_modules|dist|\.types)\//.test(path))
    .map((path) => join(folder, path))
}

/** What a file imports: packages by name, files by their path from the root. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const statements = text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'/g)
  const dynamic = text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)
  return [...statements, ...dynamic].map(([, name = '']) =>
    name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name,
  )
}
