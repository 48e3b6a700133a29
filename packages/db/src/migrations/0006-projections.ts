import { sql } from 'kysely'
import type { Step } from './step.ts'

export const projections: Step[] = [
  ({ createTable, column }) =>
    createTable('projections')
      .addColumn('name', column.text(64), (c) => c.primaryKey())
      .addColumn('version', column.integer, (c) => c.notNull())
      .addColumn('generation', column.integer, (c) => c.notNull())
      .addColumn('position', column.id, (c) => c.notNull())
      .addColumn('lease_holder', column.text(64))
      .addColumn('lease_until', column.instant)
      .execute(),
  ({ createTable, column }) =>
    createTable('parked_events')
      .addColumn('projection', column.text(64), (c) => c.notNull())
      .addColumn('position', column.id, (c) => c.notNull())
      .addColumn('stream', column.text(64), (c) => c.notNull())
      .addColumn('attempts', column.integer, (c) => c.notNull())
      .addColumn('next_try_at', column.instant)
      .addColumn('error', column.text(1000), (c) => c.notNull())
      .addColumn('parked_at', column.instant, (c) => c.notNull())
      .addPrimaryKeyConstraint('parked_events_key', ['projection', 'position'])
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('parked_events_by_stream')
      .on('parked_events')
      .columns(['projection', 'stream'])
      .execute(),
  ({ createTable, column }) =>
    createTable('tasks')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('kind', column.text(64), (c) => c.notNull())
      .addColumn('dedupe_key', column.text(120), (c) => c.notNull())
      .addColumn('subject', column.text(64), (c) => c.notNull())
      .addColumn('payload', column.json, (c) => c.notNull())
      .addColumn('state', column.text(16), (c) => c.notNull())
      .addColumn('attempts', column.integer, (c) => c.notNull())
      .addColumn('next_try_at', column.instant)
      .addColumn('claimed_by', column.text(64))
      .addColumn('claimed_until', column.instant)
      .addColumn('outcome', column.text(1000))
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('finished_at', column.instant)
      .addUniqueConstraint('tasks_once', ['kind', 'dedupe_key'])
      .addCheckConstraint('tasks_state', sql`state in ('waiting', 'done', 'failed')`)
      .addCheckConstraint('tasks_due', sql`(state = 'waiting') = (next_try_at is not null)`)
      .execute(),
  ({ db }) =>
    db.schema.createIndex('tasks_due_now').on('tasks').columns(['state', 'next_try_at']).execute(),
  ({ db }) =>
    db.schema
      .createIndex('tasks_by_subject')
      .on('tasks')
      .columns(['kind', 'subject', 'id'])
      .execute(),
  ({ createTable, column }) =>
    createTable('type_counts')
      .addColumn('generation', column.integer, (c) => c.notNull())
      .addColumn('household_id', column.id, (c) => c.notNull())
      .addColumn('type_id', column.id, (c) => c.notNull())
      .addColumn('count', column.integer, (c) => c.notNull())
      .addPrimaryKeyConstraint('type_counts_key', ['generation', 'household_id', 'type_id'])
      .execute(),
  ({ createTable, column }) =>
    createTable('type_days_out')
      .addColumn('generation', column.integer, (c) => c.notNull())
      .addColumn('household_id', column.id, (c) => c.notNull())
      .addColumn('type_id', column.id, (c) => c.notNull())
      .addColumn('day', column.day, (c) => c.notNull())
      .addColumn('count', column.integer, (c) => c.notNull())
      .addPrimaryKeyConstraint('type_days_out_key', [
        'generation',
        'household_id',
        'type_id',
        'day',
      ])
      .execute(),
  ({ createTable, column }) =>
    createTable('freezer_history')
      .addColumn('generation', column.integer, (c) => c.notNull())
      .addColumn('freezer_id', column.id, (c) => c.notNull())
      .addColumn('position', column.id, (c) => c.notNull())
      .addColumn('event_id', column.id, (c) => c.notNull())
      .addColumn('action_id', column.id, (c) => c.notNull())
      .addColumn('undone_by', column.id)
      .addPrimaryKeyConstraint('freezer_history_key', ['generation', 'freezer_id', 'position'])
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('freezer_history_by_action')
      .on('freezer_history')
      .columns(['generation', 'action_id'])
      .execute(),
]
