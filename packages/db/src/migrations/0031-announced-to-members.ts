import type { Step } from './step.ts'

export const announcedToMembers: Step[] = [
  ({ db, column }) =>
    db.schema.alterTable('videos').addColumn('members_announced_at', column.instant).execute(),
  ({ db, column }) =>
    db.schema.alterTable('videos').addColumn('members_announced_to', column.id).execute(),
  // When the members of today were told is written nowhere. They were at the publication, or later.
  ({ db }) =>
    db
      .updateTable('videos')
      .set((eb) => ({
        members_announced_at: eb.ref('published_at'),
        members_announced_to: eb.ref('organisation_id'),
      }))
      .where('privacy', '=', 'members')
      .where('state', '=', 'ready')
      .where('published_at', '<=', new Date().toISOString())
      .execute(),
]
