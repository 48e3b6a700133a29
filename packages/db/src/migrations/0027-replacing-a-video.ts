import type { Step } from './step.ts'

export const replacingAVideo: Step[] = [
  ({ addReference }) =>
    addReference('videos_incoming_bytes', {
      table: 'videos',
      column: 'incoming_file_id',
      to: 'files',
    }),
  ({ db }) =>
    db.schema
      .createIndex('videos_incoming_file')
      .unique()
      .on('videos')
      .columns(['incoming_file_id'])
      .execute(),
  ({ db, column }) =>
    db.schema.alterTable('videos').addColumn('replacement_failure', column.text(24)).execute(),
]
