import type { Readable } from 'node:stream'
import { admit } from '../../access/admit.ts'
import type { Actor, Membership } from '../../access/credential.ts'
import { identify } from '../../access/credential.ts'
import { accountStream } from '../../accounts/events.ts'
import { AccountExported } from '../../accounts/leaving/events.ts'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { leavingParts } from '../../leaving.ts'
import type { ArchivedFile, ExportFile, ExportFolder, ExportScope } from './define.ts'
import { readmeOf } from './readme.ts'
import { zipOf } from './zip.ts'

type Entry = ExportFile | ExportFolder

/** What an export is called where it is refused, as a procedure would be. */
export const EXPORT = 'accounts.export'

/** It tells everything, so no narrow token will do. */
const needed = { audience: 'signed in', scope: '*' } as const

/** Its credential and its memberships are looked up again after so long. */
const FRESH_MS = 1_000

/** Accounts whose export is running in this process. */
const running = new WeakMap<object, Set<number>>()

/**
 * Opens everything that belongs to the caller as one ZIP, which is read while it is taken. Throws
 * SIGN_IN_REQUIRED, CREDENTIAL_REFUSED, SCOPE_MISSING and EXPORT_RUNNING.
 */
export async function openExport(
  ctx: RequestContext,
): Promise<{ fileName: string; zip: Readable }> {
  const { actor } = admit(ctx, needed)
  const { accountId } = actor
  const exporting = running.get(ctx.database) ?? new Set()
  running.set(ctx.database, exporting)
  if (exporting.has(accountId)) throw new DomainError('EXPORT_RUNNING', {})
  exporting.add(accountId)
  const over = (): void => void exporting.delete(accountId)
  try {
    const now = ctx.clock.now()
    await ctx.database.transaction(async (db) => {
      await recorder(db, { ...ctx, actor })(accountStream(accountId), AccountExported({}))
    })
    const scope = scopeOf(ctx, actor)
    const entries = await entriesFor(scope)
    const readme = textFile('README.txt', readmeOf(entries, actor.language, now))
    const zip = await zipOf(archived(scope, [readme, ...entries]), now, over)
    return { fileName: `larder-${accountId}-${now.toISOString().slice(0, 10)}.zip`, zip }
  } catch (error) {
    over()
    throw error
  }
}

async function entriesFor(scope: ExportScope): Promise<Entry[]> {
  const entries: Entry[][] = []
  for (const part of leavingParts) entries.push((await part.files?.(scope)) ?? [])
  // What happened comes last: then nothing is in another file without having happened.
  return entries.flat().toSorted((a, b) => Number(isEvents(a)) - Number(isEvents(b)))
}

async function* archived(
  scope: ExportScope,
  entries: readonly (ArchivedFile | ExportFolder)[],
): AsyncGenerator<ArchivedFile> {
  for (const entry of entries) {
    const files = 'files' in entry ? entry.files() : [entry]
    for await (const file of files) yield file.isOfMembers ? readAsMember(scope, file) : file
  }
}

/** A file that is for members only is begun by one: also a moment after they were removed. */
function readAsMember(scope: ExportScope, file: ArchivedFile): ArchivedFile {
  return {
    ...file,
    async *read() {
      await scope.readmit('anew')
      yield* file.read()
    },
  }
}

function isEvents({ name }: Entry): boolean {
  return name.startsWith('events/')
}

function textFile(name: string, text: string): ArchivedFile {
  return {
    name,
    async *read() {
      yield text
    },
  }
}

function scopeOf(ctx: RequestContext, actor: Actor): ExportScope {
  const { database, storage, request, clock } = ctx
  let checkedAt = performance.now()
  return {
    db: database.reader,
    accountId: actor.accountId,
    language: actor.language,
    memberships: actor.memberships,
    storage,
    async readmit(how) {
      // SQLite answers before anybody else gets a turn.
      await new Promise(setImmediate)
      if (how !== 'anew' && performance.now() - checkedAt < FRESH_MS) return
      const credential = await identify(database, request.authorization, clock.now())
      requireMemberships(admit({ credential }, needed).actor, actor.memberships)
      checkedAt = performance.now()
    },
  }
}

/** Throws NOT_FOUND if somebody has not all of their memberships any more. */
function requireMemberships(actor: Actor, memberships: readonly Membership[]): void {
  const held = new Set(actor.memberships.map(({ organisationId }) => organisationId))
  const gone = memberships.find(({ organisationId }) => !held.has(organisationId))
  if (gone) throw new DomainError('NOT_FOUND', { what: gone.kind, id: gone.organisationId })
}
