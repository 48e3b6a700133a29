import type { Step } from './step.ts'

// Each index of the log costs every command. What only administrators search by is derived from it
// afterwards, and the indexes that led there go.
export const eventOrigins: Step[] = [
  ({ createTable, column }) =>
    createTable('event_origins')
      .addColumn('generation', column.integer, (c) => c.notNull())
      .addColumn('kind', column.text(16), (c) => c.notNull())
      .addColumn('value', column.text(64), (c) => c.notNull())
      .addColumn('recorded_at', column.instant, (c) => c.notNull())
      .addColumn('event_id', column.id, (c) => c.notNull())
      .addPrimaryKeyConstraint('event_origins_key', [
        'generation',
        'kind',
        'value',
        'recorded_at',
        'event_id',
      ])
      .execute(),
  ({ dropIndex }) => dropIndex('events_by_address', 'events'),
  ({ dropIndex }) => dropIndex('events_by_request', 'events'),
]
