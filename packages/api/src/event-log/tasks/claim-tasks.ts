import { hostname } from 'node:os'
import type { Database, Tables } from '@larder/db'
import { preparedShape } from '@larder/db'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Services } from '../../context.ts'
import type { TaskKind } from './define-task.ts'

export type TaskRow = Selectable<Tables['tasks']>

/** Longer than any attempt lasts: after it, whoever had the task is taken for dead. */
const CLAIM_GRACE_MS = 5_000

/** A claim that is prolonged every few seconds lasts for so long after the last time. */
const PROLONGED_MS = 15_000

export interface Claim {
  by: string
  now: Date
  most: number
  /** Subjects that have as many attempts running as they may. */
  except: readonly string[]
  /** How many more tasks of one subject at most. */
  mostOf: (subject: string) => number
}

/** Claims tasks that are due: each goes to one process at a time. */
export async function claimTasks(
  database: Database,
  kind: Pick<TaskKind, 'kind' | 'withinMs' | 'isProlonged'>,
  claim: Claim,
): Promise<TaskRow[]> {
  const now = claim.now.toISOString()
  const claimMs = kind.isProlonged ? PROLONGED_MS : kind.withinMs + CLAIM_GRACE_MS
  const until = new Date(claim.now.getTime() + claimMs).toISOString()
  const due = await findDue(database, { kind: kind.kind, now }, claim)
  const claimed: TaskRow[] = []
  for (const task of due) {
    const ofSubject = claimed.filter(({ subject }) => subject === task.subject).length
    if (ofSubject >= claim.mostOf(task.subject)) continue
    // Whoever had it died over it. That was an attempt too: a task that ends every process it is
    // attempted in would otherwise go on for ever.
    const attempts = task.attempts + (task.claimed_by === null ? 0 : 1)
    const { numUpdatedRows } = await database.transaction((db) =>
      db
        .updateTable('tasks')
        .set({ claimed_by: claim.by, claimed_until: until, attempts })
        .where('id', '=', task.id)
        .where('state', '=', 'waiting')
        // Unless another process had it meanwhile, and gave it back for later.
        .where('next_try_at', '<=', now)
        .where('attempts', '=', task.attempts)
        .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now)]))
        .executeTakeFirstOrThrow(),
    )
    if (numUpdatedRows === 1n) claimed.push({ ...task, attempts })
  }
  return claimed
}

interface Due {
  kind: string
  now: string
  /** Subjects to leave out, by their number. */
  [subject: `${number}`]: string
}

const runDue = preparedShape<Due, TaskRow>()

/** Compiled once for each shape: every process asks twice a second for every kind. */
function findDue(
  { reader }: Database,
  { kind, now }: Pick<Due, 'kind' | 'now'>,
  { most, except }: Claim,
): Promise<TaskRow[]> {
  const shape = `${most} ${except.length}`
  return runDue(reader, shape, { kind, now, ...except }, (db, param) =>
    db
      .selectFrom('tasks')
      .selectAll()
      .where('state', '=', 'waiting')
      .where('kind', '=', param('kind'))
      .where('next_try_at', '<=', param('now'))
      .where(({ eb, or }) =>
        or([eb('claimed_until', 'is', null), eb('claimed_until', '<', param('now'))]),
      )
      .$if(except.length > 0, (query) =>
        query.where(
          'subject',
          'not in',
          except.map((_, index) => param(`${index}`)),
        ),
      )
      .orderBy('next_try_at')
      .limit(sql.lit(most)),
  )
}

/** Prolongs a claim. Answers false when it was lost to another process. */
export async function prolongClaim(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  { id }: TaskRow,
  by: string,
): Promise<boolean> {
  const until = new Date(clock.now().getTime() + PROLONGED_MS).toISOString()
  const { numUpdatedRows } = await database.transaction((db) =>
    db
      .updateTable('tasks')
      .set({ claimed_until: until })
      .where('id', '=', id)
      .where('claimed_by', '=', by)
      .executeTakeFirstOrThrow(),
  )
  return numUpdatedRows === 1n
}

/** Ends the claims of processes of this machine that are gone. That each was an attempt stays known. */
export async function endClaimsOfTheDead(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  { kind }: Pick<TaskKind, 'kind'>,
): Promise<void> {
  const now = clock.now().toISOString()
  const claimed = await database.reader
    .selectFrom('tasks')
    .select('claimed_by')
    .distinct()
    .where('kind', '=', kind)
    .where('state', '=', 'waiting')
    .where('claimed_until', '>', now)
    .execute()
  for (const { claimed_by: by } of claimed) {
    if (by === null || !isDead(by)) continue
    await database.transaction((db) =>
      db
        .updateTable('tasks')
        .set({ claimed_until: new Date(clock.now().getTime() - 1).toISOString() })
        .where('kind', '=', kind)
        .where('claimed_by', '=', by)
        .execute(),
    )
  }
}

/** Whether a holder, called after its machine and process, was one of this machine that is gone. */
function isDead(holder: string): boolean {
  const [host, pid] = holder.split('/')
  if (host !== hostname().slice(0, 20) || !/^\d+$/.test(pid ?? '')) return false
  try {
    return process.kill(Number(pid), 0) !== true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}
